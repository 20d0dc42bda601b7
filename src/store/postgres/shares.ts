import type { Query } from './connection.js';
import { LET_GO_OF_SHARES, TAKE_PART, TRY_TO_LEAD_SHARES, WHO_TAKES_PART } from './locks.js';

/**
 * A process's shares of one task, on the connection that holds them: about as many as every other's that takes part. Whoever
 * has more than that lets go of some, and whoever has fewer takes what nobody holds; so none is left over, and what a
 * process that ends had is soon another's.
 */
export class Shares {
  readonly #mine = new Set<number>();
  /** Sessions that took part when it last asked. */
  #partners: readonly number[] = [];
  #takesPart = false;

  /**
   * @param of how many shares the task has
   * @param onEnd one that took part does so no more, and whether it told of all that it had stored nobody knows
   */
  constructor(
    private readonly query: Query,
    private readonly task: string,
    private readonly of: number,
    private readonly onEnd: () => void,
  ) {}

  /** What is this process's from now on, until it asks again or the connection is lost. */
  async settle(): Promise<ReadonlySet<number>> {
    if (!this.#takesPart) await this.query(TAKE_PART, [this.task]);
    this.#takesPart = true;
    const [there] = await this.query<{ pids: readonly number[] }>(WHO_TAKES_PART, [this.task]);
    const partners = there?.pids ?? [];
    if (this.#partners.some((partner) => !partners.includes(partner))) this.onEnd();
    this.#partners = partners;
    const most = Math.ceil(this.of / Math.max(1, partners.length));
    const beyond = [...this.#mine].slice(most);
    for (const share of beyond) this.#mine.delete(share);
    if (beyond.length > 0) await this.query(LET_GO_OF_SHARES, [this.task, beyond]);
    const others = Array.from({ length: this.of }, (_, share) => share).filter(
      (share) => !this.#mine.has(share),
    );
    // As many at once as are wanting: where nobody has any, that is one question.
    while (others.length > 0 && this.#mine.size < most) {
      const tried = others.splice(0, most - this.#mine.size);
      const rows = await this.query<{ share: number }>(TRY_TO_LEAD_SHARES, [this.task, tried]);
      for (const { share } of rows) this.#mine.add(share);
    }
    return new Set(this.#mine);
  }
}
