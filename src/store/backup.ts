import { createHash } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { lstat, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack as createPack, type Pack } from 'tar-stream';
import { isKept } from '../photos/index.js';
import type { RawFact, Snapshot, StorePlace } from './dump.js';
import { StoreError } from './errors.js';
import { BACKUP_FORMAT, FACTS, inspectBackup, MANIFEST, PHOTOS, type Manifest } from './backupFile.js';
import { syncFolder } from './lowdb/durableFile.js';
import { verifySnapshot } from './verify.js';

/** Facts of one member of the archive; a member must be in memory, a province need not. */
const FACTS_A_MEMBER = 5000;

/** Every regular file below a folder, by its path in it; links are not followed. */
async function filesBelow(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/** Writes the members one after another, and what each of them hashes to. */
class Members {
  readonly hashes: Record<string, string> = {};

  constructor(private readonly pack: Pack) {}

  async add(name: string, content: Buffer): Promise<void> {
    this.hashes[name] = createHash('sha256').update(content).digest('hex');
    await new Promise<void>((resolve, reject) => {
      this.pack.entry({ name, mode: 0o600 }, content, (error) => {
        if (error) reject(error);
        else resolve();
      });
    });
  }
}

/** A photo; null when somebody has just taken it away. */
const photoAt = (path: string): Promise<Buffer | null> =>
  readFile(path).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  });

const lineOf = ({ kind, fact }: RawFact): string => `${JSON.stringify([kind, fact])}\n`;

async function writeMembers(pack: Pack, snapshot: Snapshot, photos: string, at: string): Promise<Manifest> {
  const members = new Members(pack);
  const counts: Record<string, number> = {};
  let batch: RawFact[] = [];
  let number = 0;
  const flush = async (): Promise<void> => {
    if (batch.length === 0) return;
    number += 1;
    const name = `${FACTS}${String(number).padStart(6, '0')}.jsonl`;
    await members.add(name, Buffer.from(batch.map(lineOf).join('')));
    batch = [];
  };
  for await (const town of snapshot.towns())
    for (const raw of town) {
      counts[raw.kind] = (counts[raw.kind] ?? 0) + 1;
      batch.push(raw);
      if (batch.length === FACTS_A_MEMBER) await flush();
    }
  await flush();
  for (const path of (await filesBelow(photos)).filter(isKept)) {
    const content = await photoAt(join(photos, path));
    if (content) await members.add(PHOTOS + path, content);
  }
  const { schema, version } = snapshot;
  const manifest: Manifest = {
    format: BACKUP_FORMAT,
    schema,
    version,
    at,
    counts,
    members: { ...members.hashes },
  };
  // Last, so that a file that was cut short has none.
  await members.add(MANIFEST, Buffer.from(JSON.stringify(manifest)));
  pack.finalize();
  return manifest;
}

/**
 * Gives a file its name over nothing. The name is taken first, and then replaced: a link would do both at once, but a USB
 * stick's file system (FAT, exFAT) has none.
 */
async function giveName(temporary: string, file: string): Promise<void> {
  await (await open(file, 'wx', 0o600)).close();
  try {
    await rename(temporary, file);
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  }
}

/**
 * Writes beside the target first, and then gives it its name: whole, durable, and over nothing.
 *
 * @returns what `write` does
 */
async function writeNew<T>(file: string, write: (temporary: string) => Promise<T>): Promise<T> {
  const taken = `${file} 已经有了，不覆盖；请换一个文件名。`;
  if (await lstat(file).catch(() => null)) throw new StoreError(taken);
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    const written = await write(temporary);
    const handle = await open(temporary, 'r+');
    await handle.sync().finally(() => handle.close());
    await giveName(temporary, file);
    syncFolder(dirname(file));
    return written;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw new StoreError(taken, { cause: error });
    if (code === undefined) throw error;
    throw new StoreError(
      `写不了 ${file}（${(error as Error).message}），没有留下备份。请检查路径、权限和磁盘空间。`,
      { cause: error },
    );
  } finally {
    // Where nothing can be written nothing can be removed either, and that is not what whoever asked must hear.
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}

/**
 * Writes all facts of a snapshot, and photos, into one new file (tar, packed with gzip), and reads it again to be sure of it.
 *
 * @param photos the folder of photos; it need not be there
 * @param at the present instant, ISO 8601
 * @throws StoreError when the file is there already, or cannot be written
 */
export const writeBackup = (
  snapshot: Snapshot,
  photos: string,
  file: string,
  at: string,
): Promise<Manifest> =>
  writeNew(file, async (temporary) => {
    const pack = createPack();
    const [made] = await Promise.all([
      writeMembers(pack, snapshot, photos, at).catch((error: unknown) => {
        pack.destroy(error as Error);
        throw error;
      }),
      pipeline(pack, createGzip(), createWriteStream(temporary, { mode: 0o600, flags: 'wx' })),
    ]);
    await inspectBackup(temporary);
    return made;
  });

/**
 * The same of a place, beside a running server.
 *
 * @throws StoreError when there is nothing to back up, the store is not sound, or the file is there already
 */
export async function backUp(place: StorePlace, photos: string, file: string, at: string): Promise<Manifest> {
  return place.snapshot(async (snapshot) => {
    if (!snapshot) throw new StoreError(`${place.name} 里还没有数据，没有什么可备份。`);
    const { faults } = await verifySnapshot(snapshot);
    if (faults.length > 0)
      throw new StoreError(
        `${place.name} 有 ${faults.length} 处问题，没有备份：先用 pufa verify 看是哪些。\n  ${faults[0] ?? ''}`,
      );
    return writeBackup(snapshot, photos, file, at);
  });
}
