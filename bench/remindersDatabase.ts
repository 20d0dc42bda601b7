import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Logger, makeWorkerUtils, runOnce } from 'graphile-worker';
import pg from 'pg';
import { openStore } from '../src/store/index.js';
import { databaseAt } from '../test/support/postgres/address.js';
import { secondsOf } from './benchmark.js';
import { AT, DUE, fill, type Morning } from './remindersMorning.js';

/** Rows that a bare loop takes at once, as is usual. */
const HUNDRED = 100;

/** An empty database on a server. @returns its URL */
export async function emptyDatabase(server: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return databaseAt(server, name);
}

/** A database of its own with all that is due, and nothing claimed. */
async function filled(server: string, name: string, morning: Morning): Promise<string> {
  const url = await emptyDatabase(server, name);
  const store = await openStore({ dir: 'unused', databaseUrl: url, now: () => AT });
  await fill(store, morning);
  await store.close();
  return url;
}

/**
 * Drains the morning in one database after another, in so many processes at once.
 *
 * @returns the seconds of the slowest, of each database
 * @throws when not each reminder was sent exactly once
 */
export async function drainIn(processes: number, morning: Morning, server: string): Promise<number[]> {
  const urls: string[] = [];
  for (const which of ['first', 'second'])
    urls.push(await filled(server, `${which}_${processes}_${morning.towns}`, morning));
  const path = fileURLToPath(new URL('./remindersChild.js', import.meta.url));
  const children = Array.from({ length: processes }, () =>
    spawn(process.execPath, [path, String(processes), String(morning.towns), ...urls], {
      stdio: ['pipe', 'pipe', 'inherit'],
    }),
  );
  const ended = children.map((child) => once(child, 'exit'));
  const outputs = children.map((child) => createInterface({ input: child.stdout })[Symbol.asyncIterator]());
  const all = (): void => {
    for (const child of children) child.stdin.write('go on\n');
  };
  const seconds: number[] = [];
  for (const url of urls) {
    for (const lines of outputs) await lines.next();
    all();
    const sent: string[] = [];
    const took: number[] = [];
    for (const lines of outputs)
      for (let line = await lines.next(); line.done !== true; line = await lines.next()) {
        if (line.value.startsWith('done ')) {
          took.push(Number(line.value.slice('done '.length)) / 1000);
          break;
        }
        sent.push(line.value);
      }
    if (sent.length !== DUE || new Set(sent).size !== DUE)
      throw new Error(`${url}: sent ${sent.length} (${new Set(sent).size} different) of ${DUE}`);
    seconds.push(Math.max(...took));
    all();
  }
  await Promise.all(ended);
  return seconds;
}

/** A table of jobs taken in hundreds with SKIP LOCKED, each batch marked as done in the transaction that took it. @returns seconds */
export async function bareLoop(server: string, name: string): Promise<number> {
  const client = new pg.Client({ connectionString: await emptyDatabase(server, name) });
  await client.connect();
  try {
    await client.query(`create table jobs (id int primary key, state text not null);
      insert into jobs select n, 'due' from generate_series(1, ${DUE}) n;
      create index on jobs (id) where state = 'due'; analyze jobs`);
    const began = performance.now();
    for (let left = DUE; left > 0;) {
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
