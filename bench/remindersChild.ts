/*
 * One process whose minute drains what is due, one morning after another: node remindersChild.js PROCESSES TOWNS MORNINGS
 * DATABASE_URL. It takes its shares among so many processes; before each morning it says `ready` and waits for a line on its
 * input, then it prints the id of each activity that it sent something about, and `done MILLISECONDS`. A last line ends it.
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
const [processes, towns, mornings, databaseUrl = ''] = process.argv.slice(2);
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const now = DateTime.fromISO(AT, { zone: 'Asia/Shanghai' });
const most = Math.ceil(SHARES / Number(processes));
const store = await openStore({ dir: 'unused', databaseUrl, now: () => AT });

// As they are a minute after the last was started.
for (let settled = false; !settled;) {
  const { size } = await store.shares('tick', SHARES);
  settled = size === most || size === SHARES - most;
  if (!settled) await setTimeout(20);
}

for (let morning = 0; morning < Number(mornings); morning += 1) {
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
  const minutes = new TownMinutes({
    store,
    towns: { ids: townIds({ towns: Number(towns) }), of: calendarsOf },
    outgoingOf: () => ({ channels: [nowhere], baseUrl: 'http://localhost' }),
    log: pino({ level: 'error' }),
    now: () => now,
    clock: () => performance.now(),
  });
  process.stdout.write('ready\n');
  await lines.next();
  const began = performance.now();
  await minutes.begin();
  await minutes.idle();
  const took = performance.now() - began;
  process.stdout.write(sent.map((id) => `${id}\n`).join(''));
  process.stdout.write(`done ${took.toFixed(1)}\n`);
  await minutes.end();
}
// Each keeps its shares until all are done.
await lines.next();
await store.close();
letHeapGrow();
process.stdin.destroy();
