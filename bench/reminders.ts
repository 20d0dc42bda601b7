import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Low } from 'lowdb';
import { DateTime } from 'luxon';
import { JSONFile } from 'lowdb/node';
import type { Delivery } from '../src/facts/index.js';
import { tick, type Channel } from '../src/reminders/index.js';
import { openStore } from '../src/store/index.js';
import { makeCluster } from '../test/support/postgres/cluster.js';
import { perSecond, secondsOf, type Benchmark, type Row } from './benchmark.js';
import { bareLoop, drainIn, graphileWorker } from './remindersDatabase.js';
import { AT, calendarsOf, DUE, fill, MANY_TOWNS, ONE_TOWN, townIds } from './remindersMorning.js';

/** Plain writes that are timed; one takes long enough, and each of the 20,000 would take the same. */
const PLAIN_WRITES = 40;

/** A server's code is warm; one that has just started is not. */
const WHEN = ['just started', 'has drained before'];

/** Goes nowhere, at once. */
const nowhere: Channel = {
  kind: 'log',
  budgets: [],
  budgetKey: () => 'nowhere',
  send: () => Promise.resolve({ outcome: 'sent', result: '' }),
};

/** Runs in a folder of its own. */
async function inFolder<T>(work: (dir: string) => Promise<T>): Promise<T> {
  const dir = mkdtempSync(join(tmpdir(), 'pufa-bench-'));
  try {
    return await work(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Everything due is claimed, sent nowhere and noted, by as many ticks as it takes. @returns its deliveries */
async function drain(dir: string): Promise<{ seconds: number; deliveries: readonly Delivery[] }> {
  const [id = ''] = townIds(ONE_TOWN);
  const { town, holidays } = calendarsOf(id);
  const store = await openStore({ dir, now: () => AT });
  await fill(store, ONE_TOWN);
  const now = DateTime.fromISO(AT, { zone: town.zone });
  const seconds = await secondsOf(() => tick({ store, town, holidays, channels: [nowhere], now }));
  const deliveries = await store.read((transaction) =>
    transaction.find('deliveries', { town: id, state: 'sent' }),
  );
  await store.close();
  if (deliveries.length !== DUE) throw new Error(`sent ${deliveries.length} of ${DUE}`);
  return { seconds, deliveries };
}

/** What a queue on plain lowdb does: the file is written once for each job that is done. */
async function plain(dir: string, deliveries: readonly Delivery[]): Promise<number> {
  const jobs = deliveries.map((delivery): Delivery => ({ ...delivery, state: 'claimed' }));
  const low = new Low(new JSONFile<Delivery[]>(join(dir, 'jobs.json')), jobs);
  await low.write();
  return secondsOf(async () => {
    for (let index = 0; index < PLAIN_WRITES; index += 1) {
      const job = low.data[index];
      if (job) low.data[index] = { ...job, state: 'sent' };
      await low.write();
    }
  });
}

/** On PostgreSQL, by one process and by two, against a bare loop and a queue of the same server. */
async function onDatabase(dir: string): Promise<Row[]> {
  chmodSync(dir, 0o755);
  mkdirSync(join(dir, 'cluster'));
  const cluster = await makeCluster(join(dir, 'cluster'));
  try {
    const peer = await graphileWorker(cluster.url);
    // The first makes the code warm, as the first database does for what is held against it.
    const bare = [await bareLoop(cluster.url, 'bare_first'), await bareLoop(cluster.url, 'bare_second')];
    const rows: Row[] = [];
    for (const [who, processes, morning] of [
      ['one process, 100 towns', 1, MANY_TOWNS],
      ['two processes, 100 towns', 2, MANY_TOWNS],
      ['one process, one town of 500 villages', 1, ONE_TOWN],
    ] as const)
      for (const [index, seconds] of (await drainIn(processes, morning, cluster.url)).entries())
        rows.push({
          what: `pufa, ${who}, ${WHEN[index]}`,
          figure: perSecond(DUE, seconds),
          ratio: `${((bare[index] ?? NaN) / seconds).toFixed(2)} of the bare loop, ${(DUE / seconds / peer).toFixed(1)} × graphile-worker`,
        });
    return [
      ...rows,
      ...bare.map((seconds, index) => ({
        what: `bare SKIP LOCKED in hundreds, ${WHEN[index]}`,
        figure: perSecond(DUE, seconds),
        ratio: `${(DUE / seconds / peer).toFixed(1)} × graphile-worker`,
      })),
      { what: 'graphile-worker, ten at a time', figure: perSecond(peer, 1), ratio: '' },
    ];
  } finally {
    await cluster.stop();
  }
}

/** Draining a county's morning on the embedded store, against lowdb as most use it. */
export const reminders: Benchmark = {
  title: `${DUE.toLocaleString('en')} reminders due at once, sent nowhere, against one plain lowdb write a job and a bare loop and graphile-worker on PostgreSQL`,
  run: async () => {
    const { seconds, deliveries } = await inFolder(drain);
    const plainSeconds = await inFolder((dir) => plain(dir, deliveries));
    const ratio = DUE / seconds / (PLAIN_WRITES / plainSeconds);
    return [
      {
        what: 'pufa, claimed, sent, noted, durable',
        figure: perSecond(DUE, seconds),
        ratio: `${ratio.toFixed(0)} × plain lowdb`,
      },
      {
        what: 'lowdb, one write a job, not durable',
        figure: perSecond(PLAIN_WRITES, plainSeconds),
        ratio: '',
      },
      ...(await inFolder(onDatabase)),
    ];
  },
};
