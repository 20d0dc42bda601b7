import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import type {
  Actor,
  Kind,
  ReadTransaction,
  Rehearsal,
  Store,
  Swap,
  WriteTransaction,
} from '../../facts/index.js';
import { StoreError } from '../errors.js';
import {
  connectionOptions,
  mayTryAgain,
  nameOfDatabase,
  poolOptions,
  queriesOf,
  storeErrorOf,
} from './connection.js';
import { AGAIN_MS, Listener } from './listener.js';
import { WHO_IS_GONE } from './locks.js';
import { hasTables, migrateTables } from './migrations.js';
import { SqlReader } from './sqlReader.js';
import { swapStatements, type Named } from './swaps.js';
import { Teller } from './teller.js';
import { rehearseOn } from '../transaction.js';
import { TownVersions, type Touched } from '../versions.js';
import { MOST_TRIES, Writer } from './writer.js';

/** Connections of a process beside the one that listens: one writes, the others read. */
const CONNECTIONS = 9;

/** How long a process that lost its connection may take to be there again, in milliseconds. */
const RETURN_MS = 4 * AGAIN_MS;

/** Names of processes that are remembered; each start is one. */
const MOST_MISSED = 1000;

const CLOSED = '数据库已经关闭，这次修改没有保存。';

export interface DatabaseOptions {
  /** `postgres://user:password@host:port/database`. */
  readonly url: string;
  /** The present instant, ISO 8601. */
  readonly now: () => string;
}

/** Runs `work` on a connection of its own. @throws StoreError with the remedy when there is none to be had */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(connectionOptions(url));
  // Its loss is told by the statement that meets it.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } catch (error) {
    throw storeErrorOf(error, url);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Runs `fn` on one moment of the facts. */
export async function atOneMoment<T>(
  client: pg.ClientBase,
  fn: (transaction: ReadTransaction) => Promise<T>,
): Promise<T> {
  await client.query('begin isolation level repeatable read read only');
  try {
    return await fn(new SqlReader(queriesOf(client)));
  } finally {
    // Nothing was changed, so it ends the same way whatever happened.
    await client.query('rollback');
  }
}

/**
 * The facts as they stand in a database, beside running servers.
 *
 * @throws StoreError when it cannot be reached, or holds no store
 */
export const readDatabase = <T>(url: string, fn: (transaction: ReadTransaction) => Promise<T>): Promise<T> =>
  withClient(url, async (client) => {
    if (!(await hasTables(client, nameOfDatabase(url))))
      throw new StoreError(`${nameOfDatabase(url)} 里还没有数据，请先运行 pufa start。`);
    return atOneMoment(client, fn);
  });

/**
 * Opens the store of a database, and makes its tables where there are none.
 *
 * @throws StoreError with the remedy when it cannot be reached or used
 */
export async function openDatabase({ url, now }: DatabaseOptions): Promise<Store> {
  await withClient(url, (client) => migrateTables(client, nameOfDatabase(url)));
  const store = new PostgresStore(url, now);
  try {
    await store.listen();
    return store;
  } catch (error) {
    await store.close();
    throw storeErrorOf(error, url);
  }
}

/** PostgreSQL behind `Store`, for several processes. */
class PostgresStore implements Store {
  readonly self = randomBytes(9).toString('base64url');
  readonly #pool: pg.Pool;
  readonly #listener: Listener;
  readonly #writer: Writer;
  readonly #teller: Teller;
  readonly #versions = new TownVersions();
  /** Processes that were missed twice: when they are missed again, nobody need wait. */
  readonly #missedBefore = new Set<string>();
  #closed = false;

