import { parentPort, workerData } from 'node:worker_threads';
import type { Choices, Problem } from '../problem.js';
import { withHighs } from './highs.js';
import { improve } from './improve.js';
import { search } from './search.js';

/** What the other end of inWorker.ts is given. */
export interface Work {
  readonly problem: Problem;
  readonly start: Choices;
  readonly seconds: number;
  /** `prove`: the whole search; `improve`: only better plans, of a problem too large to wait for the search's. */
  readonly role: 'prove' | 'improve';
}

/** What it tells: each better plan and bound as it is found, and that it is at its end. */
export interface Message {
  readonly cost: number;
  readonly bound: number;
  readonly choices: Choices;
  readonly done: boolean;
}

const { problem, start, seconds, role } = workerData as Work;
const began = performance.now();
const secondsLeft = (): number => seconds - (performance.now() - began) / 1000;
const send = ({ cost, bound, choices }: Omit<Message, 'done'>, done: boolean): void => {
  parentPort?.postMessage({ cost, bound, choices, done });
};
await withHighs((highs) => {
  if (role === 'prove')
    send(
      search(highs, problem, start, secondsLeft, (finding) => {
        send(finding, false);
      }),
      true,
    );
  else
    improve(highs, problem, start, secondsLeft, (choices, cost) => {
      send({ choices, cost, bound: -Infinity }, false);
    });
});
