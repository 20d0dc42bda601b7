import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { byTown, type RawFact, type StorePlace } from '../dump.js';
import { StoreError } from '../errors.js';
import { copyDurably, replaceFile } from './durableFile.js';
import { generationsIn, versionOf } from './generations.js';
import { lockFolder } from './lock.js';
import { hasStore } from './openFolder.js';
import { fileIn, sealed, stateOf, storeFileOf, unsealed } from './storeFile.js';

async function opened(name: string) {
  let text: string;
  try {
    text = await readFile(name, 'utf8');
  } catch (error) {
    throw new StoreError(`读不了 ${name}，请检查权限和磁盘。`, { cause: error });
  }
  return unsealed(text, name);
}

/** Nothing that was ever written there has a higher version. */
async function newestVersion(dir: string): Promise<number> {
  const [newest] = generationsIn(dir);
  const present = await opened(fileIn(dir)).then(
    ({ version }) => version,
    () => 0,
  );
  return Math.max(present, newest === undefined ? 0 : versionOf(newest));
}

/** The data folder of the embedded store. */
export function folderPlace(dir: string): StorePlace {
  const file = fileIn(dir);
  return {
    name: dir,
    snapshot: async (work) => {
      if (!hasStore(dir)) {
        if (generationsIn(dir).length > 0) throw new StoreError(`${dir} 用过，但 ${file} 不见了。`);
        return work(null);
      }
      const { schema, version, facts } = await opened(file);
      return work({
        schema,
        version,
        towns: () => toAsync(byTown(facts)),
      });
    },
    alone: async (work) => {
      const unlock = lockFolder(dir);
      try {
        return await work();
      } finally {
        unlock();
      }
    },
    replace: async ({ schema, version, towns }) => {
      const facts: RawFact[] = [];
      for await (const town of towns()) facts.push(...town);
      // Higher than all there was: copies are kept by version, and the trail goes on from it.
      const next = Math.max(version, await newestVersion(dir)) + 1;
      mkdirSync(dir, { recursive: true, mode: 0o700 });
      await replaceFile(file, sealed(storeFileOf(stateOf({ schema, facts }, dir), next)));
    },
    keepIn: async (folder) => {
      if (!hasStore(dir)) return false;
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      await copyDurably(file, join(folder, basename(file)));
      return true;
    },
    faultsOfCopies: async () => {
      const faults: string[] = [];
      for (const copy of generationsIn(dir)) {
        try {
          const { schema, facts } = await opened(copy);
          stateOf({ schema, facts }, copy);
        } catch (error) {
          faults.push(`备份已经不能用：${error instanceof Error ? error.message : String(error)}`);
        }
      }
      return faults;
    },
  };
}

async function* toAsync<T>(items: Iterable<T>): AsyncGenerator<T> {
  for (const item of items) yield await Promise.resolve(item);
}
