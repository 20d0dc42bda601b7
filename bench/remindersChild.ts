/*
 * One process whose minute drains what is due, in one database after another: node remindersChild.js PROCESSES TOWNS
 * DATABASE_URL …. For each it takes its shares among so many processes, says `ready`, begins at a line on its input, prints
 * the id of each activity that it sent something about, and ends with `done MILLISECONDS`.
 */
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { DateTime } from 'luxon';
import pino from 'pino';
import { keepHeapSmall } from '../src/heap.js';
import type { Channel } from '../src/reminders/index.js';
import { openStore } from '../src/store/index.js';
import { SHARES, TownMinutes } from '../src/ticking.js';
import { AT, calendarsOf, townIds } from './remindersMorning.js';

// As a server does.
const letHeapGrow = keepHeapSmall();
const [processes, towns, ...urls] = process.argv.slice(2);
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const now = DateTime.fromISO(AT, { zone: 'Asia/Shanghai' });
const most = Math.ceil(SHARES / Number(processes));

for (const databaseUrl of urls) {
  const sent: string[] = [];
  /** Goes nowhere, at once. */
  const nowhere: Channel = {
    kind: 'log',
    budgets: [],
    budgetKey: () => 'nowhere',
    send: (_address, { activities }) => {
      for (const { id } of activities) sent.push(id);
      return Promise.resolve({ outcome: 'sent', result: '' });
    },
  };
  const store = await openStore({ dir: 'unused', databaseUrl, now: () => AT });
  const minutes = new TownMinutes({
    store,
    towns: { ids: townIds({ towns: Number(towns) }), of: calendarsOf },
    outgoingOf: () => ({ channels: [nowhere], baseUrl: 'http://localhost' }),
    log: pino({ level: 'error' }),
    now: () => now,
    clock: () => performance.now(),
  });
  // As they are a minute after the last was started.
  let settled = false;
  while (!settled) {
    const { size } = await store.shares('tick', SHARES);
    settled = size === most || size === SHARES - most;
    if (!settled) await setTimeout(20);
  }
  process.stdout.write('ready\n');
  await lines.next();
  const began = performance.now();
  await minutes.begin();
  await minutes.idle();
  const took = performance.now() - began;
  process.stdout.write(sent.map((id) => `${id}\n`).join(''));
  process.stdout.write(`done ${took.toFixed(1)}\n`);
  await minutes.end();
  // Each keeps its shares until both are done.
  await lines.next();
  await store.close();
}
letHeapGrow();
process.stdin.destroy();
