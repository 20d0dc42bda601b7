import type { Choices, Problem } from '../problem.js';
import { costOfChoices, spanOf, taskCount } from '../tally.js';
import type { Highs } from './highs.js';
import { partOf } from './part.js';
import { search } from './search.js';

/** How many tasks are planned anew at a time, at first and at most; as many as a town has take a second. */
const FIRST_PART = 300;
const LAST_PART = 1200;

/** How long a part may take for each of its tasks, in seconds. */
const SECONDS_A_TASK = 0.02;

/** Tasks by the day they stand on; one without a slot by the first day it could. */
function byDay({ taskStart, choiceDay, taskGroup }: Problem, choices: Choices): number[] {
  const dayOf = (task: number): number => {
    const choice = choices[task] ?? -1;
    return choiceDay[choice < 0 ? (taskStart[task] ?? 0) : choice] ?? 0;
  };
  return [...taskGroup.keys()].sort((a, b) => dayOf(a) - dayOf(b) || a - b);
}

/**
 * Betters a plan of many tasks some weeks at a time: the tasks of these weeks are planned anew, exactly, around all
 * others, then those of the next weeks, each half anew; when the year has gone by without a gain, more at a time.
 */
export function improve(
  highs: Highs,
  problem: Problem,
  start: Choices,
  secondsLeft: () => number,
  tell: (choices: Choices, cost: number) => void,
): void {
  let best = start;
  let cost = costOfChoices(problem, start);
  const tasks = taskCount(problem);
  for (let size = FIRST_PART; size <= LAST_PART && secondsLeft() > 0;) {
    const before = cost;
    for (let from = 0; from < tasks && secondsLeft() > 0; from += size / 2) {
      const some = byDay(problem, best)
        .slice(from, from + size)
        .filter((task) => hasChoice(problem, task));
      const part = partOf(problem, some, best);
      const ends = Math.max(0, secondsLeft() - size * SECONDS_A_TASK);
      const found = search(
        highs,
        part.problem,
        part.start,
        () => secondsLeft() - ends,
        () => undefined,
      );
      const changed = part.put(best, found.choices);
      const changedCost = costOfChoices(problem, changed);
      if (changedCost >= cost) continue;
      best = changed;
      cost = changedCost;
      tell(best, cost);
    }
    if (cost === before) size *= 2;
  }
}

function hasChoice({ taskStart }: Problem, task: number): boolean {
  const [first, end] = spanOf(taskStart, task);
  return first < end;
}
