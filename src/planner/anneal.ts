import type { Choices, Problem } from './problem.js';
import { costOfChoices, spanOf, Tally, taskCount } from './tally.js';

/** Costs are days; a step up of some days is taken now and then at first, none at the end. */
const HOT = 1;
const COLD = 0.07;

/** How many moves are tried for each task, and between two looks at the clock. */
const MOVES_A_TASK = 1000;
const BATCH = 2000;

/** Numbers from 0 up to below 1, always the same ones (mulberry32): the same town is planned the same way. */
function numbers(): () => number {
  let state = 1;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Betters a plan by many small moves (simulated annealing): a task takes another choice; where others stand in its
 * way, they move to the cheapest choices they have left.
 *
 * @param isOver looked at from time to time; true ends it at once
 * @returns the best plan met, never dearer than `start`
 */
export function annealed(problem: Problem, start: Choices, isOver: () => boolean): Choices {
  const tally = new Tally(problem);
  for (const [task, choice] of start.entries()) if (choice >= 0) tally.take(task, choice);
  const movable = movableTasks(problem);
  const random = numbers();
  const order = cheapestFirst(problem);
  const [unplaced = 0] = problem.shortage;
  let best = Int32Array.from(start);
  const startCost = costOfChoices(problem, start);
  let now = startCost;
  let least = now;
  /** Who was lifted for this move, the mover first, and from where. */
  const moved: { readonly task: number; readonly from: number }[] = [];
  const lift = (task: number): number => {
    const from = tally.choices[task]!;
    moved.push({ task, from });
    if (from >= 0) tally.giveBack(task);
    return -worth(from);
  };
  const worth = (choice: number): number => (choice < 0 ? unplaced : tally.price(choice));
  const batches = Math.ceil((movable.length * MOVES_A_TASK) / BATCH);
  for (let batch = 0; batch < batches && !isOver(); batch += 1) {
    const heat = COLD * (HOT / COLD) ** (1 - batch / batches);
    for (let tried = 0; tried < BATCH; tried += 1) {
      const task = movable[Math.floor(random() * movable.length)]!;
      const old = tally.choices[task]!;
      const [first, end] = spanOf(problem.taskStart, task);
      const choice = order[first + Math.floor(random() ** CHEAP_FIRST * (end - first))] ?? first;
      if (choice === old) continue;
      // What a move may cost is drawn first, so that a hopeless one ends at once.
      const allowed = -heat * Math.log(1 - random());
      if (old >= 0 && problem.choiceCost[choice]! - problem.choiceCost[old]! > allowed + SPARED) continue;
      moved.length = 0;
      let change = lift(task);
      for (
        let other = tally.blockerOf(choice, random());
        other >= 0;
        other = tally.blockerOf(choice, random())
      ) {
        if (moved.length > MOST_GIVE_WAY) break;
        change += lift(other);
      }
      if (moved.length <= MOST_GIVE_WAY + 1 && tally.fits(choice)) {
        change += worth(choice);
        tally.take(task, choice);
        for (let index = 1; index < moved.length && change <= allowed; index += 1) {
          const other = moved[index]?.task ?? 0;
          const refuge = tally.cheapest(other);
          change += worth(refuge);
          if (refuge >= 0) tally.take(other, refuge);
        }
      } else change = Infinity;
      if (change > allowed) {
        for (const { task: other } of moved) if (tally.choices[other]! >= 0) tally.giveBack(other);
        for (const { task: other, from } of moved) if (from >= 0) tally.take(other, from);
        continue;
      }
      now += change;
      if (now < least - 1e-9) {
        least = now;
        best = Int32Array.from(tally.choices);
      }
    }
  }
  return costOfChoices(problem, best) <= startCost ? best : start;
}

/** How many tasks may give way to one. */
const MOST_GIVE_WAY = 3;

/** What a task that gives way may save at most, or nearly. */
const SPARED = 12;

/** How strongly cheap choices are preferred in trying. */
const CHEAP_FIRST = 2;

/** Each task's choices from its cheapest on. */
function cheapestFirst(problem: Problem): Int32Array {
  const { choiceCost } = problem;
  const order = Int32Array.from(choiceCost, (_, choice) => choice);
  for (let task = 0; task < taskCount(problem); task += 1)
    order
      .subarray(...spanOf(problem.taskStart, task))
      .sort((a, b) => choiceCost[a]! - choiceCost[b]! || a - b);
  return order;
}

function movableTasks(problem: Problem): number[] {
  return Array.from({ length: taskCount(problem) }, (_, task) => task).filter((task) => {
    const [first, end] = spanOf(problem.taskStart, task);
    return end - first > 1;
  });
}
