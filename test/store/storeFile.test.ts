import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { SYSTEM } from '../../src/facts/index.js';
import { openStore, readStore } from '../../src/store/index.js';
import { unsealed } from '../../src/store/lowdb/storeFile.js';
import { migrated, MIGRATIONS, SCHEMA, type Migration } from '../../src/store/migrations.js';
import { freshFolder } from '../support/folder.js';
import { activity } from '../support/gangmen.js';

const NOW = '2026-11-23T10:00:00+08:00';

/** A folder with one activity of a Chinese title. @returns its file */
async function oneActivity(): Promise<string> {
  const dir = freshFolder();
  const store = await openStore({ dir, now: () => NOW });
  await store.write(SYSTEM, (transaction) => transaction.put('activities', activity({ id: 'a' })));
  await store.close();
  return join(dir, 'store.json');
}

describe('the file of a store', () => {
  it('is one JSON document that any program can read', async () => {
    const file = await oneActivity();
    const { sha256, ...rest } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(rest).toMatchObject({
      schema: SCHEMA,
      version: 1,
      facts: { activities: [activity({ id: 'a' })] },
    });
  });

  it('shows every flipped bit, wherever it is', async () => {
    const file = await oneActivity();
    const whole = readFileSync(file);
    const accepted: number[] = [];
    for (let place = 0; place < whole.length; place += 1) {
      const flipped = Buffer.from(whole);
      flipped[place] = (flipped[place] ?? 0) ^ (1 << (place % 8));
      try {
        unsealed(flipped.toString('utf8'), file);
        accepted.push(place);
      } catch {
        // As it must be.
      }
    }
    expect(accepted).toEqual([]);
    expect(unsealed(whole.toString('utf8'), file).facts).toHaveLength(2);
  });

  it('is not accepted without its checksum, cut short or empty', async () => {
    const file = await oneActivity();
    const whole = readFileSync(file, 'utf8');
    expect(() => unsealed(whole.replace(/"sha256":"[0-9a-f]+",/, ''), file)).toThrow('没有校验和');
    expect(() => unsealed(whole.slice(0, -1), file)).toThrow('不完整');
    expect(() => unsealed('', file)).toThrow('不完整');
    expect(() => unsealed('null', file)).toThrow('没有写明格式');
  });
});

describe('a file of a former format', () => {
  /** As the first version of the program wrote it. */
  const former = (facts: object): string => JSON.stringify({ schema: 1, version: 7, facts });

  it('is kept as it was, and then written in the present one', async () => {
    const dir = freshFolder();
    const file = join(dir, 'store.json');
    const text = former({ activities: [activity({ id: 'a' })] });
    writeFileSync(file, text);
    expect(await (await readStore(dir)).get('activities', 'gangmen', 'a')).toEqual(activity({ id: 'a' }));
    expect(readFileSync(file, 'utf8')).toBe(text);

    const store = await openStore({ dir, now: () => NOW });
    await store.close();
    expect(unsealed(readFileSync(file, 'utf8'), file)).toMatchObject({ schema: SCHEMA, version: 7 });
    expect(readFileSync(join(dir, 'generations', 'store-0000000007-format-1.json'), 'utf8')).toBe(text);
    expect(readdirSync(join(dir, 'generations')).sort()).toEqual([
      'store-0000000007-format-1.json',
      'store-0000000007.json',
    ]);
  });

  it('changes nothing when what it holds is not sound', async () => {
    const dir = freshFolder();
    const file = join(dir, 'store.json');
    const text = former({ activities: [{ ...activity({ id: 'a' }), status: 'perhaps', year: 'x' }] });
    writeFileSync(file, text);
    const opening = openStore({ dir, now: () => NOW });
    await expect(opening).rejects.toThrow('有 2 处内容不对：\n  activities gangmen/a: year: ');
    await expect(opening).rejects.toThrow('activities gangmen/a: status: ');
    expect(readFileSync(file, 'utf8')).toBe(text);
    expect(readdirSync(dir)).toEqual(['store.json']);
  });

  it('passes through every later step in order', () => {
    const step = (to: number): Migration => ({
      to,
      what: `adds ${to}`,
      fact: ({ kind, fact }) =>
        (fact as string[]).includes('gone') ? null : { kind, fact: [...(fact as string[]), String(to)] },
    });
    const steps = [step(2), step(3), step(4)];
    const facts = [
      { kind: 'plans', fact: ['a'] },
      { kind: 'plans', fact: ['gone'] },
    ] as const;
    expect(migrated(facts, 2, steps)).toEqual([{ kind: 'plans', fact: ['a', '3', '4'] }]);
    expect(migrated(facts, 4, steps)).toEqual(facts);
    expect(MIGRATIONS.map(({ to }) => to)).toEqual(MIGRATIONS.map((_, index) => index + 2));
  });
});

describe('the lock of a folder', () => {
  const foreign = { pid: 7, host: 'old-name', began: '', since: '2026-11-20T01:00:00Z' };

  it('that another host left is not broken, and says what to do', async () => {
    const dir = freshFolder();
    const lock = join(dir, 'lock');
    writeFileSync(lock, JSON.stringify(foreign));
    await expect(openStore({ dir, now: () => NOW })).rejects.toThrow(
      `数据目录 ${dir} 的锁是另一台主机或容器留下的（进程号 7，主机 old-name，从 2026-11-20T01:00:00Z 起），` +
        `在这里（${hostname()}）看不到它是否还在运行。它还在运行，请先停掉它；主机改过名，或那个容器已经不在了，请删除 ${lock} 后再试。`,
    );
    expect(JSON.parse(readFileSync(lock, 'utf8'))).toEqual(foreign);
  });

  it('names its owner and when it came, to whoever comes second', async () => {
    const dir = freshFolder();
    const store = await openStore({ dir, now: () => NOW });
    const { since } = JSON.parse(readFileSync(join(dir, 'lock'), 'utf8')) as { since: string };
    await expect(openStore({ dir, now: () => NOW })).rejects.toThrow(
      `正由另一个进程使用（进程号 ${process.pid}，主机 ${hostname()}，从 ${since} 起）`,
    );
    await store.close();
  });
});
