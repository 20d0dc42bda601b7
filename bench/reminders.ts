import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Low } from 'lowdb';
import { DateTime } from 'luxon';
import { JSONFile } from 'lowdb/node';
import { SYSTEM, type Activity, type Contact, type Delivery } from '../src/facts/index.js';
import { tick, type Channel } from '../src/reminders/index.js';
import { openStore } from '../src/store/index.js';
import { loadCalendars } from '../src/town/index.js';
import { cadre } from '../test/support/contacts.js';
import { activity } from '../test/support/gangmen.js';
import { makeCluster } from '../test/support/postgres/cluster.js';
import { databaseAt } from '../test/support/postgres/address.js';
import { bareLoop, drainIn, fillDatabase, graphileWorker } from './remindersDatabase.js';
import pg from 'pg';
import { milliseconds, perSecond, secondsOf, type Benchmark, type Row } from './benchmark.js';

const DUE = 20_000;

/** Villages of a few counties, each with a contact, so that each gets a message of its own. */
const VILLAGES = 500;
const villageOf = (index: number): string => `village-${index % VILLAGES}`;

/** Plain writes that are timed; one takes long enough, and each of the 20,000 would take the same. */
const PLAIN_WRITES = 40;

const AT = '2026-11-27T08:30:00+08:00';

/** Activities of 4 December, each of which owes its village's contact a reminder a week before. */
const activityOf = (index: number, village: string): Activity =>
  activity({
    id: `x-${index}`,
    village,
    title: `国家宪法日：召开会议（${index}）`,
    partners: [],
    pinned: true,
  });

const contactOf = (village: string): Contact => cadre({ id: `contact-${village}`, village });

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
  const { town, holidays } = loadCalendars('calendars', 'gangmen');
  const store = await openStore({ dir, now: () => AT });
  await store.write(SYSTEM, async (transaction) => {
    for (let index = 0; index < VILLAGES; index += 1)
      await transaction.put('contacts', contactOf(villageOf(index)));
    for (let index = 0; index < DUE; index += 1)
      await transaction.put('activities', activityOf(index, villageOf(index)));
  });
  const now = DateTime.fromISO(AT, { zone: town.zone });
  const seconds = await secondsOf(() => tick({ store, town, holidays, channels: [nowhere], now }));
  const deliveries = await store.read((transaction) =>
    transaction.find('deliveries', { town: 'gangmen', state: 'sent' }),
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

/** A database with all that is due, and nothing claimed. */
async function filled(serverUrl: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const url = databaseAt(serverUrl, name);
  const villages = Array.from({ length: VILLAGES }, (_, index) => villageOf(index));
  const activities = Array.from({ length: DUE }, (_, index) => activityOf(index, villageOf(index)));
  await fillDatabase(url, villages.map(contactOf), activities, AT);
  return url;
}

/** The same on PostgreSQL, by one process and by two, against a bare loop and a queue of the same server. */
async function onDatabase(dir: string): Promise<Row[]> {
  chmodSync(dir, 0o755);
  mkdirSync(join(dir, 'cluster'));
  const cluster = await makeCluster(join(dir, 'cluster'));
  try {
    const peer = await graphileWorker(cluster.url);
    const bare = await bareLoop(cluster.url, DUE);
    const against = (seconds: number): string =>
      `${(bare / seconds).toFixed(2)} of the bare loop, ${(DUE / seconds / peer).toFixed(1)} × graphile-worker`;
    const rows: Row[] = [];
    for (const processes of [1, 2]) {
      const urls = [
        await filled(cluster.url, `first_${processes}`),
        await filled(cluster.url, `second_${processes}`),
      ];
      const drained = await drainIn(processes, urls, AT);
      const who = `pufa on PostgreSQL, ${processes} process${processes > 1 ? 'es' : ''}`;
      for (const [index, { seconds, derived, sent }] of drained.entries()) {
        if (sent.length !== DUE || new Set(sent).size !== DUE)
          throw new Error(`sent ${sent.length} (${new Set(sent).size} different) of ${DUE}`);
        const which = index === 0 ? 'just started' : 'has drained before';
        const queued = seconds - derived;
        rows.push(
          { what: `${who}, ${which}`, figure: perSecond(DUE, seconds), ratio: against(seconds) },
          { what: '… what is due read and derived', figure: milliseconds(derived), ratio: '' },
          { what: '… and claimed, sent, noted', figure: perSecond(DUE, queued), ratio: against(queued) },
        );
      }
    }
    return [
      ...rows,
      {
        what: 'bare PostgreSQL, SKIP LOCKED in hundreds',
        figure: perSecond(DUE, bare),
        ratio: `${(DUE / bare / peer).toFixed(1)} × graphile-worker`,
      },
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
