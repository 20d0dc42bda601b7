import { createWriteStream, existsSync, mkdirSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { factsOf, inspectBackup, membersOf, photoPath, PHOTOS, textOf, type Manifest } from './backupFile.js';
import type { Snapshot, StorePlace } from './dump.js';
import { StoreError } from './errors.js';
import { verifySnapshot } from './verify.js';

export interface Restored {
  readonly manifest: Manifest;
  /** Where what was there before is kept; null when there was nothing. */
  readonly kept: string | null;
}

/** Unpacks the photos of a backup into a folder. */
async function unpackPhotos(file: string, folder: string): Promise<void> {
  for await (const { name, content } of membersOf(file)) {
    if (!name.startsWith(PHOTOS)) {
      // A member must be read before the next one comes.
      await textOf(content);
      continue;
    }
    const path = join(folder, photoPath(name));
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    await pipeline(content, createWriteStream(path, { mode: 0o600, flush: true }));
  }
}

/** What a disk refuses is said with its remedy; nothing that was there has been touched by then. */
async function whileUntouched<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { syscall, message } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    throw new StoreError(
      `写不了 ${dataDir}（${message}），没有恢复，原来的数据没有动。请检查路径、权限和磁盘空间后重试。`,
      { cause: error },
    );
  }
}

/** The facts of a whole backup; a town may come in several parts, which the check of its trail must not see. */
const snapshotOf = ({ schema, version }: Manifest, file: string): Snapshot => ({
  schema,
  version,
  towns: () => factsOf(file),
});

/**
 * Puts a backup in the place of all facts and photos that are there, which are kept beside them first.
 *
 * @param dataDir where photos stand, and where what was there is kept
 * @param stamp for the name of the folder that keeps it, such as `20261204T090000`
 * @throws StoreError while a server runs, or when the backup is not sound: then nothing is changed
 */
export async function restore(
  place: StorePlace,
  file: string,
  dataDir: string,
  stamp: string,
): Promise<Restored> {
  const manifest = await inspectBackup(file);
  const { faults } = await verifySnapshot(snapshotOf(manifest, file), { trail: false });
  if (faults.length > 0)
    throw new StoreError(`${file} 有 ${faults.length} 处内容不对，没有恢复：\n  ${faults.join('\n  ')}`);
  return place.alone(async () => {
    const fresh = join(dataDir, 'photos.restoring');
    const photos = join(dataDir, 'photos');
    const kept = join(dataDir, `before-restore-${stamp}`);
    try {
      const had = await whileUntouched(dataDir, async () => {
        await rm(fresh, { recursive: true, force: true });
        await unpackPhotos(file, fresh);
        return place.keepIn(kept);
      });
      const hadPhotos = existsSync(photos);
      await whileUntouched(dataDir, () => place.replace(snapshotOf(manifest, file)));
      if (hadPhotos) {
        mkdirSync(kept, { recursive: true, mode: 0o700 });
        await rename(photos, join(kept, 'photos'));
      }
      if (existsSync(fresh)) await rename(fresh, photos);
      return { manifest, kept: had || hadPhotos ? kept : null };
    } finally {
      await rm(fresh, { recursive: true, force: true }).catch(() => undefined);
    }
  });
}
