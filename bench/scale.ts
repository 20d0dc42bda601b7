import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import pg from 'pg';
import pino from 'pino';
import { keepHeapSmall } from '../src/heap.js';
import { openStore } from '../src/store/index.js';
import { TownMinutes } from '../src/ticking.js';
import { makeCluster } from '../test/support/postgres/cluster.js';
import { milliseconds, secondsOf, type Benchmark, type Row } from './benchmark.js';
import { fillScale, NOWHERE } from './scaleFill.js';
import { serveTowns, TOKEN } from './scaleServer.js';
import { townsOf } from './scaleTown.js';

/** A province; `SCALE_TOWNS=20` for a first look. */
const TOWNS = Number(process.env.SCALE_TOWNS ?? 1600);

/** Towns whose minutes are measured; all by default, fewer for a slow machine. */
const TICKED = Number(process.env.SCALE_TICKED ?? TOWNS);

const ZONE = 'Asia/Shanghai';
const BEGIN = DateTime.fromISO('2026-11-27T10:00', { zone: ZONE });

/** Requests of each kind. */
const REQUESTS = 300;

/** Minutes in which nothing happens but that each town is looked at once in two hours. */
const CALM_MINUTES = 20;

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

/** What a work has cost, in seconds: by the clock, and of this process's processor, which a busy machine does not stretch so. */
interface Cost {
  readonly seconds: number;
  readonly processor: number;
}

async function costOf(work: () => unknown): Promise<Cost> {
  const before = process.cpuUsage();
  const seconds = await secondsOf(work);
  const { user, system } = process.cpuUsage(before);
  return { seconds, processor: (user + system) / 1e6 };
}

const ascending = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

function spread(what: string, costs: readonly Cost[], goal: string): Row {
  const sorted = ascending(costs.map(({ seconds }) => seconds));
  const processor = milliseconds(quantile(ascending(costs.map((cost) => cost.processor)), 0.5));
  const figure = [0.5, 0.99].map((share) => milliseconds(quantile(sorted, share))).join(' / ');
  const ratio = `${processor} of processor${goal === '' ? '' : `; goal: ${goal}`}`;
  return { what: `${what}, p50 / p99 of ${sorted.length}`, figure, ratio };
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

/** What the disk alone takes: one row of its own, and its commit. */
async function bareCommits(url: string): Promise<{ once: () => Promise<void>; end: () => Promise<void> }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('create table bare (text text)');
  return {
    once: async () => {
      await client.query('insert into bare values ($1)', ['村文化广场']);
    },
    end: () => client.end(),
  };
}

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

export interface ScaleOptions {
  readonly databaseUrl: string;
  /** Towns in the database. */
  readonly count: number;
  /** Those of them whose minutes are measured. */
  readonly ticked: number;
  readonly dir: string;
  /** Hears each figure as it comes, for all of them take their time. */
  readonly onRow: (row: Row) => void;
}

