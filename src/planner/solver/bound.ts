import { spanOf, taskCount } from '../tally.js';
import type { Relaxation } from './relaxation.js';

/** What one more of each thing would be worth, never negative: the dual values of a relaxation's rows. */
export interface Prices {
  readonly limit: Float64Array;
  readonly week: Float64Array;
  readonly group: Float64Array;
}

/** A proof that no plan costs less than `bound`. */
export interface PriceProof {
  readonly bound: number;
  /** What each place costs with all that it uses up. */
  readonly price: Float64Array;
  /** The least that each task can get away with; a plan that uses a dearer place costs more than `bound` by the rest. */
  readonly least: Float64Array;
}

/**
 * Lets every task choose by itself at these prices instead of by the limits (Lagrangian relaxation). Whatever the
 * prices, the sum is a bound: a solver that states wrong or unfinished duals makes it weaker and never wrong.
 */
export function priceProof(relaxation: Relaxation, prices: Prices): PriceProof {
  const { problem, placeStart, placeCost, placeWeek, rowStart, rows, amounts, capacity } = relaxation;
  const { taskGroup, shortage, weekRoom, overload } = problem;
  const [first = 0] = shortage;
  const week = prices.week.map((price) => Math.min(overload, Math.max(0, price)));
  const limit = prices.limit.map((price) => Math.max(0, price));
  const group = prices.group.map((price) => Math.max(0, price));
  const price = new Float64Array(placeCost.length);
  const leasts = new Float64Array(taskCount(problem));
  let bound = problem.constant;
  for (const [row, value] of limit.entries()) bound -= value * capacity[row]!;
  for (const [index, value] of week.entries()) bound -= value * weekRoom[index]!;
  const sizes = new Int32Array(group.length);
  for (let task = 0; task < taskCount(problem); task += 1) {
    const own = taskGroup[task]!;
    sizes[own] = sizes[own]! + 1;
    let least = first + group[own]!;
    const [begin, end] = spanOf(placeStart, task);
    for (let place = begin; place < end; place += 1) {
      let sum = placeCost[place]!;
      const weekOf = placeWeek[place]!;
      if (weekOf >= 0) sum += week[weekOf]!;
      const [from, to] = spanOf(rowStart, place);
      for (let at = from; at < to; at += 1) sum += amounts[at]! * limit[rows[at]!]!;
      price[place] = sum;
      if (sum < least) least = sum;
    }
    leasts[task] = least;
    bound += least;
  }
  for (const [index, value] of group.entries()) {
    bound -= value;
    for (let n = 1; n < sizes[index]!; n += 1) bound += Math.min(0, shortage[n]! - first - value);
  }
  return { bound, price, least: leasts };
}

// What adding up thousands of prices may be off by; costs themselves are whole.
const EPSILON = 1e-4;

/** The least whole cost that a bound leaves. */
export const wholeBound = (bound: number): number => Math.ceil(bound - EPSILON);

/** The places of a plan that costs no more than `most`, if there is one: all others are too dear. */
export function placesWithin(
  { placeTask }: Relaxation,
  { bound, price, least }: PriceProof,
  most: number,
): number[] {
  const places: number[] = [];
  for (const [place, own] of price.entries())
    if (bound + own - least[placeTask[place]!]! <= most + EPSILON) places.push(place);
  return places;
}
