import { closeSync, fsyncSync, openSync } from 'node:fs';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Adapter } from 'lowdb';

/** Makes a rename or a new file in `dir` survive a power cut. */
export function syncFolder(dir: string): void {
  // Windows cannot open a folder to sync it; NTFS keeps its own journal of renames.
  if (process.platform === 'win32') return;
  const handle = openSync(dir, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Replaces `file` whole and durably: temporary file, fsync, rename, fsync of the folder. Others cannot read it. */
export async function replaceFile(file: string, content: string | Buffer): Promise<void> {
  const temporary = join(dirname(file), `.${basename(file)}.tmp`);
  try {
    const handle = await open(temporary, 'w', 0o600);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  syncFolder(dirname(file));
}

/** Copies a file under another name, whole or not at all, durably. */
export const copyDurably = async (from: string, to: string): Promise<void> =>
  replaceFile(to, await readFile(from));

/** lowdb's own adapter never calls fsync, and writes pretty JSON; this one does the first, and writes as it is told. */
export class DurableFile<T> implements Adapter<T> {
  constructor(
    readonly file: string,
    private readonly contentOf: (data: T) => string | Buffer,
  ) {}

  /** What stands in the file is read, and judged, before lowdb is asked. */
  read(): Promise<null> {
    return Promise.resolve(null);
  }

  async write(data: T): Promise<void> {
    await replaceFile(this.file, this.contentOf(data));
  }
}
