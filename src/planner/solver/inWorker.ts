import { Worker } from 'node:worker_threads';
import type { Progress, Solution, Solve } from './program.js';

interface Message {
  readonly progress?: Progress;
  readonly solution?: Solution;
}

/** Solves in a worker thread, so that a server goes on answering meanwhile. For the built program only. */
export const solveInWorker: Solve = (program, { seconds, signal }, onProgress) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.js', import.meta.url), {
      workerData: { program, options: { seconds } },
    });
    const abort = (): void => void worker.terminate();
    signal?.addEventListener('abort', abort, { once: true });
    worker.on('message', ({ progress, solution }: Message) => {
      if (progress) onProgress?.(progress);
      if (solution) resolve(solution);
    });
    worker.on('error', reject);
    worker.on('exit', (code) => {
      signal?.removeEventListener('abort', abort);
      reject(new Error(`the solver's thread ended with code ${code} before it answered`));
    });
  });
