import { Worker } from 'node:worker_threads';
import type { ReadFile } from './content.js';
import { READING_MB, READING_MS, STARTING_MS } from './limits.js';
import { UnreadableError } from './unreadableError.js';
import type { Message } from './worker.js';

const TOO_MUCH = '文件太复杂，读不下来：请只留下要导入的表，去掉格式，另存为 .xlsx 再传';

/** Files are read one after another: each may take the memory of one. */
let queue: Promise<unknown> = Promise.resolve();

/**
 * Reads in a worker thread with a bound on its memory and time, so that no file can hold up or end the server. For the
 * built program only.
 */
export const readInWorker: ReadFile = (bytes) => {
  const reading = queue.then(() => readAlone(bytes));
  queue = reading.catch(() => undefined);
  return reading;
};

const readAlone: ReadFile = (bytes) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.js', import.meta.url), {
      workerData: bytes,
      resourceLimits: { maxOldGenerationSizeMb: READING_MB },
    });
    const settle = (): void => {
      clearTimeout(deadline);
      // What it says while it is being ended interests nobody.
      worker.removeAllListeners().on('error', () => undefined);
      void worker.terminate();
    };
    const refuse = (message: string): void => {
      settle();
      reject(new UnreadableError(message));
    };
    const refuseIn = (milliseconds: number): NodeJS.Timeout =>
      setTimeout(() => {
        refuse(TOO_MUCH);
      }, milliseconds);
    let deadline = refuseIn(STARTING_MS);
    worker.on('message', (message: Message) => {
      if (message === 'ready') {
        clearTimeout(deadline);
        deadline = refuseIn(READING_MS);
      } else if ('unreadable' in message) refuse(message.unreadable);
      else {
        settle();
        resolve(message.content);
      }
    });
    // Out of memory, or a file on which a parser fell over: neither is the server's fault.
    worker.once('error', () => {
      refuse(TOO_MUCH);
    });
    worker.once('exit', () => {
      refuse(TOO_MUCH);
    });
  });
