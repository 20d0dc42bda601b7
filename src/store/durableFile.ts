import { closeSync, fsyncSync, openSync } from 'node:fs';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Adapter } from 'lowdb';

/** Makes a rename or a new file in `dir` survive a power cut. */
function syncFolder(dir: string): void {
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
export async function replaceFile(file: string, text: string): Promise<void> {
  const temporary = join(dirname(file), `.${basename(file)}.tmp`);
  try {
    const handle = await open(temporary, 'w', 0o600);
    try {
      await handle.writeFile(text);
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
  replaceFile(to, await readFile(from, 'utf8'));

/** lowdb's own adapter never calls fsync, and writes pretty JSON; this one does the first and not the second. */
export class DurableJsonFile<T> implements Adapter<T> {
  constructor(readonly file: string) {}

  /** Null when there is no such file. @throws SyntaxError when it is no JSON */
  async read(): Promise<T | null> {
    try {
      return JSON.parse(await readFile(this.file, 'utf8')) as T;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  }

  async write(data: T): Promise<void> {
    await replaceFile(this.file, JSON.stringify(data));
  }
}
