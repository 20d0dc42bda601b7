import { modelOf, runModel, type Highs } from './highs.js';
import { columnValues, joined, placeColumns, slackColumns, type Rows } from './rows.js';

/** Costs are whole, so a bound this close below the best proves it. */
const PROOF_GAP = 0.99;

export interface IntegerOptions {
  readonly seconds: number;
  /** A plan of these places to begin with. */
  readonly start: readonly number[];
  /** Is given each better plan, as the places taken. */
  readonly onPlan: (places: readonly number[]) => void;
  readonly onBound: (bound: number) => void;
}

/**
 * The cheapest plan that takes no places but `places`, by branch and cut.
 *
 * @returns whether the search came to its end; then no plan of these places is cheaper than the last one given
 */
export function integerOptimum(
  highs: Highs,
  rows: Rows,
  places: readonly number[],
  { seconds, start, onPlan, onBound }: IntegerOptions,
): boolean {
  const slack = slackColumns(rows);
  const offset = slack.matrix.numCols;
  const columns = joined(slack, placeColumns(rows, places));
  const integral = new Int32Array(offset + places.length).fill(1, offset);
  const { constant } = rows.relaxation.problem;
  const taken = (values: ArrayLike<number>): number[] =>
    places.filter((_, index) => (values[offset + index] ?? 0) > 0.5);
  const model = modelOf(highs, rows, columns, integral);
  try {
    model.options.set({
      output_flag: false,
      time_limit: Math.max(0.01, seconds),
      mip_rel_gap: 0,
      mip_abs_gap: PROOF_GAP,
    });
    model.setSolution({ colValue: columnValues(rows, places, start) });
    const { callbackType } = highs.constants;
    const ended = runModel(highs, model, {
      [callbackType.mipImprovingSolution]: ({ data }) => {
        if (data.mip_solution) onPlan(taken(data.mip_solution));
        return undefined;
      },
      [callbackType.mipLogging]: ({ data }) => {
        if (data.mip_dual_bound !== undefined) onBound(data.mip_dual_bound + constant);
        return undefined;
      },
    });
    const found = Number(model.info.get('primal_solution_status')) === FEASIBLE;
    if (found) onPlan(taken(model.getSolution().colValue));
    onBound(Number(model.info.get('mip_dual_bound')) + constant);
    return ended;
  } finally {
    model.dispose();
  }
}

/** HiGHS's primal_solution_status of a solution that keeps every row. */
const FEASIBLE = 2;
