import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { SYSTEM } from '../../src/facts/index.js';
import { backUp, folderPlace, openStore, readStore, restore, verifyPlace } from '../../src/store/index.js';
import { photoPath } from '../../src/store/backupFile.js';
import { freshFolder } from '../support/folder.js';
import { activity } from '../support/gangmen.js';

const NOW = '2026-11-23T10:00:00+08:00';
const STAMP = '20261123T020000';

/** A data folder with these activities and a photo; its store is open until the test closes it. */
async function usedFolder(ids: readonly string[]) {
  const dir = freshFolder();
  const store = await openStore({ dir, now: () => NOW });
  const put = (id: string): Promise<void> =>
    store.write(SYSTEM, (transaction) => transaction.put('activities', activity({ id })));
  for (const id of ids) await put(id);
  mkdirSync(join(dir, 'photos', 'a'), { recursive: true });
  writeFileSync(join(dir, 'photos', 'a', '1.jpg'), Buffer.from([0xff, 0xd8, 0, 1, 2]));
  writeFileSync(join(dir, 'photos', 'empty.jpg'), '');
  return { dir, store, put };
}

const back = (dir: string, file: string) => backUp(folderPlace(dir), join(dir, 'photos'), file, NOW);

const idsIn = async (dir: string): Promise<string[]> =>
  (await (await readStore(dir)).find('activities', { town: 'gangmen' })).map(({ id }) => id).sort();

