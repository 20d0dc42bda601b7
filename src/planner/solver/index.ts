/** The solver behind one function: HiGHS in this thread, or in a worker's. */
export type * from './solution.js';
export { solveWithHighs } from './inThread.js';
export { solveInWorker } from './inWorker.js';
export { SolverError } from './solverError.js';
