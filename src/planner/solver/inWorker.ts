import { Worker } from 'node:worker_threads';
import type { Choices, Problem } from '../problem.js';
import { costOfChoices, taskCount } from '../tally.js';
import type { Solve } from './solution.js';
import type { Message, Work } from './worker.js';

/** From so many tasks on a second thread looks for better plans while the first works at the proof. */
const LARGE = 1000;

const rolesFor = (problem: Problem): Work['role'][] =>
  taskCount(problem) < LARGE ? ['prove'] : ['prove', 'improve'];

/**
 * Solves in worker threads, so that a server goes on answering meanwhile. For the built program only. The threads are
 * ended when their time is over, whatever they are at: the solver does not look at the clock everywhere.
 *
 * @throws when a thread fails, is killed or runs out of memory, and when `signal` says to give up
 */
export const solveInWorker: Solve = (problem, { seconds, signal, start }, onProgress) =>
  new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(new Error('the search was given up'));
      return;
    }
    const began = performance.now();
    let choices: Choices | null = null;
    let best = costOfChoices(problem, start);
    let bound = -Infinity;
    const settle = (): void => {
      clearTimeout(deadline);
      signal?.removeEventListener('abort', abort);
      for (const worker of workers) {
        worker.removeAllListeners().on('error', () => undefined);
        void worker.terminate();
      }
    };
    const finish = (): void => {
      settle();
      resolve({ values: choices, bound });
    };
    const fail = (error: Error): void => {
      settle();
      reject(error);
    };
    const abort = (): void => {
      fail(new Error('the search was given up'));
    };
    const deadline = setTimeout(finish, seconds * 1000);
    signal?.addEventListener('abort', abort, { once: true });
    const workers = rolesFor(problem).map((role) => {
      const workerData: Work = { problem, start, seconds, role };
      const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData });
      worker.on('message', (message: Message) => {
        if (message.cost < best) ({ cost: best, choices } = message);
        bound = Math.max(bound, message.bound);
        onProgress?.({ best, bound: Math.min(best, bound), seconds: (performance.now() - began) / 1000 });
        if (message.done || bound >= best) finish();
      });
      worker.on('error', fail);
      worker.on('exit', (code) => {
        // The one that improves may be through before the proof is.
        if (role === 'prove' || code !== 0)
          fail(new Error(`the solver's thread ended with code ${code} before it answered`));
      });
      return worker;
    });
  });
