import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import pg from 'pg';
import pino from 'pino';
import { openStore } from '../src/store/index.js';
import { TownMinutes } from '../src/ticking.js';
import { makeCluster } from '../test/support/postgres/cluster.js';
import { milliseconds, secondsOf, type Benchmark, type Row } from './benchmark.js';
import { fillScale, NOWHERE } from './scaleFill.js';
import { serveTowns, TOKEN } from './scaleServer.js';
import { townsOf } from './scaleTown.js';

/** A province; `SCALE_TOWNS=20` for a first look. */
const TOWNS = Number(process.env.SCALE_TOWNS ?? 1600);

const ZONE = 'Asia/Shanghai';
const BEGIN = DateTime.fromISO('2026-11-27T10:00', { zone: ZONE });

/** Requests of each kind. */
const REQUESTS = 300;

/** Minutes in which nothing happens but that each town is looked at once an hour. */
const CALM_MINUTES = 20;

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

function spread(what: string, seconds: readonly number[], goal: string): Row {
  const sorted = [...seconds].sort((a, b) => a - b);
  const figure = [0.5, 0.99].map((share) => milliseconds(quantile(sorted, share))).join(' / ');
  return { what: `${what}, p50 / p99 of ${sorted.length}`, figure, ratio: goal };
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20).toLocaleString('en')} MB`;

async function ask(url: string, init: RequestInit = {}, expected = 200): Promise<Response> {
  const response = await fetch(url, { headers: { authorization: `Bearer ${TOKEN}` }, ...init });
  if (response.status !== expected)
    throw new Error(`${url}: ${response.status} ${(await response.text()).slice(0, 300)}`);
  return response;
}

/** Towns spread over all of them, each once. */
const sample = (ids: readonly string[], count: number): string[] =>
  Array.from({ length: Math.min(count, ids.length) }, (_, index) => {
    const id = ids[Math.floor((index * ids.length) / Math.min(count, ids.length))];
    if (id === undefined) throw new RangeError('no town');
    return id;
  });

/** What the server itself has counted: size, and tables that were read whole. */
async function databaseRows(url: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: size } = await client.query<{ bytes: string }>(
      'select pg_database_size(current_database()) as bytes',
    );
    const { rows: tables } = await client.query<
      Record<'name' | 'count' | 'bytes' | 'whole' | 'index', string>
    >(
      `select s.relname as name, c.reltuples::bigint as count, pg_total_relation_size(s.relid) as bytes,
         s.seq_scan as whole, s.idx_scan as index
       from pg_stat_user_tables s join pg_class c on c.oid = s.relid
       where s.schemaname = 'pufa' and s.relname <> 'steps' order by bytes desc`,
    );
    return [
      { what: 'the database', figure: megabytes(Number(size[0]?.bytes)), ratio: '' },
      ...tables.map(({ name, count, bytes, whole, index }): Row => ({
        what: `  ${name}: ${Number(count).toLocaleString('en')} rows`,
        figure: megabytes(Number(bytes)),
        ratio: `${whole} scans of the whole, ${Number(index).toLocaleString('en')} by an index`,
      })),
    ];
  } finally {
    await client.end();
  }
}

/** The figures of one database filled with so many towns. */
export async function scaleRows(databaseUrl: string, count: number, dir: string): Promise<Row[]> {
  const filling = await secondsOf(() => fillScale(databaseUrl, count));
  const towns = townsOf(count);
  let now: DateTime = BEGIN;
  const store = await openStore({
    dir,
    databaseUrl,
    now: () => now.toISO({ suppressMilliseconds: true }) ?? '',
  });
  const server = await serveTowns(store, towns, () => now, dir);
  let rss = 0;
  const noteMemory = (): void => {
    rss = Math.max(rss, process.memoryUsage().rss);
  };
  const memoryRow = (when: string): Row => ({
    what: `memory of the process, at most so far: ${when}`,
    figure: megabytes(rss),
    ratio: 'goal: under 500 MB',
  });
  try {
    const rows: Row[] = [{ what: `${count} towns filled in`, figure: `${filling.toFixed(0)} s`, ratio: '' }];
    const feedOf = (town: string): string => `${server.url}/${town}/feeds/villages/${town}-v1.ics`;
    const timed = async (work: () => Promise<Response>): Promise<number> =>
      secondsOf(async () => (await work()).arrayBuffer());

    // The first few make the code warm, not the towns.
    const [warming, asked] = [sample(towns.ids, 12), sample(towns.ids.slice(1), REQUESTS)];
    for (const town of warming) await (await ask(feedOf(town))).arrayBuffer();
    const making: number[] = [];
    const cold: number[] = [];
    for (const town of asked.filter((id) => !warming.includes(id))) {
      making.push(
        await secondsOf(() => {
          server.ready(town);
        }),
      );
      cold.push(await timed(() => ask(feedOf(town))));
      noteMemory();
    }
    rows.push(spread('a village feed, cold', cold, 'goal: p99 under 50 ms'));
    rows.push(spread('making a town’s application before it', making, ''));
    const last = asked.at(-1) ?? '';
    const warm: number[] = [];
    for (let round = 0; round < REQUESTS; round += 1) warm.push(await timed(() => ask(feedOf(last))));
    rows.push(spread('the same, warm', warm, ''));

    rows.push(memoryRow('feeds'));
    const edits: number[] = [];
    for (const town of sample(towns.ids, REQUESTS)) {
      const list = await ask(`${server.url}/${town}/api/v1/activities?from=2026-12-01&limit=1`);
      const { items } = (await list.json()) as { items: { id: string; revision: number }[] };
      const [item] = items;
      if (!item) throw new Error(`${town} has no activity`);
      const init = {
        method: 'PATCH',
        headers: {
          authorization: `Bearer ${TOKEN}`,
          'content-type': 'application/json',
          'if-match': `"${item.revision}"`,
        },
        body: JSON.stringify({ place: '村文化广场' }),
      };
      edits.push(await timed(() => ask(`${server.url}/${town}/api/v1/activities/${item.id}`, init)));
      noteMemory();
    }
    rows.push(spread('an edit (PATCH), stored', edits, 'goal: under 20 ms'));
    rows.push(memoryRow('edits'));

    const minutes = new TownMinutes({
      store,
      towns,
      outgoingOf: ({ town }) => ({ channels: [NOWHERE], baseUrl: `${server.url}/${town.id}` }),
      log: pino({ level: 'error' }),
      now: () => now,
      clock: () => performance.now(),
    });
    const minute = (at: DateTime): Promise<number> => {
      now = at;
      return secondsOf(async () => {
        await minutes.begin();
        await minutes.idle();
        noteMemory();
      });
    };
    rows.push({
      what: 'the first tick, which looks at every town',
      figure: `${(await minute(BEGIN)).toFixed(1)} s`,
      ratio: '',
    });
    // What the first has sent it looks at once more.
    await minute(BEGIN.plus({ minutes: 1 }));
    const calm: number[] = [];
    for (let index = 2; index < 2 + CALM_MINUTES; index += 1)
      calm.push(await minute(BEGIN.plus({ minutes: index })));
    rows.push(spread('the minute tick', calm, 'goal: under 1 s'));
    await minute(BEGIN.set({ hour: 16, minute: 58 }));
    await minute(BEGIN.set({ hour: 16, minute: 59 }));
    const rush = await minute(BEGIN.set({ hour: 17, minute: 0 }));
    rows.push({
      what: 'the minute in which every town reminds, 17:00',
      figure: `${rush.toFixed(1)} s`,
      ratio: '',
    });
    await minutes.end();
    rows.push(memoryRow('ticks'));
    return [...rows, ...(await databaseRows(databaseUrl))];
  } finally {
    await server.close();
    await store.close();
  }
}

/** A province on one process and one PostgreSQL of the same machine. */
export const scale: Benchmark = {
  title: `${TOWNS.toLocaleString('en')} towns of 16 villages and 500 activities each, on PostgreSQL`,
  run: async () => {
    const dir = mkdtempSync(join(tmpdir(), 'pufa-scale-'));
    chmodSync(dir, 0o755);
    mkdirSync(join(dir, 'cluster'));
    const cluster = await makeCluster(join(dir, 'cluster'));
    try {
      return await scaleRows(cluster.url, TOWNS, dir);
    } finally {
      await cluster.stop();
      rmSync(dir, { recursive: true, force: true });
    }
  },
};
