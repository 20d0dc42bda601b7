import { keepHeapSmall } from '../heap.js';
import { serve } from '../server.js';
import { readArgs } from './args.js';
import type { Command } from './command.js';

/** `pufa start`: serves until SIGTERM or SIGINT. */
export const start: Command = async (args, { env, print, now, clock }) => {
  readArgs(args, {}, 'pufa start');
  const leaveHeap = keepHeapSmall();
  const stopped = new Promise<void>((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
  const server = await serve({ env, print, now, clock });
  try {
    await Promise.race([stopped, server.failed]);
  } finally {
    await server.close();
    leaveHeap();
  }
  return 0;
};
