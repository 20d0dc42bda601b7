import highsModule from 'highs';
import type { Columns, Rows } from './rows.js';

// The package's types describe its CommonJS shape; what an ES module imports is the loader itself.
const loadHighs = highsModule as unknown as typeof highsModule.default;

export type Highs = Awaited<ReturnType<typeof loadHighs>>;
export type Model = ReturnType<Highs['createModel']>;

/** The solver's errors carry a whole minified source line; their first words are enough. */
const MESSAGE_LENGTH = 300;

/** Does `work` with the solver; its errors become short ones of ours. */
export async function withHighs<T>(work: (highs: Highs) => T): Promise<T> {
  try {
    return work(await loadHighs());
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(`the solver failed: ${message.slice(0, MESSAGE_LENGTH)}`, { cause: error });
  }
}

const finite = (values: Float64Array, infinity: number): Float64Array =>
  values.map((value) => (Number.isFinite(value) ? value : Math.sign(value) * infinity));

/** A model of these rows and columns; `integral`: columns must be whole. */
export function modelOf(highs: Highs, rows: Rows, columns: Columns, integral: Int32Array | null): Model {
  return highs.createModel({
    numCols: columns.matrix.numCols,
    numRows: rows.count,
    colCost: columns.cost,
    colLower: columns.lower,
    colUpper: finite(columns.upper, highs.infinity),
    rowLower: finite(rows.lower, highs.infinity),
    rowUpper: rows.upper,
    ...(integral ? { integrality: integral } : {}),
    matrix: columns.matrix,
  });
}

/** Runs a model; true when it is solved to its end, false when its time is over. @throws when it cannot be solved */
export function runModel(highs: Highs, model: Model, callbacks: Parameters<Model['run']>[0] = {}): boolean {
  model.run(callbacks);
  const { modelStatus } = highs.constants;
  const status = model.getModelStatus();
  if (status === modelStatus.optimal || status === modelStatus.empty) return true;
  if (status === modelStatus.timeLimit || status === modelStatus.interrupted) return false;
  throw new Error(`HiGHS ended with model status ${status}`);
}
