import { Worker } from 'node:worker_threads';
import type { Choices, Problem } from '../problem.js';
import { costOfChoices, taskCount } from '../tally.js';
import type { Solve } from './solution.js';
import { SolverError } from './solverError.js';
import type { Message, Work } from './worker.js';

/** From so many tasks on a second thread looks for better plans while the first works at the proof. */
const LARGE = 1500;

const rolesFor = (problem: Problem): Work['role'][] =>
  taskCount(problem) < LARGE ? ['prove'] : ['prove', 'improve'];

/**
 * Solves in worker threads, so that a server goes on answering meanwhile. For the built program only. The threads are
 * ended when their time is over, whatever they are at: the solver does not look at the clock everywhere. One that only looks
 * for better plans may fail: what it has found counts, and the other goes on.
 *
 * @throws SolverError when the thread that proves cannot be started, fails, is killed or runs out of memory; an Error when
 *   `signal` says to give up
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
    const workers: Worker[] = [];
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
    const failed = (role: Work['role'], error: Error): void => {
      if (role === 'prove') fail(new SolverError(error.message, { cause: error }));
    };
    const abort = (): void => {
      fail(new Error('the search was given up'));
    };
    const deadline = setTimeout(finish, seconds * 1000);
    signal?.addEventListener('abort', abort, { once: true });
    const begin = (role: Work['role']): void => {
      const workerData: Work = { problem, start, seconds, role };
      const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData });
      workers.push(worker);
      worker.on('message', (message: Message) => {
        if (message.cost < best) ({ cost: best, choices } = message);
        bound = Math.max(bound, message.bound);
        onProgress?.({ best, bound: Math.min(best, bound), seconds: (performance.now() - began) / 1000 });
        if (message.done || bound >= best) finish();
      });
      worker.on('error', (error) => {
        failed(role, error);
      });
      worker.on('exit', (code) => {
        failed(role, new Error(`求解线程没有给出结果就结束了（代码 ${code}）`));
      });
    };
    for (const role of rolesFor(problem)) {
      try {
        begin(role);
      } catch (error) {
        // A machine may have no thread left to give; without the first there is none to begin for the second.
        failed(role, error instanceof Error ? error : new Error(String(error)));
        break;
      }
    }
  });
