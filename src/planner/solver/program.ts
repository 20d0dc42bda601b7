/**
 * A mixed-integer program, minimised: `rowLower ≤ A x ≤ rowUpper`, `lower ≤ x ≤ upper`; the matrix by columns.
 * Plain typed arrays, so that it crosses to a worker thread as it is.
 */
export interface MixedIntegerProgram {
  readonly cost: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** 1 where the column must be whole. */
  readonly integral: Int32Array;
  /** Where each column begins in `rows` and `values`; one more than there are columns. */
  readonly starts: Int32Array;
  readonly rows: Int32Array;
  readonly values: Float64Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
}

/** How far a search has come. */
export interface Progress {
  readonly best: number;
  readonly bound: number;
  /** Since the search began. */
  readonly seconds: number;
}

export interface SolveOptions {
  /** Stop after so many seconds with the best so far. */
  readonly seconds: number;
  /** Give up at once; the search then rejects. */
  readonly signal?: AbortSignal | undefined;
}

export interface Solution {
  /** Null when none was found in the time. */
  readonly values: Float64Array | null;
  /** No solution costs less. */
  readonly bound: number;
}

/** Solves a program; the planner takes it as a parameter, so that it can run here or in a worker. */
export type Solve = (
  program: MixedIntegerProgram,
  options: SolveOptions,
  onProgress?: (progress: Progress) => void,
) => Promise<Solution>;
