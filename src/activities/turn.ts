/** One work after another, in the order in which they came. */
export class Turn {
  #last: Promise<unknown> = Promise.resolve();

  /** Runs `work` when all that came before has ended, however it ended. */
  take<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work);
    this.#last = mine.catch(() => undefined);
    return mine;
  }
}
