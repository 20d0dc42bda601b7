import { candidateFinder } from './candidates.js';
import { costOf, type Assignment, type PlanCost } from './evaluate.js';
import { greedyChoices } from './greedy.js';
import { problemOf, type TownPlanning } from './problem.js';
import { unplacedCostOf } from './rules/index.js';
import type { Progress, Solve } from './solver/index.js';

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

/**
 * The cheapest assignment of all towns' tasks together, or the best found in the time. What it costs is counted from
 * the rules, whatever the solver says.
 *
 * @throws when the solver fails, or `signal` says to give up
 */
export async function optimumOf(plannings: readonly TownPlanning[], options: PlanOptions): Promise<Optimum> {
  const began = options.clock();
  const spent = (): number => (options.clock() - began) / 1000;
  const { problem, assignmentsFrom } = problemOf(plannings);
  const start = greedyChoices(problem);
  const costsOf = (assignments: readonly Assignment[]): PlanCost[] =>
    plannings.map(({ tasks, circumstances }, index) =>
      costOf(tasks, assignments[index] ?? new Map(), circumstances),
    );
  const totalOf = (costs: readonly PlanCost[]): number => costs.reduce((sum, { total }) => sum + total, 0);
  const least = leastCost(plannings);
  let best = { assignments: assignmentsFrom(start), costs: costsOf(assignmentsFrom(start)) };
  const progress = { best: totalOf(best.costs), bound: Math.min(least, totalOf(best.costs)) };
  const tell = (found: number, bound: number): void => {
    progress.best = Math.min(progress.best, found);
    progress.bound = Math.min(progress.best, Math.max(progress.bound, bound));
    options.onProgress?.({ ...progress, seconds: spent() });
  };
  tell(progress.best, least);
  const { values, bound } =
    progress.bound >= progress.best
      ? { values: null, bound: least }
      : await options.solve(
          problem,
          { seconds: Math.max(0.01, options.seconds - spent()), signal: options.signal, start },
          (found) => {
            tell(found.best, found.bound);
          },
        );
  if (values) {
    const assignments = assignmentsFrom(values);
    const costs = costsOf(assignments);
    if (totalOf(costs) <= totalOf(best.costs)) best = { assignments, costs };
  }
  const total = totalOf(best.costs);
  const proven = Math.min(total, Math.max(bound, least));
  return {
    ...best,
    bound: proven,
    gap: (total - proven) / Math.max(1, total),
    seconds: Math.round(spent() * 100) / 100,
  };
}

/** What the tasks would cost if none stood in another's way: no plan is cheaper, whatever the search had time for. */
const leastCost = (plannings: readonly TownPlanning[]): number =>
  plannings.reduce((total, { tasks, circumstances }) => {
    const candidates = candidateFinder(circumstances);
    return tasks.reduce(
      (sum, task) =>
        sum + candidates(task).reduce((least, { cost }) => Math.min(least, cost), unplacedCostOf(1)),
      total,
    );
  }, 0);
