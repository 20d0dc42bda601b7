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

let databases = 0;

/** An empty database on a server. @returns its URL */
export async function emptyDatabase(server: string): Promise<string> {
  databases += 1;
  const name = `bench_${databases}`;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return databaseAt(server, name);
}

/** Asks a database, on a connection of its own. */
async function ask(url: string, ...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

/** What is due was stored some time ago: what PostgreSQL does afterwards with what is new, it has done. */
const SETTLE = ['vacuum analyze', 'checkpoint'];

/** A database of its own with all that is due, and nothing claimed. */
async function filled(server: string, morning: Morning): Promise<string> {
  const url = await emptyDatabase(server);
  const store = await openStore({ dir: 'unused', databaseUrl: url, now: () => AT });
  await fill(store, morning);
  await store.close();
  await ask(url, ...SETTLE);
  return url;
}

/**
 * Drains so many mornings, one after another, in so many processes at once. Before each the deliveries of the one before are
 * taken away, so that all of them are alike; processes and their connections go on, as a server's do.
 *
 * @returns the seconds of the slowest, of each morning
 * @throws when not each reminder was sent exactly once
 */
export async function drainIn(
  processes: number,
  morning: Morning,
  mornings: number,
  server: string,
): Promise<number[]> {
  const url = await filled(server, morning);
  const path = fileURLToPath(new URL('./remindersChild.js', import.meta.url));
  const given = [processes, morning.towns, mornings].map(String);
  const children = Array.from({ length: processes }, () =>
    spawn(process.execPath, [path, ...given, url], { stdio: ['pipe', 'pipe', 'inherit'] }),
  );
  const ended = children.map((child) => once(child, 'exit'));
  const outputs = children.map((child) => createInterface({ input: child.stdout })[Symbol.asyncIterator]());
  const seconds: number[] = [];
  while (seconds.length < mornings) {
    for (const lines of outputs) await lines.next();
    if (seconds.length > 0) await ask(url, 'delete from pufa.deliveries', ...SETTLE);
    for (const child of children) child.stdin.write('go on\n');
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
      throw new Error(
        `morning ${seconds.length}: sent ${sent.length} (${new Set(sent).size} different) of ${DUE}`,
      );
    seconds.push(Math.max(...took));
  }
  // Each keeps its shares until all are done.
  for (const child of children) child.stdin.write('go on\n');
  await Promise.all(ended);
  return seconds;
}

/** A loop that takes due jobs by hundreds with SKIP LOCKED until none is left. */
interface Loop {
  readonly table: string;
  /** Puts what is due. */
  readonly fill: string;
  /** Deals with a hundred. @returns how many there were */
  readonly hundred: (client: pg.Client) => Promise<number>;
}

/**
 * What any queue does that keeps the promise which the reminders keep: a hundred are claimed with what is to be sent, and that is
 * committed before anything is; then what has become of them is noted, and committed.
 */
export const CLAIM_AND_NOTE: Loop = {
  table: `create table jobs (id int primary key, due_at timestamptz not null default now(), state text not null default 'due',
      owner text, claimed_at timestamptz, message json not null);
    create index on jobs (due_at, id) where state = 'due'`,
  fill: `insert into jobs (id, message) select n, json_build_object('to', 'contact-village-' || n % 500, 'text',
      '【港门镇普法提醒】国家宪法日：召开会议（' || n || E'）\n时间：12月4日（星期五）9:00–11:30\n地点：村委会\n牵头：司法所\n收到请回复。')
      from generate_series(1, ${DUE}) n`,
  hundred: async (client) => {
    const { rows } = await client.query<{ id: number }>(
      `update jobs set state = 'claimed', owner = 'one', claimed_at = now()
       where id in (select id from jobs where state = 'due' order by due_at, id limit ${HUNDRED} for update skip locked)
       returning id, message`,
    );
    await client.query(`update jobs set state = 'sent' where id = any ($1)`, [rows.map(({ id }) => id)]);
    return rows.length;
  },
};

/** The least that can be called a queue: numbers, taken and marked as done in one transaction, so that a crash sends them again. */
export const NUMBERS_ONLY: Loop = {
  table: `create table jobs (id int primary key, state text not null); create index on jobs (id) where state = 'due'`,
  fill: `insert into jobs select n, 'due' from generate_series(1, ${DUE}) n`,
  hundred: async (client) => {
    await client.query('begin');
    const { rows } = await client.query<{ id: number }>(
      `select id from jobs where state = 'due' order by id limit ${HUNDRED} for update skip locked`,
    );
    await client.query(`update jobs set state = 'done' where id = any ($1)`, [rows.map(({ id }) => id)]);
    await client.query('commit');
    return rows.length;
  },
};

/** Runs a loop on a database of its own, so many mornings on one connection. @returns the seconds of each */
export async function bareLoop(
  { table, fill, hundred }: Loop,
  mornings: number,
  server: string,
): Promise<number[]> {
  const url = await emptyDatabase(server);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(table);
    const seconds: number[] = [];
    while (seconds.length < mornings) {
      await ask(url, 'delete from jobs', fill, ...SETTLE);
      seconds.push(
        await secondsOf(async () => {
          for (let left = DUE; left > 0;) left -= await hundred(client);
        }),
      );
    }
    return seconds;
  } finally {
    await client.end();
  }
}

/**
 * graphile-worker with ten jobs at a time, as its documentation sets it up, on a database of its own, so many mornings on one pool
 * of connections.
 *
 * @returns the seconds of each
 */
export async function graphileWorker(mornings: number, server: string): Promise<number[]> {
  const logger = new Logger(() => () => undefined);
  const url = await emptyDatabase(server);
  const pgPool = new pg.Pool({ connectionString: url });
  // It asks for both.
  pgPool.on('error', () => undefined);
  pgPool.on('connect', (client) => {
    client.on('error', () => undefined);
  });
  const options = { pgPool, logger, noHandleSignals: true };
  const utils = await makeWorkerUtils(options);
  await utils.migrate();
  const seconds: number[] = [];
  while (seconds.length < mornings) {
    await utils.addJobs(
      Array.from({ length: DUE }, (_, index) => ({ identifier: 'nowhere', payload: { index } })),
    );
    await ask(url, ...SETTLE);
    seconds.push(
      await secondsOf(() => runOnce({ ...options, concurrency: 10, taskList: { nowhere: () => undefined } })),
    );
  }
  await utils.release();
  await pgPool.end();
  return seconds;
}
