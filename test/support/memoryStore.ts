import {
  SYSTEM,
  type Actor,
  type Kind,
  type ReadTransaction,
  type Rehearsal,
  type Store,
  type Swap,
  type WriteTransaction,
} from '../../src/facts/index.js';
import { State } from '../../src/store/state.js';
import { swapIn } from '../../src/store/swaps.js';
import { Overlay, rehearseOn } from '../../src/store/transaction.js';
import { touchedBy, TownVersions } from '../../src/store/versions.js';

/** The real transactions without a file, for tests that write thousands of times. Writes run one after another. */
export class MemoryStore implements Store {
  readonly #state = new State();
  #turn: Promise<unknown> = Promise.resolve();
  readonly #versions = new TownVersions();
  #writes = 0;
  readonly self = 'alone';

  constructor(private readonly now: () => string) {}

  read<T>(fn: (transaction: ReadTransaction) => Promise<T>): Promise<T> {
    return fn(this.#state);
  }

  write<T>(actor: Actor, fn: (transaction: WriteTransaction) => Promise<T>): Promise<T> {
    const mine = this.#turn.then(async () => {
      const overlay = new Overlay(this.#state, actor, this.now());
      const result = await fn(overlay);
      this.#writes += 1;
      const changes = await overlay.changesFor(() => this.#writes);
      this.#state.apply(changes);
      this.#versions.grow(touchedBy(changes));
      return result;
    });
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  versionOf(town: string, ...kinds: readonly Kind[]): number {
    return this.#versions.of(town, kinds);
  }

  gone(names: readonly string[]): Promise<ReadonlySet<string>> {
    return Promise.resolve(new Set(names.filter((name) => name !== this.self)));
  }

  leads(): Promise<boolean> {
    return Promise.resolve(true);
  }

  shares(_task: string, of: number): Promise<ReadonlySet<number>> {
    return Promise.resolve(new Set(Array(of).keys()));
  }

  swap(_town: string, swaps: readonly Swap[]): Promise<ReadonlySet<string>> {
    return this.write(SYSTEM, (transaction) => swapIn(transaction, swaps));
  }

  rehearse<T>(actor: Actor, fn: (transaction: WriteTransaction) => Promise<T>): Promise<Rehearsal<T>> {
    return rehearseOn(this.#state, actor, this.now(), fn);
  }

  async close(): Promise<void> {
    await this.#turn;
  }
}
