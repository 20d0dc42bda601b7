import type { Day } from '../calendar/index.js';
import type { Warning } from '../facts/index.js';
import type { Circumstances } from './circumstances.js';
import { costOf, type PlanCost } from './evaluate.js';
import { explained } from './explain.js';
import { greedyAssignment } from './greedy.js';
import { candidatesOf, modelOf, type Candidate } from './model.js';
import { unplacedCostOf } from './rules/index.js';
import type { Progress, Solve } from './solver/index.js';
import type { Slot, Task } from './task.js';
import { warningsOf } from './warnings.js';

/** A task and where it stands, with the reasons for it. */
export interface PlannedTask extends Task {
  readonly slot: Slot | null;
  readonly reasons: readonly string[];
}

/** A plan (计划草案). */
export interface PlanResult {
  readonly town: string;
  readonly year: number;
  readonly from: Day;
  readonly limits: {
    readonly villagePerWeek: number;
    readonly comfortablePerWeek: number;
    readonly teams: Readonly<Record<string, number>>;
  };
  readonly cost: PlanCost;
  /** No plan costs less; equal to the cost's total where the optimum is proven. */
  readonly bound: number;
  /** (total − bound) / max(1, total). */
  readonly gap: number;
  readonly seconds: number;
  readonly tasks: readonly PlannedTask[];
  readonly warnings: readonly Warning[];
}

export interface PlanOptions {
  readonly solve: Solve;
  /** Stop the search after so many seconds. */
  readonly seconds: number;
  /** Gives up at once; the plan then rejects. */
  readonly signal?: AbortSignal | undefined;
  /** A monotonic clock, in milliseconds. */
  readonly clock: () => number;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

// What the solver's arithmetic may be off by; costs themselves are whole.
const EPSILON = 1e-6;

/**
 * The cheapest plan for `tasks`, proven so, or the best found in the time with a bound on what could be saved.
 *
 * @throws when the solver fails; nothing outside is touched
 */
export async function plan(
  tasks: readonly Task[],
  year: number,
  c: Circumstances,
  options: PlanOptions,
): Promise<PlanResult> {
  const began = options.clock();
  const candidates = new Map<string, readonly Candidate[]>(
    tasks.map((task) => [task.id, candidatesOf(task, c)]),
  );
  const greedy = greedyAssignment(tasks, candidates, c);
  const model = modelOf(tasks, candidates, c);
  const { values, bound: proven } =
    model.program.cost.length === 0
      ? { values: [], bound: 0 }
      : await options.solve(
          model.program,
          { seconds: options.seconds, signal: options.signal },
          options.onProgress,
        );
  const solved = values ? model.assignmentFrom(values) : greedy;
  const assignment = costOf(tasks, solved, c).total <= costOf(tasks, greedy, c).total ? solved : greedy;
  const cost = costOf(tasks, assignment, c);
  const searched = Math.max(0, Math.ceil(proven - model.slack - EPSILON)) + model.constant;
  const bound = Math.min(cost.total, Math.max(searched, leastCost(candidates)));
  return {
    town: c.town.id,
    year,
    from: c.from,
    limits: {
      ...c.town.limits,
      teams: Object.fromEntries(c.town.departments.map(({ id, teams }) => [id, teams])),
    },
    cost,
    bound,
    gap: (cost.total - bound) / Math.max(1, cost.total),
    seconds: Math.round((options.clock() - began) / 10) / 100,
    tasks: explained(tasks, assignment, c),
    warnings: warningsOf(tasks, assignment, c),
  };
}

/** What the tasks would cost if none stood in another's way: no plan is cheaper, whatever the search had time for. */
const leastCost = (candidates: ReadonlyMap<string, readonly Candidate[]>): number =>
  [...candidates.values()].reduce(
    (sum, slots) => sum + slots.reduce((least, { cost }) => Math.min(least, cost), unplacedCostOf(1)),
    0,
  );
