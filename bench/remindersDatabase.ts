import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Logger, makeWorkerUtils, runOnce } from 'graphile-worker';
import pg from 'pg';
import { SYSTEM, type Activity, type Contact } from '../src/facts/index.js';
import { openStore } from '../src/store/index.js';
import { secondsOf } from './benchmark.js';

/** Rows that a bare loop takes at once, as is usual. */
const HUNDRED = 100;

/** Fills an empty database with what is due. */
export async function fillDatabase(
  url: string,
  contacts: readonly Contact[],
  activities: readonly Activity[],
  at: string,
): Promise<void> {
  const store = await openStore({ dir: 'unused', databaseUrl: url, now: () => at });
  await store.write(SYSTEM, async (transaction) => {
    for (const contact of contacts) await transaction.put('contacts', contact);
    for (const activity of activities) await transaction.put('activities', activity);
  });
  await store.close();
}

/** What so many processes at once have made of a database. */
export interface Drained {
  /** Of the slowest. */
  readonly seconds: number;
  /** Seconds of the slowest until it asked for its first claims: the facts are read, and what is due is derived. */
  readonly derived: number;
  /** The activities that something was sent about, each as often as it was. */
  readonly sent: readonly string[];
}

/** Drains what is due in one database after another, in so many processes at once. */
export async function drainIn(processes: number, urls: readonly string[], at: string): Promise<Drained[]> {
  const children = Array.from({ length: processes }, () =>
    spawn(process.execPath, ['test/support/postgres/drainer.js', at, ...urls], {
      stdio: ['pipe', 'pipe', 'inherit'],
    }),
  );
  const ended = children.map((child) => once(child, 'exit'));
  const outputs = children.map((child) => createInterface({ input: child.stdout })[Symbol.asyncIterator]());
  const drained: Drained[] = [];
  while (drained.length < urls.length) {
    for (const lines of outputs) await lines.next();
    for (const child of children) child.stdin.write('go\n');
    const sent: string[] = [];
    const took: number[][] = [];
    for (const lines of outputs)
      for (let line = await lines.next(); line.done !== true; line = await lines.next()) {
        if (line.value.startsWith('done ')) {
          took.push(line.value.slice(5).split(' ').map(Number));
          break;
        }
        sent.push(line.value);
      }
    const slowest = (column: number): number => Math.max(...took.map((times) => times[column] ?? NaN)) / 1000;
    drained.push({ seconds: slowest(0), derived: slowest(1), sent });
  }
  await Promise.all(ended);
  return drained;
}

/** A table of jobs taken in hundreds with SKIP LOCKED, each batch marked as done in the transaction that took it. */
export async function bareLoop(url: string, jobs: number): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`create table jobs (id int primary key, state text not null);
      insert into jobs select n, 'due' from generate_series(1, ${jobs}) n;
      create index on jobs (id) where state = 'due'; analyze jobs`);
    const began = performance.now();
    for (let left = jobs; left > 0;) {
      await client.query('begin');
      const { rows } = await client.query<{ id: number }>(
        `select id from jobs where state = 'due' order by id limit ${HUNDRED} for update skip locked`,
      );
      await client.query(`update jobs set state = 'done' where id = any ($1)`, [rows.map(({ id }) => id)]);
      await client.query('commit');
      left -= rows.length;
    }
    return (performance.now() - began) / 1000;
  } finally {
    await client.end();
  }
}

/** Jobs that graphile-worker is given; each takes it as long as the next. */
const PEER_JOBS = 5000;

/** graphile-worker with ten jobs at a time, as its documentation sets it up. @returns jobs a second */
export async function graphileWorker(url: string): Promise<number> {
  const logger = new Logger(() => () => undefined);
  const options = { connectionString: url, logger, noHandleSignals: true };
  const utils = await makeWorkerUtils(options);
  await utils.migrate();
  await utils.addJobs(
    Array.from({ length: PEER_JOBS }, (_, index) => ({ identifier: 'nowhere', payload: { index } })),
  );
  await utils.release();
  const seconds = await secondsOf(() =>
    runOnce({ ...options, concurrency: 10, taskList: { nowhere: () => undefined } }),
  );
  return PEER_JOBS / seconds;
}
