import type { Actor, ReadTransaction, Rehearsal, Store, WriteTransaction } from '../../src/facts/index.js';
import { State } from '../../src/store/state.js';
import { Overlay, rehearseOn } from '../../src/store/transaction.js';

/** The real transactions without a file, for tests that write thousands of times. Writes run one after another. */
export class MemoryStore implements Store {
  readonly #state = new State();
  #turn: Promise<unknown> = Promise.resolve();
  version = 0;
  readonly shared = false;

  constructor(private readonly now: () => string) {}

  read<T>(fn: (transaction: ReadTransaction) => Promise<T>): Promise<T> {
    return fn(this.#state);
  }

  write<T>(actor: Actor, fn: (transaction: WriteTransaction) => Promise<T>): Promise<T> {
    const mine = this.#turn.then(async () => {
      const overlay = new Overlay(this.#state, actor, this.now());
      const result = await fn(overlay);
      this.version += 1;
      this.#state.apply(await overlay.changesFor(this.version));
      return result;
    });
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  leads(): Promise<boolean> {
    return Promise.resolve(true);
  }

  rehearse<T>(actor: Actor, fn: (transaction: WriteTransaction) => Promise<T>): Promise<Rehearsal<T>> {
    return rehearseOn(this.#state, actor, this.now(), fn);
  }

  async close(): Promise<void> {
    await this.#turn;
  }
}
