import { mkdirSync, mkdtempSync, rmSync, chmodSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Low } from 'lowdb';
import { JSONFile } from 'lowdb/node';
import pg from 'pg';
import { SYSTEM, type Activity, type Store } from '../src/facts/index.js';
import { openStore } from '../src/store/index.js';
import { loadCalendars } from '../src/town/index.js';
import { makeCluster } from '../test/support/postgres/cluster.js';
import { median, type Benchmark, type Row } from './benchmark.js';
import { emptyDatabase } from './remindersDatabase.js';
import { townYear } from './townYear.js';

const AT = '2026-11-27T08:30:00+08:00';

/** Activities of a store file of 1 MB, their creation's trail included. */
const FACTS = 1150;

const WRITERS = 64;
const CONNECTIONS = 8;
const ROUNDS = 3;
const SECONDS = 2;

/** How many edits a second `writers` manage, each beginning the next when its last is durable. */
async function rateOf(
  writers: number,
  edit: (writer: number, count: number) => Promise<void>,
): Promise<number> {
  const began = performance.now();
  const until = began + SECONDS * 1000;
  let edits = 0;
  const write = async (writer: number): Promise<void> => {
    for (let count = 0; performance.now() < until; count += 1) {
      await edit(writer, count);
      edits += 1;
    }
  };
  await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
  return (edits * 1000) / (performance.now() - began);
}

/** What is measured of one store. */
interface Contestant {
  readonly what: string;
  readonly run: () => Promise<number>;
  readonly close: () => Promise<void>;
}

/**
 * The program's own edit: read an activity, put it with another place and the next revision.
 *
 * @param opened an empty store; another for each round, for each edit's trail makes it larger
 */
function pufa(
  what: string,
  opened: (round: number) => Promise<Store>,
  facts: readonly Activity[],
): Contestant {
  let round = 0;
  const run = async (): Promise<number> => {
    round += 1;
    const store = await opened(round);
    await store.write(SYSTEM, async (transaction) => {
      for (const fact of facts) await transaction.put('activities', fact);
    });
    const rate = await rateOf(WRITERS, (writer, count) => {
      const { town = '', id = '' } = facts[writer] ?? {};
      return store.write(SYSTEM, async (transaction) => {
        const fact = await transaction.get('activities', town, id);
        if (!fact) throw new Error('gone');
        await transaction.put('activities', { ...fact, place: `第${count}处`, revision: fact.revision + 1 });
      });
    });
    await store.close();
    return rate;
  };
  return { what, run, close: () => Promise.resolve() };
}

/** lowdb as its documentation has it, and the fsync it leaves out. */
async function plain(dir: string, facts: readonly Activity[]): Promise<Contestant> {
  const file = join(dir, 'plain.json');
  // As large as the program's own file, which holds the trail beside the facts.
  const low = new Low(new JSONFile<{ facts: Activity[]; trail: Activity[] }>(file), {
    facts: [...facts],
    trail: facts.slice(0, facts.length / 3),
  });
  await low.write();
  const edit = async (_writer: number, count: number): Promise<void> => {
    const index = count % facts.length;
    const fact = low.data.facts[index];
    if (fact) low.data.facts[index] = { ...fact, place: `第${count}处`, revision: fact.revision + 1 };
    await low.write();
    const handle = await open(file, 'r');
    await handle.sync();
    await handle.close();
  };
  // One at a time: what lowdb does with writes that overlap, it does not say (the first may wait for all).
  return {
    what: 'plain lowdb with fsync, one after another',
    run: () => rateOf(1, edit),
    close: () => Promise.resolve(),
  };
}

/** PostgreSQL asked as directly as can be: a row a statement, a statement a transaction. */
async function bare(url: string, facts: readonly Activity[]): Promise<Contestant> {
  const clients = Array.from({ length: CONNECTIONS }, () => new pg.Client({ connectionString: url }));
  for (const client of clients) await client.connect();
  const [first] = clients;
  await first?.query('create table bare (id text primary key, fact json)');
  for (const fact of facts) await first?.query('insert into bare values ($1, $2)', [fact.id, fact]);
  const edit = async (writer: number, count: number): Promise<void> => {
    const fact = facts[writer];
    await clients[writer]?.query('update bare set fact = $2 where id = $1', [
      fact?.id,
      JSON.stringify({ ...fact, place: `第${count}处`, revision: count }),
    ]);
  };
  return {
    what: `bare PostgreSQL, ${CONNECTIONS} connections`,
    run: () => rateOf(CONNECTIONS, edit),
    close: async () => {
      for (const client of clients) await client.end();
    },
  };
}

/** Durable edits a second of each store, in turn. */
export const store: Benchmark = {
  title: `durable edits a second, ${WRITERS} writers on a store of 1 MB, against plain lowdb with fsync and bare PostgreSQL`,
  run: async () => {
    const dir = mkdtempSync(join(tmpdir(), 'pufa-bench-'));
    chmodSync(dir, 0o755);
    mkdirSync(join(dir, 'cluster'));
    const cluster = await makeCluster(join(dir, 'cluster'));
    try {
      const facts = townYear(loadCalendars('calendars', 'gangmen'), FACTS);
      const now = (): string => AT;
      const contestants = [
        pufa('pufa on lowdb', (round) => openStore({ dir: join(dir, `data-${round}`), now }), facts),
        pufa(
          'pufa on PostgreSQL',
          async () => {
            const databaseUrl = await emptyDatabase(cluster.url);
            return openStore({ dir, databaseUrl, now });
          },
          facts,
        ),
        await plain(dir, facts),
        await bare(cluster.url, facts),
      ];
      const rates = contestants.map((): number[] => []);
      // The first round warms up and does not count.
      for (let round = 0; round <= ROUNDS; round += 1)
        for (const [index, { run }] of contestants.entries()) {
          const rate = await run();
          if (round > 0) rates[index]?.push(rate);
        }
      for (const { close } of contestants) await close();
      const [lowdb = 0, database = 0, plainRate = 0, bareRate = 0] = rates.map(median);
      const times = (rate: number): string =>
        `${(rate / plainRate).toFixed(1)} × plain lowdb, ${(rate / bareRate).toFixed(2)} of bare PostgreSQL`;
      const ratios = [times(lowdb), times(database), '', ''];
      return contestants.map(({ what }, index): Row => ({
        what,
        figure: `${Math.round(median(rates[index] ?? [])).toLocaleString('en')}/s`,
        ratio: ratios[index] ?? '',
      }));
    } finally {
      await cluster.stop();
      rmSync(dir, { recursive: true, force: true });
    }
  },
};