/** The figures of a database that was filled with so many towns. */
export async function scaleRows({ databaseUrl, count, ticked, dir, onRow }: ScaleOptions): Promise<Row[]> {
  const towns = townsOf(count);
  let now: DateTime = BEGIN;
  const store = await openStore({
    dir,
    databaseUrl,
    now: () => now.toISO({ suppressMilliseconds: true }) ?? '',
  });
  const server = await serveTowns(store, towns, () => now, dir);
  let most: NodeJS.MemoryUsage | undefined;
  const noteMemory = (): void => {
    const memory = process.memoryUsage();
    if (memory.rss > (most?.rss ?? 0)) most = memory;
  };
  /** The most since the last row, and what it was made of. */
  const memoryRow = (when: string): Row => {
    const { rss, heapTotal, heapUsed, external } = most ?? process.memoryUsage();
    most = undefined;
    const parts = [
      `heap ${megabytes(heapTotal)} (${megabytes(heapUsed)} in use)`,
      `buffers ${megabytes(external)}`,
      `the rest ${megabytes(rss - heapTotal - external)}`,
    ];
    return {
      what: `memory of the process at most: ${when}`,
      figure: megabytes(rss),
      ratio: `${parts.join(', ')}; goal: under 500 MB`,
    };
  };
  try {
    const rows: Row[] = [];
    const add = (...more: readonly Row[]): void => {
      rows.push(...more);
      more.forEach(onRow);
    };
    const feedOf = (town: string): string => `${server.url}/${town}/feeds/villages/${town}-v1.ics`;
    const timed = (work: () => Promise<Response>): Promise<Cost> =>
      costOf(async () => (await work()).arrayBuffer());

    // The first few make the code warm, not the towns.
    const [warming, asked] = [sample(towns.ids, 12), sample(towns.ids.slice(1), REQUESTS)];
    for (const town of warming) await (await ask(feedOf(town))).arrayBuffer();
    const making: Cost[] = [];
    const cold: Cost[] = [];
    for (const town of asked.filter((id) => !warming.includes(id))) {
      cold.push(await timed(() => ask(feedOf(town))));
      making.push(await timed(() => ask(`${server.url}/${town}/healthz?live`)));
      noteMemory();
    }
    add(spread('a village feed, cold, the first of the town at all', cold, 'p99 under 50 ms'));
    add(spread('making the rest of a town’s site, with the first request for it', making, ''));
    // The first look of all has noted since when the town's feeds are what they are; every later one only reads.
    const again: Cost[] = [];
    for (const town of asked) {
      again.push(await timed(() => ask(feedOf(town))));
      noteMemory();
    }
    add(spread('a village feed, cold again', again, 'p99 under 50 ms'));
    const last = asked.at(-1) ?? '';
    const warm: Cost[] = [];
    for (let round = 0; round < REQUESTS; round += 1) warm.push(await timed(() => ask(feedOf(last))));
    add(spread('the same, warm', warm, ''));

    add(memoryRow('feeds'));
    const edits: Cost[] = [];
    const bare: Cost[] = [];
    const commit = await bareCommits(databaseUrl);
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
      bare.push(await costOf(commit.once));
      noteMemory();
    }
    await commit.end();
    add(spread('an edit (PATCH), stored', edits, 'under 20 ms'));
    add(spread('one row and its commit beside it, by a bare client', bare, ''));
    add(memoryRow('edits'));

    const minutes = new TownMinutes({
      store,
      towns: { ids: sample(towns.ids, ticked), of: (id) => towns.of(id) },
      outgoingOf: ({ town }) => ({ channels: [NOWHERE], baseUrl: `${server.url}/${town.id}` }),
      log: pino({ level: 'error' }),
      now: () => now,
      clock: () => performance.now(),
    });
    const minute = (at: DateTime): Promise<Cost> => {
      now = at;
      return costOf(async () => {
        await minutes.begin();
        await minutes.idle();
        noteMemory();
      });
    };
    const wholeRow = (what: string, { seconds, processor }: Cost): Row => ({
      what,
      figure: `${seconds.toFixed(1)} s`,
      ratio: `${milliseconds(processor / Math.min(ticked, count))} of processor a town`,
    });
    add(wholeRow(`the first tick, which looks at all ${ticked} towns`, await minute(BEGIN)));
    // What the first has sent it looks at once more.
    await minute(BEGIN.plus({ minutes: 1 }));
    const calm: Cost[] = [];
    for (let index = 2; index < 2 + CALM_MINUTES; index += 1)
      calm.push(await minute(BEGIN.plus({ minutes: index })));
    add(spread(`the minute tick of ${ticked} towns`, calm, 'under 1 s'));
    await minute(BEGIN.set({ hour: 16, minute: 58 }));
    await minute(BEGIN.set({ hour: 16, minute: 59 }));
    const rush = await minute(BEGIN.set({ hour: 17, minute: 0 }));
    add(wholeRow(`17:00, when every town reminds`, rush));
    await minutes.end();
    add(memoryRow('ticks'));
    add(...(await databaseRows(databaseUrl)));
    return rows;
  } finally {
    await server.close();
    await store.close();
  }
}

/** A province on one process and one PostgreSQL of the same machine. */
export const scale: Benchmark = {
  title: `${TOWNS.toLocaleString('en')} towns of 16 villages and 500 activities each, on PostgreSQL`,
  run: async () => {
    const leaveHeap = keepHeapSmall();
    const onRow = ({ what, figure, ratio }: Row): void => {
      console.error(`  ${what}: ${figure} ${ratio}`);
    };
    const dir = mkdtempSync(join(tmpdir(), 'pufa-scale-'));
    chmodSync(dir, 0o755);
    mkdirSync(join(dir, 'cluster'));
    const cluster = await makeCluster(join(dir, 'cluster'));
    try {
      const filling = await secondsOf(() => fillScale(cluster.url, TOWNS));
      const filled = { what: `${TOWNS} towns filled in`, figure: `${filling.toFixed(0)} s`, ratio: '' };
      onRow(filled);
      const rows = await scaleRows({
        databaseUrl: cluster.url,
        count: TOWNS,
        ticked: TICKED,
        dir,
        onRow,
      });
      return [filled, ...rows];
    } finally {
      leaveHeap();
      await cluster.stop();
      rmSync(dir, { recursive: true, force: true });
    }
  },
};
