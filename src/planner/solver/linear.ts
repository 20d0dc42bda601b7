import { spanOf, taskCount } from '../tally.js';
import { priceProof, type PriceProof, type Prices } from './bound.js';
import { modelOf, runModel, type Highs } from './highs.js';
import type { Relaxation } from './relaxation.js';
import { joined, placeColumns, slackColumns, type Rows } from './rows.js';

/** How many of its cheapest places each task brings into the first linear program. */
const FIRST_PLACES = 6;

/** How many places more a task may bring in at once. */
const MORE_PLACES = 4;

/** HiGHS's simplex_strategy. */
const PRIMAL_SIMPLEX = 4;

/** A place this little below what its task pays now is no better: the solver's arithmetic is no finer. */
const TOLERANCE = 1e-6;

export interface LinearOptimum {
  readonly prices: Prices;
  readonly proof: PriceProof;
  /** The share of each task in each of its places that it takes at all. */
  readonly shares: ReadonlyMap<number, number>;
  /** Whether no place is left that would make it cheaper. */
  readonly complete: boolean;
}

function firstPlaces({ placeStart, placeCost, problem }: Relaxation): number[] {
  const places: number[] = [];
  for (let task = 0; task < taskCount(problem); task += 1) {
    const [first, end] = spanOf(placeStart, task);
    const own = Array.from({ length: end - first }, (_, n) => first + n);
    own.sort((a, b) => placeCost[a]! - placeCost[b]! || a - b);
    places.push(...own.slice(0, FIRST_PLACES));
  }
  return places;
}

function pricesFrom({ groupRow, weekRow, limitRow, relaxation }: Rows, duals: Float64Array): Prices {
  const at = (row: number): number => (row < 0 ? 0 : -(duals[row] ?? 0));
  return {
    group: Float64Array.from(groupRow, at),
    week: Float64Array.from(relaxation.problem.weekRoom, (_, week) => at(weekRow + week)),
    limit: Float64Array.from(limitRow, at),
  };
}

/** The places not in the program yet that would make it cheaper, the cheapest few of each task. */
function cheaperPlaces(
  { placeStart, problem }: Relaxation,
  price: Float64Array,
  paid: Float64Array,
  inside: ReadonlySet<number>,
): number[] {
  const places: number[] = [];
  for (let task = 0; task < taskCount(problem); task += 1) {
    const [first, end] = spanOf(placeStart, task);
    const own: number[] = [];
    for (let place = first; place < end; place += 1)
      if (price[place]! < paid[task]! - TOLERANCE && !inside.has(place)) own.push(place);
    own.sort((a, b) => (price[a] ?? 0) - (price[b] ?? 0));
    places.push(...own.slice(0, MORE_PLACES));
  }
  return places;
}

/**
 * The linear optimum of a relaxation, by column generation: a program of each task's cheapest places first; then those
 * that its prices show to be cheaper come in, until there is none.
 *
 * @param report is given the proof of each round
 */
export function linearOptimum(
  highs: Highs,
  rows: Rows,
  secondsLeft: () => number,
  report: (proof: PriceProof) => void,
): LinearOptimum {
  const { relaxation } = rows;
  const slack = slackColumns(rows);
  const offset = slack.matrix.numCols;
  const places = firstPlaces(relaxation);
  const inside = new Set(places);
  const model = modelOf(highs, rows, joined(slack, placeColumns(rows, places)), null);
  try {
    model.options.set({ output_flag: false });
    for (;;) {
      model.options.set({ time_limit: model.getRunTime() + Math.max(0.01, secondsLeft()) });
      const solved = runModel(highs, model);
      const { colValue, rowDual } = model.getSolution();
      const prices = pricesFrom(rows, rowDual);
      const proof = priceProof(relaxation, prices);
      report(proof);
      const more = solved ? cheaperPlaces(relaxation, proof.price, rowDual, inside) : [];
      if (more.length === 0) {
        const shares = new Map<number, number>();
        for (const [index, place] of places.entries()) {
          const share = colValue[offset + index] ?? 0;
          if (share > TOLERANCE) shares.set(place, share);
        }
        return { prices, proof, shares, complete: solved };
      }
      const { cost, lower, upper, matrix } = placeColumns(rows, more);
      model.addCols({ cost, lower, upper: upper.map(() => highs.infinity), matrix });
      for (const place of more) {
        inside.add(place);
        places.push(place);
      }
      // What came in leaves the last solution feasible, not optimal: the primal simplex goes on from there.
      model.options.set({ simplex_strategy: PRIMAL_SIMPLEX });
    }
  } finally {
    model.dispose();
  }
}
