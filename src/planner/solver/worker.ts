import { parentPort, workerData } from 'node:worker_threads';
import { solveWithHighs } from './highs.js';
import type { MixedIntegerProgram, SolveOptions } from './program.js';

// The other end of inWorker.ts: one program in, progress and one solution out.
const { program, options } = workerData as { program: MixedIntegerProgram; options: SolveOptions };
const solution = await solveWithHighs(program, options, (progress) => {
  parentPort?.postMessage({ progress });
});
parentPort?.postMessage({ solution });
