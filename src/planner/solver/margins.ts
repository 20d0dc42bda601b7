import { placesWithin, type PriceProof } from './bound.js';
import type { Highs } from './highs.js';
import { integerOptimum } from './integer.js';
import type { Relaxation } from './relaxation.js';
import { rowsOf } from './rows.js';

/** How far above the linear bound the first exact model looks, and how much of the bound at least. */
const FIRST_MARGIN = 2;
const MARGIN_SHARE = 0.0025;

export interface MarginOptions {
  /** The best plan that is known: only cheaper ones are of use. */
  readonly known: () => { readonly cost: number; readonly places: readonly number[] };
  readonly secondsLeft: () => number;
  /** The most places that a model may hold; with more the search ends unproven. */
  readonly mostPlaces: number;
  readonly onPlan: (places: readonly number[]) => void;
  readonly onBound: (bound: number) => void;
}

/**
 * The exact optimum of a relaxation, by exact models of few places: first of those that a plan can use that costs
 * hardly more than the linear bound, then of more and more. What such a model finds is the optimum if it lies within
 * its margin; else that margin holds no plan, which raises the bound.
 *
 * @returns whether the optimum is proven, or that none is cheaper than the known one
 */
export function optimumByMargins(
  highs: Highs,
  relaxation: Relaxation,
  proof: PriceProof,
  { known, secondsLeft, mostPlaces, onPlan, onBound }: MarginOptions,
): boolean {
  const rows = rowsOf(relaxation);
  for (let margin = Math.max(FIRST_MARGIN, proof.bound * MARGIN_SHARE); secondsLeft() > 0; margin *= 2) {
    const { cost, places: start } = known();
    const limit = cost - 1;
    // Where the known plan is hardly further off, one model proves it.
    const most = limit <= proof.bound + margin ? limit : proof.bound + margin;
    const places = [...new Set([...placesWithin(relaxation, proof, most), ...start])];
    if (places.length > mostPlaces) return false;
    // A plan with any other place costs more than `most`.
    const beyond = Math.floor(most) + 1;
    let lower = -Infinity;
    const ended = integerOptimum(highs, rows, places, {
      seconds: secondsLeft(),
      start,
      onPlan,
      onBound: (bound) => {
        lower = Math.min(beyond, bound);
        onBound(lower);
      },
    });
    if (!ended) return false;
    if (lower < beyond || most === limit || places.length === relaxation.placeCost.length) return true;
  }
  return false;
}
