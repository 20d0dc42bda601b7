import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { KIND_NAMES, SYSTEM, type Store } from '../../src/facts/index.js';
import {
  backUp,
  databasePlace,
  folderPlace,
  migrate,
  openStore,
  readFacts,
  restore,
  verifyPlace,
  type StorePlace,
} from '../../src/store/index.js';
import { inspectBackup } from '../../src/store/backupFile.js';
import { cadre } from '../support/contacts.js';
import { closeAtEnd, freshFolder } from '../support/folder.js';
import { activity } from '../support/gangmen.js';
import { freshDatabase, sql } from '../support/postgres/index.js';
import { NOW } from './openers.js';

const STAMP = '20261123T020000';

interface Where {
  readonly dir: string;
  readonly databaseUrl?: string;
  readonly place: StorePlace;
}

const folder = (): Promise<Where> => {
  const dir = join(freshFolder(), 'data');
  return Promise.resolve({ dir, place: folderPlace(dir) });
};

async function database(): Promise<Where> {
  const databaseUrl = await freshDatabase();
  return { dir: freshFolder(), databaseUrl, place: databasePlace(databaseUrl) };
}

async function open({ dir, databaseUrl }: Where): Promise<Store> {
  const store = await openStore({ dir, databaseUrl, now: () => NOW });
  // Where a test fails nothing must be left that keeps the run from ending.
  closeAtEnd(() => store.close().catch(() => undefined));
  return store;
}

/** Facts of two towns, changed and removed. */
async function fill(where: Where): Promise<void> {
  const store = await open(where);
  await store.write(SYSTEM, async (transaction) => {
    for (let index = 0; index < 30; index += 1)
      await transaction.put('activities', activity({ id: `a${index}`, title: `“第 ${index} 项”\n\u0000` }));
    await transaction.put('activities', activity({ id: 'a0', town: 'other' }));
    await transaction.put('contacts', cadre());
  });
  await store.write(SYSTEM, async (transaction) => {
    await transaction.put('activities', activity({ id: 'a1', place: '祠堂', revision: 2 }));
    await transaction.remove('activities', 'gangmen', 'a2');
  });
  await store.close();
}

/** Everything of both towns, sorted. */
const all = (where: Where): Promise<string[]> =>
  readFacts(where, async (facts) => {
    const lines: string[] = [];
    for (const kind of KIND_NAMES)
      for (const town of ['gangmen', 'other'])
        for (const fact of await facts.find(kind, { town })) lines.push(`${kind} ${JSON.stringify(fact)}`);
    return lines.sort();
  });

const PAIRS = [
  ['a folder', 'a database', folder, database],
  ['a database', 'a folder', database, folder],
] as const;

describe.each(PAIRS)('from %s to %s', (_from, _to, makeFrom, makeTo) => {
  it('all facts migrate, as they were, and go on there', async () => {
    const [from, to] = [await makeFrom(), await makeTo()];
    await fill(from);
    const before = await all(from);
    const { counts } = await migrate(from.place, to.place);
    expect([counts.activities, counts.contacts, counts.trail]).toEqual([30, 1, 34]);
    expect(await all(to)).toEqual(before);
    expect(await all(from)).toEqual(before);
    const store = await open(to);
    await store.write(SYSTEM, (transaction) =>
      transaction.put('activities', activity({ id: 'a1', place: '学校', revision: 3 })),
    );
    await store.close();
    expect((await verifyPlace(to.place))?.faults).toEqual([]);
  });

  it('a backup goes too', async () => {
    const [from, to] = [await makeFrom(), await makeTo()];
    await fill(from);
    await fill(to);
    const file = join(freshFolder(), 'backup.tar.gz');
    await backUp(from.place, join(from.dir, 'photos'), file, NOW);
    const { kept } = await restore(to.place, file, to.dir, STAMP);
    expect(await all(to)).toEqual(await all(from));
    expect(kept).toBe(join(to.dir, `before-restore-${STAMP}`));
    expect((await verifyPlace(to.place))?.faults).toEqual([]);
  });

  it('nothing migrates while either is in use', async () => {
    const [from, to] = [await makeFrom(), await makeTo()];
    await fill(from);
    const source = await open(from);
    await expect(migrate(from.place, to.place)).rejects.toThrow(/正由另一个进程使用|正在使用（pufa \d+@/);
    await source.close();
    const target = await open(to);
    await expect(migrate(from.place, to.place)).rejects.toThrow(/正由另一个进程使用|正在使用（pufa \d+@/);
    await target.close();
    await migrate(from.place, to.place);
  });

  it('nothing migrates over what is there, or from where nothing is', async () => {
    const [from, to] = [await makeFrom(), await makeTo()];
    await expect(migrate(from.place, to.place)).rejects.toThrow(`${from.place.name} 里没有数据`);
    await fill(from);
    await fill(to);
    const before = await all(to);
    await expect(migrate(from.place, to.place)).rejects.toThrow(`${to.place.name} 里已经有数据，不覆盖`);
    expect(await all(to)).toEqual(before);
  });
});

