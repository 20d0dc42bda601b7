import type { ReadTransaction, Store } from '../facts/index.js';
import { openFolder, readFolder } from './lowdb/openFolder.js';
import { openDatabase, readDatabase } from './postgres/postgresStore.js';

/** Where the facts of an installation are. */
export interface StoreAddress {
  /** The data folder. */
  readonly dir: string;
  /** `postgres://…`; left out: the facts are in the folder. */
  readonly databaseUrl?: string | undefined;
}

export interface StoreOptions extends StoreAddress {
  /** The present instant, ISO 8601. */
  readonly now: () => string;
}

/**
 * Opens the store of an installation.
 *
 * @throws StoreError with the remedy when it cannot be opened
 */
export const openStore = ({ dir, databaseUrl, now }: StoreOptions): Promise<Store> =>
  databaseUrl === undefined ? openFolder({ dir, now }) : openDatabase({ url: databaseUrl, now });

/**
 * Runs `fn` on the facts as they stand, beside a running server; nothing is locked or changed.
 *
 * @throws StoreError when there is no store, or it is not sound
 */
export const readFacts = async <T>(
  { dir, databaseUrl }: StoreAddress,
  fn: (transaction: ReadTransaction) => Promise<T>,
): Promise<T> => (databaseUrl === undefined ? fn(await readFolder(dir)) : readDatabase(databaseUrl, fn));
