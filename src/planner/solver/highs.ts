import highsModule from 'highs';
import type { Solve } from './program.js';

/** Costs are whole but for ties of at most a quarter, so a bound this close below the best proves it. */
const PROOF_GAP = 0.7;

// The package's types describe its CommonJS shape; what an ES module imports is the loader itself.
const loadHighs = highsModule as unknown as typeof highsModule.default;

/** HiGHS's primal_solution_status of a solution that keeps every row. */
const FEASIBLE = 2;

/** The solver's errors carry a whole minified source line; their first words are enough. */
const MESSAGE_LENGTH = 300;

/** Solves with HiGHS in this thread, which it blocks until it is done. */
export const solveWithHighs: Solve = async (program, { seconds }, onProgress) => {
  const highs = await loadHighs();
  const numCols = program.cost.length;
  const numRows = program.rowLower.length;
  const { callbackType, modelStatus } = highs.constants;
  try {
    return highs.withModel(
      {
        numCols,
        numRows,
        colCost: program.cost,
        colLower: program.lower,
        colUpper: program.upper.map((bound) => (bound === Infinity ? highs.infinity : bound)),
        rowLower: program.rowLower.map((bound) => (bound === -Infinity ? -highs.infinity : bound)),
        rowUpper: program.rowUpper,
        integrality: program.integral,
        matrix: {
          format: 'csc',
          numCols,
          numRows,
          starts: program.starts,
          indices: program.rows,
          values: program.values,
        },
      },
      (model) => {
        model.options.set({
          output_flag: false,
          time_limit: seconds,
          mip_rel_gap: 0,
          mip_abs_gap: PROOF_GAP,
        });
        model.run({
          [callbackType.mipLogging]: ({ data }) => {
            onProgress?.({
              best: data.mip_primal_bound ?? Infinity,
              bound: data.mip_dual_bound ?? -Infinity,
              seconds: data.running_time ?? 0,
            });
            return undefined;
          },
        });
        const status = model.getModelStatus();
        const ended = status === modelStatus.optimal || status === modelStatus.timeLimit;
        if (!ended && status !== modelStatus.empty)
          throw new Error(`HiGHS ended with model status ${status}`);
        const found = Number(model.info.get('primal_solution_status')) === FEASIBLE;
        return {
          values: found ? Float64Array.from(model.getSolution().colValue) : null,
          // An optimum is its own bound; HiGHS states a dual bound only where a column must be whole.
          bound:
            status === modelStatus.optimal && !program.integral.includes(1)
              ? model.getObjectiveValue()
              : Number(model.info.get('mip_dual_bound')),
        };
      },
    );
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(`the solver failed: ${message.slice(0, MESSAGE_LENGTH)}`, { cause: error });
  }
};
