import type { Query } from './connection.js';
import { HOW_MANY_TAKE_PART, LET_GO, TAKE_PART, TRY_TO_LEAD } from './locks.js';

/**
 * A process's shares of one task, on the connection that holds them: about as many as every other's that takes part. Whoever
 * has more than that lets go of some, and whoever has fewer takes what nobody holds; so none is left over, and what a
 * process that ends had is soon another's.
 */
export class Shares {
  readonly #mine = new Set<number>();
  #takesPart = false;

  /** @param of how many shares the task has */
  constructor(
    private readonly query: Query,
    private readonly task: string,
    private readonly of: number,
  ) {}

  #nameOf(share: number): string {
    return `${this.task} ${share}`;
  }

  /** What is this process's from now on, until it asks again or the connection is lost. */
  async settle(): Promise<ReadonlySet<number>> {
    if (!this.#takesPart) await this.query(TAKE_PART, [this.task]);
    this.#takesPart = true;
    const [among] = await this.query<{ processes: number }>(HOW_MANY_TAKE_PART, [this.task]);
    const most = Math.ceil(this.of / Math.max(1, among?.processes ?? 1));
    for (const share of [...this.#mine].slice(most)) {
      this.#mine.delete(share);
      await this.query(LET_GO, [this.#nameOf(share)]);
    }
    for (let share = 0; share < this.of && this.#mine.size < most; share += 1) {
      if (this.#mine.has(share)) continue;
      const [led] = await this.query<{ done: boolean }>(TRY_TO_LEAD, [this.#nameOf(share)]);
      if (led?.done === true) this.#mine.add(share);
    }
    return new Set(this.#mine);
  }
}
