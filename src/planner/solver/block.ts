import type { Problem } from '../problem.js';
import { spanOf } from '../tally.js';
import type { Prices } from './bound.js';
import type { Relaxation } from './relaxation.js';

/** The part of a relaxation that holds some of its tasks, with its own numbers. */
export interface Block {
  readonly relaxation: Relaxation;
  readonly prices: Prices;
  /** The number that each place has in the whole. */
  readonly places: Int32Array;
}

/** How a block sees a limit that others use too. */
export interface SharedLimit {
  /** What there is of it for this block; null: as much as it likes, at its price. */
  left(row: number): number | null;
}

/** The tasks of each town; towns of one problem are its blocks. */
export function tasksByTown({ taskTown }: Problem): number[][] {
  const towns: number[][] = [];
  for (const [task, town] of taskTown.entries()) (towns[town] ??= []).push(task);
  return towns.filter((tasks) => tasks.length > 0);
}

/** The limits that places of several towns use. */
export function sharedRows({ taskTown }: Problem, { placeTask, rowStart, rows, capacity }: Relaxation): Set<number> {
  const owner = new Int32Array(capacity.length).fill(-1);
  const shared = new Set<number>();
  for (const [place, task] of placeTask.entries()) {
    const [first, end] = spanOf(rowStart, place);
    const town = taskTown[task] ?? 0;
    for (let at = first; at < end; at += 1) {
      const row = rows[at] ?? 0;
      if (owner[row] === -1) owner[row] = town;
      else if (owner[row] !== town) shared.add(row);
    }
  }
  return shared;
}

/** What `tasks` decide among themselves, where shared limits are either theirs up to what is left, or paid for. */
export function blockOf(
  whole: Relaxation,
  prices: Prices,
  tasks: readonly number[],
  shared: ReadonlySet<number>,
  { left }: SharedLimit,
): Block {
  const { problem, placeStart, placeCost, placeWeek, placeChoice, rowStart, rows, amounts, capacity } = whole;
  const places: number[] = [];
  const ownStart = [0];
  const ownTask: number[] = [];
  const ownCost: number[] = [];
  const ownRowStart = [0];
  const ownRows: number[] = [];
  const ownAmounts: number[] = [];
  const ownCapacity: number[] = [];
  const ownPrice: number[] = [];
  const numbers = new Map<number, number>();
  const weeks = new Set<number>();
  const rowOf = (row: number): number | null => {
    const known = numbers.get(row);
    if (known !== undefined) return known;
    const room = shared.has(row) ? left(row) : (capacity[row] ?? 0);
    if (room === null) return null;
    numbers.set(row, ownCapacity.length);
    ownPrice.push(prices.limit[row] ?? 0);
    return ownCapacity.push(room) - 1;
  };
  for (const [own, task] of tasks.entries()) {
    const [first, end] = spanOf(placeStart, task);
    for (let place = first; place < end; place += 1) {
      let cost = placeCost[place] ?? 0;
      const [from, to] = spanOf(rowStart, place);
      for (let at = from; at < to; at += 1) {
        const row = rows[at] ?? 0;
        const amount = amounts[at] ?? 0;
        const number = rowOf(row);
        if (number === null) cost += amount * Math.max(0, prices.limit[row] ?? 0);
        else {
          ownRows.push(number);
          ownAmounts.push(amount);
        }
      }
      ownRowStart.push(ownRows.length);
      ownTask.push(own);
      ownCost.push(cost);
      places.push(place);
      weeks.add(placeWeek[place] ?? -1);
    }
    ownStart.push(places.length);
  }
  return {
    places: Int32Array.from(places),
    prices: { ...prices, limit: Float64Array.from(ownPrice) },
    relaxation: {
      problem: {
        constant: 0,
        overload: problem.overload,
        shortage: problem.shortage,
        taskGroup: Int32Array.from(tasks, (task) => problem.taskGroup[task] ?? 0),
        // Weeks that are not this block's cost it nothing.
        weekRoom: problem.weekRoom.map((room, week) => (weeks.has(week) ? room : 0)),
      },
      placeStart: Int32Array.from(ownStart),
      placeTask: Int32Array.from(ownTask),
      placeCost: Float64Array.from(ownCost),
      placeWeek: Int32Array.from(places, (place) => placeWeek[place] ?? -1),
      placeChoice: Int32Array.from(places, (place) => placeChoice[place] ?? -1),
      rowStart: Int32Array.from(ownRowStart),
      rows: Int32Array.from(ownRows),
      amounts: Int32Array.from(ownAmounts),
      capacity: Int32Array.from(ownCapacity),
    },
  };
}
