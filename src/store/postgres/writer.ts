import pg from 'pg';
import type { Actor, WriteTransaction } from '../../facts/index.js';
import { StoreUnavailableError } from '../errors.js';
import { Layer } from '../layer.js';
import { Overlay } from '../transaction.js';
import { touchedBy, type Touched } from '../versions.js';
import { isOfConnection, mayTryAgain, queriesOf, type Query } from './connection.js';
import { TELL, toldOf } from './telling.js';
import { SqlReader, TownLocks } from './sqlReader.js';
import { changingStatement } from './statements.js';

/** A write that waits for its turn. */
export interface Waiting {
  readonly actor: Actor;
  readonly fn: (transaction: WriteTransaction) => Promise<unknown>;
  readonly done: (result: unknown) => void;
  readonly failed: (error: unknown) => void;
}

/** Writes that share one transaction; more would make the first of them wait. */
const MOST_TOGETHER = 100;

/** How often a transaction that lost against another is tried. */
export const MOST_TRIES = 5;

interface Outcome {
  readonly write: Waiting;
  readonly settle: () => void;
}

export interface WriterOptions {
  readonly pool: pg.Pool;
  /** The present instant, ISO 8601. */
  readonly now: () => string;
  /** What this process calls itself when it tells others of a write. */
  readonly name: string;
  /** Facts were stored. */
  readonly onStored: (touched: readonly Touched[]) => void;
}

/**
 * Numbers writes so that the trail of a town follows them: each number is higher than any that was given before the town was
 * entered. Those left of what was asked for at once are too old when one more town has been.
 *
 * @returns the next number; `most` writes may still want one. A sequence may leave numbers out.
 */
function numbersIn(query: Query, locks: TownLocks): (most: number) => Promise<number> {
  let ready: number[] = [];
  let entered = 0;
  return async (most) => {
    if (entered !== locks.size) {
      entered = locks.size;
      ready = [];
      // It has come with the lock, so that most writes need not ask for theirs.
      return locks.number();
    }
    if (ready.length === 0) {
      const rows = await query<{ version: string }>(
        `select nextval('pufa.version') as version from generate_series(1, $1)`,
        [most],
      );
      ready = rows.map(({ version }) => Number(version));
    }
    const next = ready.shift();
    if (next === undefined) throw new Error('a sequence gave no number');
    return next;
  };
}

/**
 * The writes of one process, one after another, each on what those before it have left; all that wait when a
 * transaction begins share it (group commit). What fails in one of them does not touch the others.
 */
export class Writer {
  #waiting: Waiting[] = [];
  #working: Promise<void> | undefined;

  constructor(private readonly options: WriterOptions) {}

  add(write: Waiting): void {
    this.#waiting.push(write);
    this.#working ??= this.#work();
  }

  /** Resolves when nothing waits any more. */
  async idle(): Promise<void> {
    await this.#working;
  }

  async #work(): Promise<void> {
    while (this.#waiting.length > 0) {
      // Let writes that are ready in this turn of the loop join the same transaction.
      await new Promise<void>((resume) => setImmediate(resume));
      const batch = this.#waiting.splice(0, MOST_TOGETHER);
      for (const { settle } of await this.#run(batch)) settle();
    }
    this.#working = undefined;
  }

  async #run(batch: readonly Waiting[], tries = 1): Promise<Outcome[]> {
    const failed = (error: unknown): Outcome[] =>
      batch.map((write) => ({
        write,
        settle: () => {
          write.failed(error);
        },
      }));
    try {
      return await this.#transaction(batch);
    } catch (error) {
      if (mayTryAgain(error) && tries < MOST_TRIES) return this.#run(batch, tries + 1);
      if (error instanceof StoreUnavailableError || isOfConnection(error) || batch.length === 1)
        return failed(error);
      // One of them has broken the transaction for all: each by itself, and only that one fails.
      const outcomes: Outcome[] = [];
      for (const write of batch) outcomes.push(...(await this.#run([write])));
      return outcomes;
    }
  }

  /** @throws when nothing of it is stored; StoreUnavailableError when nobody knows */
  async #transaction(batch: readonly Waiting[]): Promise<Outcome[]> {
    const client = await this.options.pool.connect();
    let broken = true;
    try {
      const query = queriesOf(client);
      await query('begin');
      const outcomes = await this.#lay(query, batch);
      await this.#commit(query);
      broken = false;
      return outcomes;
    } catch (error) {
      if (!isOfConnection(error) && !(error instanceof StoreUnavailableError))
        broken = await client.query('rollback').then(
          () => false,
          () => true,
        );
      throw error;
    } finally {
      client.release(broken);
    }
  }

  /** Runs the writes over one another, and sends what they put. */
  async #lay(query: Query, batch: readonly Waiting[]): Promise<Outcome[]> {
    const { now, name } = this.options;
    const locks = new TownLocks(query);
    const layer = new Layer(new SqlReader(query, locks.enter));
    const numbers = numbersIn(query, locks);
    const outcomes: Outcome[] = [];
    for (const [index, write] of batch.entries()) {
      try {
        const overlay = new Overlay(layer, write.actor, now());
        const result = await write.fn(overlay);
        layer.apply(await overlay.changesFor(() => numbers(batch.length - index)));
        const settle = (): void => {
          write.done(result);
        };
        outcomes.push({ write, settle });
      } catch (error) {
        if (error instanceof pg.DatabaseError || isOfConnection(error)) throw error;
        const settle = (): void => {
          write.failed(error);
        };
        outcomes.push({ write, settle });
      }
    }
    const { changes } = layer;
    if (changes.length === 0) return outcomes;
    const touched = touchedBy(changes);
    for (const { town } of touched) await locks.enter(town);
    const telling = { text: TELL, values: [toldOf({ by: name, touched })] };
    const { text, values } = changingStatement(changes, telling);
    await query(text, values);
    const [first, ...rest] = outcomes;
    // Whoever is told that something is stored sees it: the version grows before.
    return first
      ? [
          {
            ...first,
            settle: () => {
              this.options.onStored(touched);
              first.settle();
            },
          },
          ...rest,
        ]
      : [];
  }

  async #commit(query: Query): Promise<void> {
    try {
      await query('commit');
    } catch (error) {
      if (!isOfConnection(error)) throw error;
      throw new StoreUnavailableError(
        '保存时与数据库的连接断了，不知道这次修改有没有存下；请刷新看一看，没有的话再做一次。',
        { cause: error },
      );
    }
  }
}
