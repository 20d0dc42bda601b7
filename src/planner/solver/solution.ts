import type { Choices, Problem } from '../problem.js';

/** How far a search has come; in the plan's cost. */
export interface Progress {
  readonly best: number;
  /** No plan costs less. */
  readonly bound: number;
  /** Since the search began. */
  readonly seconds: number;
}

export interface SolveOptions {
  /** Stop after so many seconds with the best so far. */
  readonly seconds: number;
  /** Give up at once; the search then rejects. */
  readonly signal?: AbortSignal | undefined;
  /** A plan to begin with; the search gives none that costs more. */
  readonly start: Choices;
}

export interface Solution {
  /** The best that was found; null for none better than the start. */
  readonly values: Choices | null;
  /** No plan costs less. */
  readonly bound: number;
}

/** Solves a problem; the planner takes it as a parameter, so that it can run here or in a worker. */
export type Solve = (
  problem: Problem,
  options: SolveOptions,
  onProgress?: (progress: Progress) => void,
) => Promise<Solution>;