  constructor(
    private readonly url: string,
    private readonly now: () => string,
  ) {
    this.#pool = new pg.Pool(poolOptions(url, CONNECTIONS));
    // An idle connection that is lost is replaced by the next that is needed.
    this.#pool.on('error', () => undefined);
    // One in use says so to the question that meets it; unheard, the event would end the program.
    this.#pool.on('connect', (client) => {
      client.on('error', () => undefined);
    });
    const grow = (touched: readonly Touched[] | null): void => {
      this.#versions.grow(touched);
    };
    this.#listener = new Listener({
      url,
      name: this.self,
      onChange: ({ by, touched }) => {
        if (by !== this.self) grow(touched);
      },
      onMissed: () => {
        grow(null);
      },
    });
    this.#teller = new Teller({
      query: async (text, values = [], name) =>
        (await this.#pool.query({ text, values: [...values], ...(name !== undefined && { name }) }))
          .rows as never[],
      name: this.self,
    });
    this.#writer = new Writer({ pool: this.#pool, now, name: this.self, onStored: grow });
  }

  listen(): Promise<void> {
    return this.#listener.start();
  }

  /** While nobody tells of others' writes, any moment may have brought one. */
  versionOf(town: string, ...kinds: readonly Kind[]): number {
    if (!this.#listener.hears) this.#versions.grow(null);
    return this.#versions.of(town, kinds);
  }

  async gone(names: readonly string[]): Promise<ReadonlySet<string>> {
    const missing = async (of: readonly string[]): Promise<string[]> => {
      const rows = await this.#listener.ask<{ name: string }>(WHO_IS_GONE, [of]);
      return rows.map(({ name }) => name).filter((name) => name !== this.self);
    };
    try {
      const first = await missing(names);
      const firstMissed = first.filter((name) => !this.#missedBefore.has(name));
      if (firstMissed.length === 0) return new Set(first);
      // Whoever has just lost its connection and runs on will have made another by then.
      await setTimeout(RETURN_MS);
      const gone = await missing(first);
      if (this.#missedBefore.size > MOST_MISSED) this.#missedBefore.clear();
      for (const name of gone) this.#missedBefore.add(name);
      return new Set(gone);
    } catch (error) {
      throw storeErrorOf(error, this.url);
    }
  }

  leads(task: string): Promise<boolean> {
    return this.#listener.leads(task);
  }

  shares(task: string, of: number): Promise<ReadonlySet<number>> {
    return this.#listener.shares(task, of);
  }

  async read<T>(fn: (transaction: ReadTransaction) => Promise<T>): Promise<T> {
    let client: pg.PoolClient | undefined;
    let failure: unknown;
    try {
      client = await this.#pool.connect();
      return await atOneMoment(client, fn);
    } catch (error) {
      failure = error;
      throw storeErrorOf(error, this.url);
    } finally {
      // Only what PostgreSQL or the network says speaks against the connection.
      client?.release(failure !== undefined && storeErrorOf(failure, this.url) !== failure);
    }
  }

  rehearse<T>(actor: Actor, fn: (transaction: WriteTransaction) => Promise<T>): Promise<Rehearsal<T>> {
    return this.read((facts) => rehearseOn(facts, actor, this.now(), fn));
  }

  async write<T>(actor: Actor, fn: (transaction: WriteTransaction) => Promise<T>): Promise<T> {
    if (this.#closed) throw new StoreError(CLOSED);
    try {
      return await new Promise<T>((resolve, reject) => {
        this.#writer.add({
          actor,
          fn,
          done: (result) => {
            resolve(result as T);
          },
          failed: reject,
        });
      });
    } catch (error) {
      throw storeErrorOf(error, this.url);
    }
  }

  async #swapped(statement: Named, tries = 1): Promise<readonly string[]> {
    try {
      const { name, text, values } = statement;
      const { rows } = await this.#pool.query<{ ids: string[] }>({ name, text, values: [...values] });
      return rows.flatMap(({ ids }) => ids);
    } catch (error) {
      if (mayTryAgain(error) && tries < MOST_TRIES)
        return this.#swapped(statement.other ?? statement, tries + 1);
      throw storeErrorOf(error, this.url);
    }
  }

  async swap(town: string, swaps: readonly Swap[]): Promise<ReadonlySet<string>> {
    if (this.#closed) throw new StoreError(CLOSED);
    const stored = new Set<string>();
    let isKnown = true;
    try {
      for (const statement of swapStatements(town, swaps)) {
        isKnown = false;
        for (const id of await this.#swapped(statement)) stored.add(id);
        isKnown = true;
      }
      return stored;
    } finally {
      // What was not stored somebody else has been at, whether or not it was heard of.
      if (swaps.length > 0) this.#versions.grow([{ town, kinds: ['deliveries'] }]);
      if (stored.size > 0 || !isKnown) this.#teller.tell(town);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#writer.idle();
    await this.#teller.close();
    await this.#listener.close();
    await this.#pool.end();
  }
}
