import type { Choices, Problem } from '../problem.js';
import { spanOf, taskCount } from '../tally.js';

/**
 * A problem with the halves of most days laid together: a place for each task and day, and of a lawyer or a
 * department as much a day as both halves hold. It can only be cheaper than the problem itself; where the halves of its
 * solution cannot be told apart afterwards (split.ts), the persons and teams concerned are given halves of their own.
 */
export interface Relaxation {
  readonly problem: Problem;
  /** Places of task `t` are numbered from `placeStart[t]`. */
  readonly placeStart: Int32Array;
  readonly placeTask: Int32Array;
  readonly placeCost: Int32Array;
  readonly placeWeek: Int32Array;
  /** A choice of the problem that stands for the place: a cheapest of that day, or of that half. */
  readonly placeChoice: Int32Array;
  /** The place that each choice of the problem belongs to. */
  readonly placeOf: Int32Array;
  readonly rowStart: Int32Array;
  readonly rows: Int32Array;
  readonly amounts: Int32Array;
  readonly capacity: Int32Array;
}

/**
 * @param apart the whole-day numbers of those things whose halves are told apart
 */
export function relaxationOf(problem: Problem, apart: ReadonlySet<number>): Relaxation {
  const { taskStart, choiceDay, choiceCost, choiceWeek, useStart, uses, wholeDay } = problem;
  const placeStart = [0];
  const placeTask: number[] = [];
  const placeCost: number[] = [];
  const placeWeek: number[] = [];
  const placeChoice: number[] = [];
  const placeOf: number[] = [];
  const rowStart = [0];
  const rows: number[] = [];
  const amounts: number[] = [];
  const numbers = new Map<number, number>();
  const capacity: number[] = [];
  // Both halves of a thing hold together what each has left.
  const together = new Map<number, number>();
  for (const [thing, left] of problem.capacity.entries()) {
    const whole = wholeDay[thing]!;
    if (whole >= 0) together.set(whole, (together.get(whole) ?? 0) + left);
  }
  const rowOf = (thing: number, merged: boolean): number => {
    const whole = wholeDay[thing]!;
    const name = merged ? -1 - whole : thing;
    const known = numbers.get(name);
    if (known !== undefined) return known;
    numbers.set(name, capacity.length);
    return capacity.push((merged ? together.get(whole) : problem.capacity[thing]) ?? 0) - 1;
  };
  const addPlace = (task: number, choice: number): void => {
    placeTask.push(task);
    placeCost.push(choiceCost[choice]!);
    placeWeek.push(choiceWeek[choice]!);
    placeChoice.push(choice);
    const begin = rows.length;
    const [first, end] = spanOf(useStart, choice);
    for (let at = first; at < end; at += 1) {
      const thing = uses[at]!;
      const whole = wholeDay[thing]!;
      const row = rowOf(thing, whole >= 0 && !apart.has(whole));
      const same = rows.indexOf(row, begin);
      if (same >= 0) amounts[same] = amounts[same]! + 1;
      else {
        rows.push(row);
        amounts.push(1);
      }
    }
    rowStart.push(rows.length);
  };
  const isApart = (choice: number): boolean => {
    const [first, end] = spanOf(useStart, choice);
    for (let at = first; at < end; at += 1) if (apart.has(wholeDay[uses[at]!]!)) return true;
    return false;
  };
  for (let task = 0; task < taskCount(problem); task += 1) {
    const [first, end] = spanOf(taskStart, task);
    for (let choice = first; choice < end; choice += 1) {
      const second = choice + 1;
      const pair = second < end && choiceDay[second] === choiceDay[choice];
      if (!pair || isApart(choice) || isApart(second)) {
        placeOf.push(placeTask.length);
        addPlace(task, choice);
        continue;
      }
      placeOf.push(placeTask.length, placeTask.length);
      addPlace(task, choiceCost[choice]! <= choiceCost[second]! ? choice : second);
      choice += 1;
    }
    placeStart.push(placeTask.length);
  }
  return {
    problem,
    placeStart: Int32Array.from(placeStart),
    placeTask: Int32Array.from(placeTask),
    placeCost: Int32Array.from(placeCost),
    placeWeek: Int32Array.from(placeWeek),
    placeChoice: Int32Array.from(placeChoice),
    placeOf: Int32Array.from(placeOf),
    rowStart: Int32Array.from(rowStart),
    rows: Int32Array.from(rows),
    amounts: Int32Array.from(amounts),
    capacity: Int32Array.from(capacity),
  };
}

/** The choices that a set of places stands for. */
export function choicesOf(relaxation: Relaxation, places: Iterable<number>): Choices {
  const choices = new Int32Array(taskCount(relaxation.problem)).fill(-1);
  for (const place of places) choices[relaxation.placeTask[place]!] = relaxation.placeChoice[place]!;
  return choices;
}

/** The places that choices lie in. */
export const placesOf = ({ placeOf }: Relaxation, choices: Choices): number[] =>
  [...choices].filter((choice) => choice >= 0).map((choice) => placeOf[choice]!);
