import type { Day } from '../calendar/index.js';
import type { Warning } from '../facts/index.js';
import type { Circumstances } from './circumstances.js';
import { NO_COST, type Assignment, type PlanCost } from './evaluate.js';
import { explained } from './explain.js';
import { optimumOf, type Optimum, type PlanOptions } from './optimum.js';
import type { PlannedTask, Slot, Task } from './task.js';
import { warningsOf } from './warnings.js';

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
  return planFrom(tasks, year, c, await optimumOf([{ tasks, circumstances: c }], options));
}

/** The plan that a search of this town alone came to. */
export function planFrom(
  tasks: readonly Task[],
  year: number,
  c: Circumstances,
  { costs, assignments, bound, gap, seconds }: Optimum,
): PlanResult {
  const [cost = NO_COST] = costs;
  const [assignment = new Map<string, Slot | null>()] = assignments;
  return {
    town: c.town.id,
    year,
    from: c.from,
    limits: limitsOf(c),
    cost,
    bound,
    gap,
    seconds,
    ...described(tasks, assignment, c),
  };
}

/** What a plan says of its assignment: each task with its reasons, and what to look at again. */
export const described = (
  tasks: readonly Task[],
  assignment: Assignment,
  c: Circumstances,
): Pick<PlanResult, 'tasks' | 'warnings'> => ({
  tasks: explained(tasks, assignment, c),
  warnings: warningsOf(tasks, assignment, c),
});

/** The limits that the plan was made under, as it prints them. */
export const limitsOf = ({ town }: Circumstances): PlanResult['limits'] => ({
  ...town.limits,
  teams: Object.fromEntries(town.departments.map(({ id, teams }) => [id, teams])),
});
