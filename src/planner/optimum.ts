import { candidateFinder } from './candidates.js';
import { costOf, NO_COST, type Assignment, type PlanCost } from './evaluate.js';
import { greedyChoices } from './greedy.js';
import { problemOf, type TownPlanning } from './problem.js';
import { unplacedCostOf } from './rules/index.js';
import type { Progress, Solve } from './solver/index.js';
import { taskCount } from './tally.js';
import type { Slot } from './task.js';

export interface PlanOptions {
  readonly solve: Solve;
  /** Stop the search after so many seconds. */
  readonly seconds: number;
  /** Gives up at once; the plan then rejects. */
  readonly signal?: AbortSignal | undefined;
  /** A monotonic clock, in milliseconds. */
  readonly clock: () => number;
  /** Is told of each better plan and bound, in the plan's cost; `best` only falls, `bound` only grows. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** What a search found for one town or for several. */
export interface Optimum {
  /** For each town, where its tasks stand and what that costs. */
  readonly assignments: readonly Assignment[];
  readonly costs: readonly PlanCost[];
  /** No plan costs less; equal to the costs' sum where the optimum is proven. */
  readonly bound: number;
  /** (cost − bound) / max(1, cost). */
  readonly gap: number;
  /** To a hundredth. */
  readonly seconds: number;
}

/** Components searched at the same time. */
const AT_ONCE = 2;

/**
 * The cheapest assignment of all towns' tasks together, or the best found in the time. Towns that share no lawyer are
 * searched apart. What a plan costs is counted from the rules, whatever the solver says.
 *
 * @throws when the solver fails, or `signal` says to give up; nothing outside is touched
 */
export async function optimumOf(plannings: readonly TownPlanning[], options: PlanOptions): Promise<Optimum> {
  const began = options.clock();
  const spent = (): number => (options.clock() - began) / 1000;
  const parts = componentsOf(plannings).map((towns) => {
    const own = towns.map((town) => plannings[town]).filter((planning) => planning !== undefined);
    const least = own.reduce((sum, planning) => sum + leastCost(planning), 0);
    const { problem, assignmentsFrom } = problemOf(own);
    const start = greedyChoices(problem);
    const best = costed(own, assignmentsFrom(start));
    return {
      towns,
      own,
      problem,
      assignmentsFrom,
      start,
      best,
      found: best.total,
      // Where all is fixed there is nothing to search.
      bound: taskCount(problem) === 0 ? best.total : Math.min(least, best.total),
    };
  });
  const sum = (of: (part: (typeof parts)[number]) => number): number =>
    parts.reduce((total, part) => total + of(part), 0);
  const tell = (): void => {
    options.onProgress?.({
      best: sum(({ found }) => found),
      bound: sum(({ bound }) => bound),
      seconds: spent(),
    });
  };
  tell();
  const queue = parts.filter(({ found, bound }) => bound < found);
  let waiting = queue.reduce((tasks, { problem }) => tasks + taskCount(problem), 0);
  const searchOn = async (): Promise<void> => {
    for (let part = queue.shift(); part; part = queue.shift()) {
      const { own, problem, assignmentsFrom, start } = part;
      // Each gets its share of what is left, by its tasks.
      const share = Math.min(1, (AT_ONCE * taskCount(problem)) / Math.max(1, waiting));
      waiting -= taskCount(problem);
      const seconds = Math.max(0.01, (options.seconds - spent()) * share);
      const settle = (found: number, bound: number): void => {
        part.found = Math.min(part.found, found);
        part.bound = Math.min(part.found, Math.max(part.bound, bound));
      };
      const { values, bound } = await options.solve(
        problem,
        { seconds, signal: options.signal, start },
        (progress) => {
          settle(progress.best, progress.bound);
          tell();
        },
      );
      const found = values ? costed(own, assignmentsFrom(values)) : part.best;
      if (found.total <= part.best.total) part.best = found;
      settle(part.best.total, bound);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, searchOn));
  const assignments: Assignment[] = [];
  const costs: PlanCost[] = [];
  for (const { towns, best } of parts)
    for (const [index, town] of towns.entries()) {
      assignments[town] = best.assignments[index] ?? new Map<string, Slot | null>();
      costs[town] = best.costs[index] ?? NO_COST;
    }
  const total = sum(({ best }) => best.total);
  const bound = sum((part) => Math.min(part.best.total, part.bound));
  return {
    assignments,
    costs,
    bound,
    gap: (total - bound) / Math.max(1, total),
    seconds: Math.round(spent() * 100) / 100,
  };
}

/** Assignments of some towns with what they cost. */
function costed(plannings: readonly TownPlanning[], assignments: readonly Assignment[]) {
  const costs = plannings.map(({ tasks, circumstances }, index) =>
    costOf(tasks, assignments[index] ?? new Map<string, Slot | null>(), circumstances),
  );
  return { assignments, costs, total: costs.reduce((sum, { total }) => sum + total, 0) };
}

/** Towns, by their numbers, that share lawyers, directly or by way of others. */
function componentsOf(plannings: readonly TownPlanning[]): number[][] {
  let components: { towns: number[]; lawyers: Set<string> }[] = [];
  for (const [town, { tasks, circumstances }] of plannings.entries()) {
    const lawyers = new Set(
      [...tasks, ...circumstances.occupied.map(({ occupant }) => occupant)]
        .map(({ lawyer }) => lawyer)
        .filter((lawyer) => lawyer !== null),
    );
    const tied = components.filter((other) => [...lawyers].some((lawyer) => other.lawyers.has(lawyer)));
    components = [
      ...components.filter((other) => !tied.includes(other)),
      {
        towns: [...tied.flatMap((other) => other.towns), town],
        lawyers: new Set([...lawyers, ...tied.flatMap((other) => [...other.lawyers])]),
      },
    ];
  }
  return components.map(({ towns }) => towns);
}

/** What the tasks would cost if none stood in another's way: no plan is cheaper, whatever the search had time for. */
function leastCost({ tasks, circumstances }: TownPlanning): number {
  const candidates = candidateFinder(circumstances);
  return tasks.reduce(
    (sum, task) =>
      sum + candidates(task).reduce((least, { cost }) => Math.min(least, cost), unplacedCostOf(1)),
    0,
  );
}
