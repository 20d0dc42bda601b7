import { join } from 'node:path';
import type { Store } from '../../src/facts/index.js';
import { openStore } from '../../src/store/index.js';
import { closeAtEnd, freshFolder } from '../support/folder.js';
import { freshDatabase } from '../support/postgres/index.js';

export const NOW = '2026-11-23T10:00:00+08:00';

/** An empty place for facts. */
export interface Place {
  /** Opens it; a test that closes it itself may do so. */
  readonly open: (now?: string) => Promise<Store>;
}

async function place(databaseUrl?: string): Promise<Place> {
  const dir = join(freshFolder(), 'data');
  return Promise.resolve({
    open: async (now = NOW) => {
      const store = await openStore({ dir, databaseUrl, now: () => now });
      const close = store.close.bind(store);
      let closing: Promise<void> | undefined;
      store.close = () => (closing ??= close());
      closeAtEnd(() => store.close());
      return store;
    },
  });
}

/** Both stores: whatever is true of one is true of the other. */
export const OPENERS: readonly (readonly [string, () => Promise<Place>])[] = [
  ['lowdb', () => place()],
  ['PostgreSQL', async () => place(await freshDatabase())],
];