describe('a database', () => {
  it('is verified beside a running server, and every tampered row found', async () => {
    const where = await database();
    expect(await verifyPlace(where.place)).toBeNull();
    await fill(where);
    const store = await open(where);
    expect((await verifyPlace(where.place))?.faults).toEqual([]);
    await sql(
      where.databaseUrl ?? '',
      `update pufa.activities set fact = replace(fact::text, '"revision":2', '"revision":9')::json where id = 'a1'`,
      `update pufa.activities set fact = replace(fact::text, 'planned', 'perhaps')::json where id = 'a3'`,
    );
    expect((await verifyPlace(where.place))?.faults).toEqual([
      expect.stringMatching(/^activities gangmen\/a3: status: /),
      'activities gangmen/a1: revision 与最后一条操作记录不同',
      'activities gangmen/a3: 操作记录里有，数据里没有',
    ]);
    await store.close();
  });

  it('that is not sound is restored over, and kept as it is', async () => {
    const [sound, where] = [await folder(), await database()];
    await fill(sound);
    await fill(where);
    const file = join(freshFolder(), 'backup.tar.gz');
    await backUp(sound.place, join(sound.dir, 'photos'), file, NOW);
    await sql(
      where.databaseUrl ?? '',
      `update pufa.activities set fact = replace(fact::text, 'planned', 'perhaps')::json where id = 'a3'`,
    );
    const { kept } = await restore(where.place, file, where.dir, STAMP);
    expect(await all(where)).toEqual(await all(sound));
    const copy = join(kept ?? '', 'facts.tar.gz');
    expect((await inspectBackup(copy)).counts).toMatchObject({ activities: 30, trail: 34 });
    expect(gunzipSync(readFileSync(copy)).toString()).toContain('perhaps');
  });

  it('does not answer for a disk that cannot take the photos', async () => {
    const [from, where] = [await folder(), await database()];
    await fill(from);
    mkdirSync(join(from.dir, 'photos', 'a'), { recursive: true });
    writeFileSync(join(from.dir, 'photos', 'a', '1.jpg'), 'x');
    const file = join(freshFolder(), 'backup.tar.gz');
    await backUp(from.place, join(from.dir, 'photos'), file, NOW);
    const taken = join(where.dir, 'taken');
    writeFileSync(taken, '');
    await expect(restore(where.place, file, taken, STAMP)).rejects.toThrow(
      new RegExp(`^写不了 ${taken}（ENOTDIR: .*），没有恢复，原来的数据没有动。`),
    );
  });

  it('that is being restored lets no server in', async () => {
    const where = await database();
    await fill(where);
    await where.place.alone(async () => {
      await expect(open(where)).rejects.toThrow('正在恢复或迁移数据');
    });
    await (await open(where)).close();
  });
});
