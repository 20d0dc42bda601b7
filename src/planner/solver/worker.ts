import { parentPort, workerData } from 'node:worker_threads';
import type { Choices, Problem } from '../problem.js';
import { withHighs } from './highs.js';
import { search } from './search.js';

/** What the other end of inWorker.ts is given. */
export interface Work {
  readonly problem: Problem;
  readonly start: Choices;
  readonly seconds: number;
}

/** What it tells: each better plan and bound as it is found, and that the search is at its end. */
export interface Message {
  readonly cost: number;
  readonly bound: number;
  readonly choices: Choices;
  readonly done: boolean;
}

const { problem, start, seconds } = workerData as Work;
const began = performance.now();
const send = (message: Message): void => {
  parentPort?.postMessage(message);
};
const { choices, cost, bound } = await withHighs((highs) =>
  search(
    highs,
    problem,
    start,
    () => seconds - (performance.now() - began) / 1000,
    (finding) => {
      send({ cost: finding.cost, bound: finding.bound, choices: finding.choices, done: false });
    },
  ),
);
send({ cost, bound, choices, done: true });
