import type { Choices, Problem } from './problem.js';
import { spanOf, Tally, taskCount } from './tally.js';

/** Lets each of `tasks` take its cheapest choice that still fits, those with the fewest choices first. */
export function placeGreedily(tally: Tally, tasks: readonly number[]): void {
  const { taskStart } = tally.problem;
  const width = (task: number): number => {
    const [first, end] = spanOf(taskStart, task);
    return end - first;
  };
  for (const task of [...tasks].sort((a, b) => width(a) - width(b) || a - b)) {
    const choice = tally.cheapest(task);
    if (choice >= 0) tally.take(task, choice);
  }
}

/**
 * A quick plan that keeps every hard rule. It stands in when the exact search is stopped before it found anything.
 */
export function greedyChoices(problem: Problem): Choices {
  const tally = new Tally(problem);
  placeGreedily(
    tally,
    Array.from({ length: taskCount(problem) }, (_, task) => task),
  );
  return tally.choices;
}
