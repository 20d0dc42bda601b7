/** More towns than any installation edits between two starts; beyond it, all of them count as changed once. */
const MOST_TOWNS = 10_000;

/** How often the facts of each town have changed, as far as this process has heard. */
export class TownVersions {
  #all = 0;
  readonly #ofTown = new Map<string, number>();

  of(town: string): number {
    return this.#all + (this.#ofTown.get(town) ?? 0);
  }

  grow(towns: Iterable<string>): void {
    for (const town of towns) this.#ofTown.set(town, (this.#ofTown.get(town) ?? 0) + 1);
    if (this.#ofTown.size <= MOST_TOWNS) return;
    // A number that was given out for one state must not come again for another, so each town's grows.
    this.#all += Math.max(...this.#ofTown.values()) + 1;
    this.#ofTown.clear();
  }

  /** Anything may have changed. */
  growAll(): void {
    this.#all += 1;
  }
}