describe('a backup', () => {
  it('holds the facts of one moment and the photos, and brings them back elsewhere', async () => {
    const { dir, store, put } = await usedFolder(['a', 'b']);
    const file = join(freshFolder(), 'backup.tar.gz');
    const manifest = await back(dir, file);
    await put('c');
    await store.close();
    expect(manifest).toMatchObject({ version: 2, at: NOW, counts: { activities: 2, trail: 2 } });
    expect(statSync(file).mode & 0o777).toBe(0o600);

    const other = join(freshFolder(), 'data');
    expect(await restore(folderPlace(other), file, other, STAMP)).toEqual({ manifest, kept: null });
    expect(await idsIn(other)).toEqual(['a', 'b']);
    expect(readFileSync(join(other, 'photos', 'a', '1.jpg'))).toEqual(Buffer.from([0xff, 0xd8, 0, 1, 2]));
    expect(readFileSync(join(other, 'photos', 'empty.jpg'), 'utf8')).toBe('');
    expect((await verifyPlace(folderPlace(other)))?.faults).toEqual([]);
    expect(existsSync(join(other, 'lock'))).toBe(false);
  });

  it('leaves out what is only coming in, which still tells where it was taken', async () => {
    const { dir, store } = await usedFolder(['a']);
    await store.close();
    const photos = join(dir, 'photos');
    mkdirSync(join(photos, 'incoming'));
    for (const name of ['incoming/0a1b', 'a/2.jpg.part']) writeFileSync(join(photos, name), 'raw');
    const { members } = await back(dir, join(freshFolder(), 'backup.tar.gz'));
    expect(Object.keys(members).filter((name) => name.startsWith('photos/'))).toEqual([
      'photos/a/1.jpg',
      'photos/empty.jpg',
    ]);
  });

  it('never takes the place of another file', async () => {
    const { dir, store } = await usedFolder(['a']);
    await store.close();
    const file = join(freshFolder(), 'backup.tar.gz');
    writeFileSync(file, 'mine');
    await expect(back(dir, file)).rejects.toThrow(`${file} 已经有了，不覆盖`);
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });

  it('leaves nothing behind where it cannot be written', async () => {
    const { dir, store } = await usedFolder(['a']);
    await store.close();
    const folder = freshFolder();
    await expect(back(dir, join(folder, 'no', 'backup.tar.gz'))).rejects.toThrow('没有留下备份');
    // Below a file nothing can be removed either.
    await expect(back(dir, join(dir, 'store.json', 'b.tar.gz'))).rejects.toThrow('没有留下备份');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is not made of a store that is broken or not there', async () => {
    const { dir, store } = await usedFolder(['a']);
    await store.close();
    const file = join(dir, 'store.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('12-04T09', '12-04T08'));
    const backup = join(freshFolder(), 'backup.tar.gz');
    await expect(back(dir, backup)).rejects.toThrow('校验和不符');
    await expect(back(freshFolder(), backup)).rejects.toThrow('还没有数据');
    expect(existsSync(backup)).toBe(false);
  });
});

describe('restoring a backup', () => {
  it('keeps what was there, its photos too, and goes on from a higher version', async () => {
    const { dir, store, put } = await usedFolder(['a']);
    const file = join(freshFolder(), 'backup.tar.gz');
    await back(dir, file);
    await put('b');
    await store.close();
    writeFileSync(join(dir, 'photos', 'later.jpg'), 'later');
    const before = readFileSync(join(dir, 'store.json'));

    const { kept } = await restore(folderPlace(dir), file, dir, STAMP);
    expect(kept).toBe(join(dir, `before-restore-${STAMP}`));
    expect(readFileSync(join(kept ?? '', 'store.json'))).toEqual(before);
    expect(readdirSync(join(kept ?? '', 'photos')).sort()).toEqual(['a', 'empty.jpg', 'later.jpg']);
    expect(readdirSync(join(dir, 'photos')).sort()).toEqual(['a', 'empty.jpg']);
    expect(await idsIn(dir)).toEqual(['a']);
    const version = await folderPlace(dir).snapshot((facts) => Promise.resolve(facts?.version));
    expect(version).toBe(3);
  });

  it('mends a folder whose file is broken or lost, and keeps the broken one', async () => {
    const { dir, store } = await usedFolder(['a']);
    const file = join(freshFolder(), 'backup.tar.gz');
    await back(dir, file);
    await store.close();
    writeFileSync(join(dir, 'store.json'), '{"broken');
    const { kept } = await restore(folderPlace(dir), file, dir, STAMP);
    expect(readFileSync(join(kept ?? '', 'store.json'), 'utf8')).toBe('{"broken');
    expect(await idsIn(dir)).toEqual(['a']);
  });

  it('is refused while a server runs, and changes nothing', async () => {
    const { dir, store } = await usedFolder(['a']);
    const file = join(freshFolder(), 'backup.tar.gz');
    await back(dir, file);
    const before = readFileSync(join(dir, 'store.json'));
    await expect(restore(folderPlace(dir), file, dir, STAMP)).rejects.toThrow('正由另一个进程使用');
    expect(readFileSync(join(dir, 'store.json'))).toEqual(before);
    expect(readdirSync(dir).sort()).toEqual(['lock', 'photos', 'store.json']);
    await store.close();
  });

  it('takes no file that is cut short, changed, or something else', async () => {
    const { dir, store } = await usedFolder(['a']);
    await store.close();
    const folder = freshFolder();
    const file = join(folder, 'backup.tar.gz');
    await back(dir, file);
    const whole = readFileSync(file);
    const before = readFileSync(join(dir, 'store.json'));
    const tried = async (name: string, content: Buffer | string): Promise<void> => {
      const path = join(folder, name);
      writeFileSync(path, content);
      await restore(folderPlace(dir), path, dir, STAMP);
    };
    truncateSync(file, whole.length - 20);
    await expect(restore(folderPlace(dir), file, dir, STAMP)).rejects.toThrow('不是完整的备份文件');
    const tar = gunzipSync(whole).toString('latin1');
    const changed = tar.replace('12-04T09', '12-04T08');
    await expect(tried('changed', gzipSync(Buffer.from(changed, 'latin1')))).rejects.toThrow(
      'facts/000001.jsonl 缺少或已损坏',
    );
    await expect(tried('other', 'hello')).rejects.toThrow('不是完整的备份文件');
    await expect(restore(folderPlace(dir), join(folder, 'none'), dir, STAMP)).rejects.toThrow(
      '没有这个备份文件',
    );
    expect(readFileSync(join(dir, 'store.json'))).toEqual(before);
    expect(readdirSync(dir).sort()).toEqual(['photos', 'store.json']);
  });

  it.each(['photos/../x', 'photos//x', 'photos/a/./x', 'photos/c:x', 'photos/a\\..\\x', 'photos/'])(
    'unpacks nothing outside the folder of photos: %j',
    (name) => {
      expect(() => photoPath(name)).toThrow('不该有的路径');
    },
  );
});
