import type pg from 'pg';
import { NewerStoreError, StoreError } from '../errors.js';
import { MIGRATING, lockStatement } from './locks.js';

/** In order; a step once released is never changed. */
const STEPS: readonly string[] = [
  // Text is compared by its bytes, as the program compares it; `json` keeps a fact as it was written, `jsonb` would not.
  `create sequence pufa.version;
   create table pufa.facts (
     kind text collate "C" not null,
     town text collate "C" not null,
     id text collate "C" not null,
     fact json not null,
     primary key (kind, town, id)
   );
   create table pufa.activities (
     town text collate "C" not null,
     id text collate "C" not null,
     day text collate "C" not null,
     village text collate "C",
     key_date text collate "C",
     status text collate "C" not null,
     departments text[] not null,
     fact json not null,
     primary key (town, id)
   );
   create index activities_by_day on pufa.activities (town, day);
   create index activities_by_village on pufa.activities (town, village, day);
   create table pufa.deliveries (
     town text collate "C" not null,
     id text collate "C" not null,
     due_at text collate "C" not null,
     state text collate "C" not null,
     activity text collate "C" not null,
     rule text collate "C" not null,
     contact text collate "C" not null,
     channel text collate "C" not null,
     fact json not null,
     primary key (town, id)
   );
   create index deliveries_by_due on pufa.deliveries (town, due_at);
   create index deliveries_by_activity on pufa.deliveries (town, activity);
   create index deliveries_open on pufa.deliveries (town) where state = 'claimed';
   create table pufa.trail (
     town text collate "C" not null,
     id text collate "C" not null,
     kind text collate "C" not null,
     target text collate "C" not null,
     actor text collate "C" not null,
     at text collate "C" not null,
     fact json not null,
     primary key (town, id)
   );
   create index trail_by_target on pufa.trail (town, kind, target);
   create index trail_by_instant on pufa.trail (town, at);`,
  // A delivery is put when it is claimed and again when it is sent. With room beside it, and none of its indexes on what
  // changes then, the second does not touch the indexes (a heap-only update).
  `drop index pufa.deliveries_open;
   alter table pufa.deliveries set (fillfactor = 60);`,
  // How far a delivery has come, null where a former program left it; and which members have other values than in the fact
  // as it was put, null where none has.
  `alter table pufa.deliveries add column stage text collate "C", add column news json;`,
  // No former program may look for these members where they are no longer put; what it has put stays as it is.
  `comment on column pufa.deliveries.fact is 'the members that no column holds, as they were put';`,
];

/** The last step this program knows. */
export const NEWEST_STEP = STEPS.length;

/** How far the tables of a database have come; 0: there are none. */
async function stepIn(client: pg.ClientBase): Promise<number> {
  // Asked first, for a user who may only use the tables may not make a schema.
  const { rows: known } = await client.query<{ there: boolean }>(
    `select to_regclass('pufa.steps') is not null as there`,
  );
  if (known[0]?.there !== true) return 0;
  const { rows } = await client.query<{ step: number }>('select max(step)::int as step from pufa.steps');
  return rows[0]?.step ?? 0;
}

const newer = (step: number, where: string): NewerStoreError =>
  new NewerStoreError(
    `${where} 是更新版本的程序建的（第 ${step} 步，这个程序只懂到第 ${NEWEST_STEP} 步），请用新版本打开。`,
  );

/**
 * Whether there are tables, as this program reads them.
 *
 * @throws NewerStoreError when a newer program has been there; StoreError when only a former one has
 */
export async function hasTables(client: pg.ClientBase, where: string): Promise<boolean> {
  const step = await stepIn(client);
  if (step > NEWEST_STEP) throw newer(step, where);
  if (step > 0 && step < NEWEST_STEP)
    throw new StoreError(
      `${where} 还是旧版本的样子（第 ${step} 步，这个程序用第 ${NEWEST_STEP} 步）：请先用这个版本启动一次（pufa start），或者用原来的版本来做。`,
    );
  return step > 0;
}

/**
 * Brings the tables to the present form, one process at a time, all steps or none.
 *
 * @throws NewerStoreError when a newer program has been there
 */
export async function migrateTables(client: pg.ClientBase, where: string): Promise<void> {
  await client.query('begin');
  try {
    await client.query(lockStatement(MIGRATING));
    const step = await stepIn(client);
    if (step > NEWEST_STEP) throw newer(step, where);
    if (step === 0)
      await client.query(
        'create schema if not exists pufa; create table pufa.steps (step int primary key, at timestamptz not null default now())',
      );
    for (const [index, statements] of STEPS.entries()) {
      if (index < step) continue;
      await client.query(statements);
      await client.query('insert into pufa.steps (step) values ($1)', [index + 1]);
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}
