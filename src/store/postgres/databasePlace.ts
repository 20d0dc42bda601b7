import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { writeBackup } from '../backup.js';
import { faultsOfFact } from '../checks.js';
import type { RawFact, Snapshot, StorePlace } from '../dump.js';
import { StoreError } from '../errors.js';
import { migrated, SCHEMA } from '../migrations.js';
import type { Change } from '../state.js';
import { connectionOptions, nameOfDatabase, storeErrorOf } from './connection.js';
import { TRY_TO_BE_ALONE, WHO_SERVES } from './locks.js';
import { hasTables, migrateTables } from './migrations.js';
import { withClient } from './postgresStore.js';
import { factIn, rowOf, type Row } from './parts.js';
import { changeStatements } from './statements.js';
import { COMMON, ownTables, TABLES } from './tables.js';
import { TELL, toldOf } from './telling.js';

async function versionIn(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ version: string }>(
    'select case when is_called then last_value else 0 end as version from pufa.version',
  );
  return Number(rows[0]?.version);
}

/** All facts, a town after another. */
async function* townsIn(client: pg.ClientBase): AsyncGenerator<readonly RawFact[]> {
  const { rows: towns } = await client.query<{ town: string }>(
    `${TABLES.map((table) => `select town from ${table}`).join(' union ')} order by town`,
  );
  for (const { town } of towns) {
    const facts: RawFact[] = [];
    const common = await client.query<RawFact>(`select kind, fact from ${COMMON} where town = $1`, [town]);
    facts.push(...common.rows);
    for (const [kind, table] of ownTables()) {
      const { rows } = await client.query<Row>(`select ${rowOf(kind)} from ${table} where town = $1`, [town]);
      for (const row of rows) facts.push({ kind, fact: factIn(kind, row) });
    }
    yield facts;
  }
}

/** Facts of one statement: few enough for a message, many enough to be quick. */
const FACTS_A_STATEMENT = 2000;

async function fill(client: pg.ClientBase, { schema, towns }: Snapshot): Promise<void> {
  for await (const town of towns()) {
    const changes = migrated(town, schema).map((raw): Change => {
      const checked = faultsOfFact(raw);
      if (!checked.ok) throw new StoreError(`有内容不对，什么都没有写入：${checked.faults.join('；')}`);
      const { fact } = checked;
      return { kind: raw.kind, town: fact.town, id: fact.id, fact };
    });
    for (let from = 0; from < changes.length; from += FACTS_A_STATEMENT)
      for (const { text, values } of changeStatements(changes.slice(from, from + FACTS_A_STATEMENT)))
        await client.query(text, [...values]);
  }
}

/** The database of an installation. */
export function databasePlace(url: string): StorePlace {
  const name = nameOfDatabase(url);
  let own: pg.Client | undefined;
  const place: StorePlace = {
    name,
    snapshot: (work) =>
      withClient(url, async (client) => {
        if (!(await hasTables(client, name))) return work(null);
        // One moment of it, however long the work takes.
        await client.query('begin isolation level repeatable read read only');
        const version = await versionIn(client);
        if (version === 0) return work(null);
        return work({ schema: SCHEMA, version, towns: () => townsIn(client) });
      }),
    alone: async (work) => {
      const client = new pg.Client(connectionOptions(url));
      client.on('error', () => undefined);
      try {
        await client.connect();
        const { rows } = await client.query<{ done: boolean }>(TRY_TO_BE_ALONE);
        if (rows[0]?.done !== true) {
          const { rows: who } = await client.query<{ name: string; host: string | null }>(WHO_SERVES);
          const owners = who.map((owner) => `${owner.name}，来自 ${owner.host ?? '本机'}`).join('；');
          throw new StoreError(`${name} 正在使用（${owners}）。请先停掉它们再试。`);
        }
        own = client;
        return await work();
      } catch (error) {
        throw storeErrorOf(error, url);
      } finally {
        own = undefined;
        await client.end().catch(() => undefined);
      }
    },
    replace: async (snapshot) => {
      const client = own;
      if (!client) throw new Error('replace wants to be alone');
      await migrateTables(client, name);
      await client.query('begin');
      try {
        const next = Math.max(snapshot.version, await versionIn(client)) + 1;
        await client.query(`truncate ${TABLES.join(', ')}`);
        await fill(client, snapshot);
        await client.query(`select setval('pufa.version', $1)`, [next]);
        await client.query(TELL, [toldOf({ by: 'replacement', touched: null })]);
        await client.query('commit');
      } catch (error) {
        await client.query('rollback').catch(() => undefined);
        throw error;
      }
      // What the planner of queries knew was of the tables as they were.
      await client.query(`analyze ${TABLES.join(', ')}`);
    },
    keepIn: (folder) =>
      place.snapshot(async (snapshot) => {
        if (!snapshot) return false;
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        await writeBackup(snapshot, join(folder, 'no-photos'), join(folder, 'facts.tar.gz'), '');
        return true;
      }),
    faultsOfCopies: () => Promise.resolve([]),
  };
  return place;
}
