import { parentPort, workerData } from 'node:worker_threads';
import type { Content } from './content.js';
import { readFile } from './read.js';
import { UnreadableError } from './unreadableError.js';

/** What the other end of inWorker.ts hears. */
export type Message = 'ready' | { readonly content: Content } | { readonly unreadable: string };

const answer = async (): Promise<Message> => {
  try {
    return { content: await readFile(workerData as Uint8Array) };
  } catch (error) {
    if (error instanceof UnreadableError) return { unreadable: error.message };
    throw error;
  }
};

// What it took to load the parsers is no fault of the file.
parentPort?.postMessage('ready' satisfies Message);
parentPort?.postMessage(await answer());
