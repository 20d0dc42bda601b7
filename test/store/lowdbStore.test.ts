import { chmodSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { apiTokenSchema, sessionSchema, SYSTEM, type Activity, type Store } from '../../src/facts/index.js';
import { openStore, readStore } from '../../src/store/index.js';
import { freshFolder } from '../support/folder.js';
import { activity } from '../support/gangmen.js';

const NOW = '2026-11-23T10:00:00+08:00';
const open = (dir: string): Promise<Store> => openStore({ dir, now: () => NOW });

const put = (store: Store, fact: Activity): Promise<void> =>
  store.write(SYSTEM, (transaction) => transaction.put('activities', fact));

const titles = (store: Store): Promise<string[]> =>
  store.read(async (transaction) =>
    (await transaction.find('activities', { town: 'gangmen' }))
      .map(({ id, title }) => `${id} ${title}`)
      .sort(),
  );

/* What is true of every store stands in contract.test.ts. */
describe('the store in a folder', () => {
  it('shows a reader only what is durable', async () => {
    const dir = freshFolder();
    const store = await open(dir);
    const writing = put(store, activity({ id: 'a' }));
    expect(await titles(store)).toEqual([]);
    await writing;
    expect(await titles(store)).toHaveLength(1);
    expect(readFileSync(join(dir, 'store.json'), 'utf8')).toContain('"id":"a"');
    await store.close();
  });

  it('keeps the hash of no secret in the trail, not as a name either', async () => {
    const store = await open(freshFolder());
    const hash = 'ab'.repeat(32);
    // As they were stored before sessions and tokens belonged to anybody.
    const session = sessionSchema.parse({ id: hash, town: 'gangmen', createdAt: NOW, expiresAt: NOW });
    const token = apiTokenSchema.parse({ id: hash, town: 'gangmen', label: '首次启动', createdAt: NOW });
    await store.write(SYSTEM, async (transaction) => {
      await transaction.put('sessions', session);
      await transaction.put('apiTokens', token);
      await transaction.put('apiTokens', { ...token, id: 'cd'.repeat(10), hash });
    });
    await store.write(SYSTEM, async (transaction) => {
      await transaction.put('apiTokens', { ...token, revision: 2, revokedAt: NOW });
      await transaction.remove('apiTokens', 'gangmen', 'cd'.repeat(10));
    });
    const trail = await store.read((transaction) => transaction.find('trail', { town: 'gangmen' }));
    expect(trail.map(({ target, action }) => `${action} ${target}`).sort()).toEqual([
      'create cdcdcdcdcdcdcdcdcdcd',
      'create old-abababababab',
      'remove cdcdcdcdcdcdcdcdcdcd',
      'update old-abababababab',
    ]);
    expect(JSON.stringify(trail)).not.toContain(hash);
    await store.close();
  });

  it('tells every writer when the disk refuses, keeps what was stored, and goes on when it is back', async () => {
    const dir = freshFolder();
    const store = await open(dir);
    await put(store, activity({ id: 'a' }));
    // A folder that is gone refuses root too, which a read-only one would not.
    renameSync(dir, `${dir}-away`);
    const refused = await Promise.allSettled([
      put(store, activity({ id: 'b' })),
      put(store, activity({ id: 'c' })),
      // Stores nothing, but answers by what the two before it will not have stored.
      store.write(SYSTEM, (transaction) => transaction.get('activities', 'gangmen', 'b')),
    ]);
    expect(refused.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(await titles(store)).toHaveLength(1);
    renameSync(`${dir}-away`, dir);
    await put(store, activity({ id: 'd' }));
    expect((await titles(store)).map((line) => line[0])).toEqual(['a', 'd']);
    await store.close();
  });
});

describe('the folder of a store', () => {
  it('belongs to one process; a second is told who has it', async () => {
    const dir = freshFolder();
    const store = await open(dir);
    await expect(open(dir)).rejects.toThrow(`正由另一个进程使用（进程号 ${process.pid}`);
    await store.close();
    await (await open(dir)).close();
  });

  it('is named where nobody can write', async () => {
    const dir = join(freshFolder(), 'file', 'data');
    writeFileSync(join(dir, '..'), '');
    await expect(open(dir)).rejects.toThrow(
      `写不了数据目录 ${dir}（ENOTDIR），请检查 DATA_DIR 的路径、权限和磁盘空间。`,
    );
  });

  it('is named where no copy can be kept, and let go of', async () => {
    const dir = freshFolder();
    const store = await open(dir);
    await put(store, activity({ id: 'a' }));
    await store.close();
    writeFileSync(join(dir, 'generations'), '');
    await expect(open(dir)).rejects.toThrow(`写不了数据目录 ${dir}（EEXIST），请检查 DATA_DIR`);
    rmSync(join(dir, 'generations'));
    await (await open(dir)).close();
  });

  it('is taken over from a process that is gone', async () => {
    const dir = freshFolder();
    await (await open(dir)).close();
    const { hostname } = await import('node:os');
    // The highest pid the kernel gives is below this.
    writeFileSync(join(dir, 'lock'), JSON.stringify({ pid: 2 ** 30, host: hostname(), began: '' }));
    const store = await open(dir);
    await store.close();
    expect(existsSync(join(dir, 'lock'))).toBe(false);
  });

  it('is taken over when the process with that number is another one than the owner', async () => {
    const dir = freshFolder();
    const { hostname } = await import('node:os');
    writeFileSync(
      join(dir, 'lock'),
      JSON.stringify({ pid: process.pid, host: hostname(), began: 'before/1' }),
    );
    await (await open(dir)).close();
  });

  it('stops the start when its file is lost or broken, and names the copy to put back', async () => {
    const dir = freshFolder();
    const store = await open(dir);
    await put(store, activity({ id: 'a' }));
    await store.close();
    await (await open(dir)).close();
    const file = join(dir, 'store.json');
    const whole = readFileSync(file, 'utf8');
    const copy = join(dir, 'generations', 'store-0000000001.json');

    rmSync(file);
    await expect(open(dir)).rejects.toThrow(
      `不见了。最近的一份备份是 ${copy}，请把它复制为 ${file} 再启动。`,
    );
    writeFileSync(file, whole.slice(0, -20));
    await expect(open(dir)).rejects.toThrow(copy);
    writeFileSync(file, whole.replace('"status":"planned"', '"status":"perhaps"'));
    await expect(open(dir)).rejects.toThrow('的内容与校验和不符');

    writeFileSync(file, readFileSync(copy, 'utf8'));
    const restored = await open(dir);
    expect(await titles(restored)).toHaveLength(1);
    await restored.close();
  });

  it('has a copy to put back as soon as a plan is released, and offers none that is empty', async () => {
    const dir = freshFolder();
    const store = await open(dir);
    expect(existsSync(join(dir, 'generations'))).toBe(false);
    const plan = {
      town: 'gangmen',
      year: 2027,
      from: '2027-01-01',
      state: 'released',
      blackout: null,
      createdAt: NOW,
    } as const;
    await store.write(SYSTEM, async (transaction) => {
      await transaction.put('activities', activity({ id: 'a' }));
      await transaction.put('plans', {
        ...plan,
        id: 'p',
        cost: {},
        bound: 0,
        seconds: 0,
        unplaced: [],
        warnings: [],
      });
    });
    await store.close();
    const [copy = ''] = readdirSync(join(dir, 'generations'));
    const kept = JSON.parse(readFileSync(join(dir, 'generations', copy), 'utf8')) as { version: number };
    expect([copy, kept.version]).toEqual(['store-0000000001.json', 1]);
  });

  it('tells a file of a newer program from a broken one', async () => {
    const dir = freshFolder();
    await (await open(dir)).close();
    const file = join(dir, 'store.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"schema":2', '"schema":3'));
    const newer = open(dir);
    await expect(newer).rejects.toThrow('是更新版本的程序写的（格式 3，这个程序只懂到 2）');
    await expect(newer).rejects.not.toThrow('备份');
  });

  it('keeps the last ten generations', async () => {
    const dir = freshFolder();
    for (let round = 0; round < 12; round += 1) {
      const store = await open(dir);
      await put(store, activity({ id: `a${round}` }));
      await store.close();
    }
    expect(readdirSync(join(dir, 'generations'))).toHaveLength(10);
  });

  it('can be read beside its owner, and changes nothing', async () => {
    const dir = freshFolder();
    const store = await open(dir);
    await put(store, activity({ id: 'a' }));
    chmodSync(dir, 0o500);
    const beside = await readStore(dir);
    expect(await beside.find('activities', { town: 'gangmen' })).toHaveLength(1);
    chmodSync(dir, 0o700);
    await store.close();
    await expect(readStore(freshFolder())).rejects.toThrow('还没有数据');
  });
});
