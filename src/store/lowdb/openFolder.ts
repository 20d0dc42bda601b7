import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { ReadTransaction, Store } from '../../facts/index.js';
import { NewerStoreError, StoreError } from '../errors.js';
import { SCHEMA } from '../migrations.js';
import { State } from '../state.js';
import { replaceFile } from './durableFile.js';
import { generationsIn, keepFormer, keepGeneration } from './generations.js';
import { cannotWrite, lockFolder } from './lock.js';
import { LowdbStore } from './lowdbStore.js';
import { fileIn, sealed, stateOf, storeFileOf, unsealed, type OpenedFile } from './storeFile.js';

export interface FolderOptions {
  /** The folder; made when it is missing. */
  readonly dir: string;
  /** The present instant, ISO 8601. */
  readonly now: () => string;
}

/** Whether a folder holds a store at all. */
export const hasStore = (dir: string): boolean => existsSync(fileIn(dir));

const remedy = (dir: string): string => {
  const [newest] = generationsIn(dir);
  return newest === undefined
    ? '没有可用的备份；若确认这是一个新目录，请清空它再启动。'
    : `最近的一份备份是 ${newest}，请把它复制为 ${fileIn(dir)} 再启动。`;
};

/** The file of a folder as it stands. @throws StoreError with the remedy when it is not sound */
async function readStoreFile(dir: string): Promise<{ file: OpenedFile; state: State }> {
  const name = fileIn(dir);
  try {
    const file = unsealed(await readFile(name, 'utf8'), name);
    return { file, state: stateOf(file, name) };
  } catch (error) {
    if (!(error instanceof StoreError))
      throw new StoreError(`读不了 ${name}。${remedy(dir)}`, { cause: error });
    if (error instanceof NewerStoreError) throw error;
    throw new StoreError(`${error.message}\n${remedy(dir)}`, { cause: error });
  }
}

/** @throws StoreError for a folder without a store */
function mustHaveStore(dir: string): void {
  if (!hasStore(dir)) throw new StoreError(`${dir} 里还没有数据（找不到 store.json），请先运行 pufa start。`);
}

/**
 * The facts as they stand in a folder, beside a running server; nothing is locked or changed.
 *
 * @throws StoreError when there is no store, or it is not sound
 */
export async function readFolder(dir: string): Promise<ReadTransaction> {
  mustHaveStore(dir);
  return (await readStoreFile(dir)).state;
}

/**
 * Opens the store of a folder for this process alone.
 *
 * @throws StoreError when another process owns it, the disk refuses, or a folder in use has lost or broken its file
 */
export async function openFolder({ dir, now }: FolderOptions): Promise<Store> {
  const unlock = lockFolder(dir);
  try {
    const name = fileIn(dir);
    if (!existsSync(name)) {
      if (generationsIn(dir).length > 0)
        throw new StoreError(`${dir} 用过，但 ${name} 不见了。${remedy(dir)}`);
      await replaceFile(name, sealed(storeFileOf(new State(), 0)));
    }
    const { file, state } = await readStoreFile(dir);
    if (file.schema < SCHEMA) {
      await keepFormer(dir, name, file.version, file.schema);
      await replaceFile(name, sealed(storeFileOf(state, file.version)));
    }
    await keepGeneration(dir, name, file.version);
    return new LowdbStore(dir, state, file.version, now, unlock);
  } catch (error) {
    unlock();
    throw (error as NodeJS.ErrnoException).syscall === undefined ? error : cannotWrite(dir, error);
  }
}
