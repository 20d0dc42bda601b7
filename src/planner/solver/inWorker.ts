import { Worker } from 'node:worker_threads';
import type { Solution, Solve } from './solution.js';
import type { Message, Work } from './worker.js';

/**
 * Solves in a worker thread, so that a server goes on answering meanwhile. For the built program only. The thread is
 * ended when its time is over, whatever it is at: the solver does not look at the clock everywhere.
 */
export const solveInWorker: Solve = (problem, { seconds, signal, start }, onProgress) =>
  new Promise((resolve, reject) => {
    const began = performance.now();
    const workerData: Work = { problem, start, seconds };
    const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData });
    let best: Solution = { values: null, bound: -Infinity };
    const deadline = setTimeout(() => {
      settle();
      resolve(best);
    }, seconds * 1000);
    const abort = (): void => {
      settle();
      reject(new Error('the search was given up'));
    };
    const settle = (): void => {
      clearTimeout(deadline);
      signal?.removeEventListener('abort', abort);
      void worker.terminate();
    };
    if (signal?.aborted) {
      abort();
      return;
    }
    signal?.addEventListener('abort', abort, { once: true });
    worker.on('message', ({ choices, cost, bound, done }: Message) => {
      best = { values: choices, bound };
      onProgress?.({ best: cost, bound, seconds: (performance.now() - began) / 1000 });
      if (!done) return;
      settle();
      resolve(best);
    });
    worker.on('error', (error) => {
      settle();
      reject(error);
    });
    worker.on('exit', (code) => {
      settle();
      reject(new Error(`the solver's thread ended with code ${code} before it answered`));
    });
  });
