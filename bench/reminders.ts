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
import { bareLoop, CLAIM_AND_NOTE, drainIn, graphileWorker, NUMBERS_ONLY } from './remindersDatabase.js';
import { AT, calendarsOf, DUE, fill, MANY_TOWNS, ONE_TOWN, townIds } from './remindersMorning.js';

/** Plain writes that are timed; one takes long enough, and each of the 20,000 would take the same. */
const PLAIN_WRITES = 40;

/** So many mornings' reminders each process has had: of all mornings the first, and the middle one of the last three, are told. */
const MORNINGS = 8;

/** The peer takes ten times as long, and is as quick in its third. */
const PEER_MORNINGS = 3;

/** One after another and then all once more, for the machine's moods. */
const PASSES = 3;

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

/** The seconds of a process that has just started, and of one whose code is warm, as a server's is. */
interface Times {
  readonly first: number;
  readonly later: number;
}

const WHEN: Readonly<Record<keyof Times, string>> = { later: '', first: ', just started' };

const medianOf = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** @param passes the seconds of each morning, of each pass */
const timesOf = (passes: readonly (readonly number[])[]): Times => ({
  first: medianOf(passes.flatMap((seconds) => seconds.slice(0, 1))),
  later: medianOf(passes.flatMap((seconds) => seconds.slice(-3))),
});

/** What is measured, each pass by itself. @returns the seconds of each morning */
const RUNS = {
  peer: (server: string) => graphileWorker(PEER_MORNINGS, server),
  one: (server: string) => drainIn(1, MANY_TOWNS, MORNINGS, server),
  // Each has half of a morning.
  two: (server: string) => drainIn(2, MANY_TOWNS, 2 * MORNINGS, server),
  town: (server: string) => drainIn(1, ONE_TOWN, MORNINGS, server),
  bare: (server: string) => bareLoop(CLAIM_AND_NOTE, MORNINGS, server),
  least: (server: string) => bareLoop(NUMBERS_ONLY, MORNINGS, server),
} as const;

type What = keyof typeof RUNS;

async function timed(server: string): Promise<Readonly<Record<What, Times>>> {
  const passes: Record<What, number[][]> = { one: [], two: [], town: [], bare: [], least: [], peer: [] };
  for (let pass = 1; pass <= PASSES; pass += 1)
    for (const what of Object.keys(RUNS) as What[]) passes[what].push(await RUNS[what](server));
  const times = Object.entries(passes).map(([what, seconds]) => [what, timesOf(seconds)] as const);
  return Object.fromEntries(times) as Record<What, Times>;
}

const rowsOf = (what: string, took: Times, ratio: (when: keyof Times) => string = () => ''): Row[] =>
  (['later', 'first'] as const).map((when) => ({
    what: `${what}${WHEN[when]}`,
    figure: perSecond(DUE, took[when]),
    ratio: ratio(when),
  }));

/** On PostgreSQL, by one process and by two, against bare loops and a queue of the same server. */
async function onDatabase(dir: string): Promise<Row[]> {
  chmodSync(dir, 0o755);
  mkdirSync(join(dir, 'cluster'));
  const cluster = await makeCluster(join(dir, 'cluster'));
  try {
    const { one, two, town, bare, least, peer } = await timed(cluster.url);
    const against = (took: Times) => (when: keyof Times) =>
      [
        `${(bare[when] / took[when]).toFixed(2)} of the bare loop`,
        `${(least[when] / took[when]).toFixed(2)} of numbers only`,
        `${(peer[when] / took[when]).toFixed(1)} × graphile-worker`,
      ].join(', ');
    return [
      ...rowsOf('pufa, one process, 100 towns', one, against(one)),
      ...rowsOf(
        'pufa, two processes, 100 towns',
        two,
        (when) => `${against(two)(when)}, ${(one[when] / two[when]).toFixed(2)} × one`,
      ),
      ...rowsOf('pufa, one process, one town of 500 villages', town, against(town)),
      ...rowsOf('bare SKIP LOCKED loop in hundreds, claimed and noted', bare),
      ...rowsOf('the same of numbers only, in one transaction', least),
      ...rowsOf('graphile-worker, ten at a time', peer),
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
