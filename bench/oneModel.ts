import { withHighs } from '../src/planner/solver/highs.js';
import { Best } from '../src/planner/solver/best.js';
import { integerOptimum } from '../src/planner/solver/integer.js';
import { choicesOf, placesOf, relaxationOf } from '../src/planner/solver/relaxation.js';
import { rowsOf } from '../src/planner/solver/rows.js';
import type { Solve } from '../src/planner/solver/solution.js';

/**
 * Solves with one exact model of everything, each half-day a column, as planners of this kind mostly do. It is what the
 * search is measured against, and is for a town: a county's aborts for want of memory.
 */
export const solveInOneModel: Solve = async (problem, { seconds, start }) =>
  withHighs((highs) => {
    const best = new Best(problem, start, () => undefined);
    const relaxation = relaxationOf(problem, new Set(problem.wholeDay));
    integerOptimum(highs, rowsOf(relaxation), [...relaxation.placeTask.keys()], {
      seconds,
      start: placesOf(relaxation, start),
      onPlan: (places) => {
        best.offer(choicesOf(relaxation, places));
      },
      onBound: (bound) => {
        best.raise(bound);
      },
    });
    return { values: best.choices, bound: best.bound };
  });
