/** The solver behind one function: HiGHS in this thread, or in a worker's. */
export type * from './program.js';
export { solveWithHighs } from './highs.js';
export { solveInWorker } from './inWorker.js';
