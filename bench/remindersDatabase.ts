import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { SYSTEM, type Activity, type Contact } from '../src/facts/index.js';
import { openStore } from '../src/store/index.js';

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

/**
 * Drains what is due in so many processes at once.
 *
 * @returns the seconds of the slowest, and how often each delivery was sent
 */
export async function drainIn(
  processes: number,
  url: string,
  at: string,
): Promise<{ seconds: number; sent: readonly string[] }> {
  const children = Array.from({ length: processes }, () =>
    spawn(process.execPath, ['test/support/postgres/drainer.js', url, at], {
      stdio: ['pipe', 'pipe', 'inherit'],
    }),
  );
  const ended = children.map((child) => once(child, 'exit'));
  const outputs = children.map((child) => createInterface({ input: child.stdout })[Symbol.asyncIterator]());
  for (const lines of outputs) await lines.next();
  for (const child of children) child.stdin.write('go\n');
  const sent: string[] = [];
  let slowest = 0;
  for (const lines of outputs)
    for (let line = await lines.next(); line.done !== true; line = await lines.next())
      if (line.value.startsWith('done ')) slowest = Math.max(slowest, Number(line.value.slice(5)));
      else sent.push(line.value);
  await Promise.all(ended);
  return { seconds: slowest / 1000, sent };
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
