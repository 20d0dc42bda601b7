import { withHighs } from './highs.js';
import { search } from './search.js';
import type { Solve } from './solution.js';

/** Solves with HiGHS in this thread, which it blocks until it is done. */
export const solveWithHighs: Solve = async (problem, { seconds, start }, onProgress) => {
  const began = performance.now();
  const spent = (): number => (performance.now() - began) / 1000;
  return withHighs((highs) => {
    const { choices, bound } = search(
      highs,
      problem,
      start,
      () => seconds - spent(),
      ({ cost, bound: proven }) => {
        onProgress?.({ best: cost, bound: proven, seconds: spent() });
      },
    );
    return { values: choices, bound };
  });
};
