import type { Kind } from '../facts/index.js';
import type { Change } from './state.js';

/** The kinds of facts that changed in a town. */
export interface Touched {
  readonly town: string;
  readonly kinds: readonly Kind[];
}

/** What changes touch, each town once. */
export function touchedBy(changes: readonly Change[]): Touched[] {
  const towns = new Map<string, Set<Kind>>();
  for (const { town, kind } of changes) {
    const kinds = towns.get(town);
    if (kinds) kinds.add(kind);
    else towns.set(town, new Set([kind]));
  }
  return [...towns].map(([town, kinds]) => ({ town, kinds: [...kinds] }));
}

/** More counts than the edits of any installation make between two starts; beyond it, everything counts as changed once. */
const MOST_COUNTS = 20_000;

/** How often the facts of each town have changed, as far as this process has heard. */
export class TownVersions {
  #all = 0;
  /** By town, and by town and kind. */
  readonly #counts = new Map<string, number>();

  /** @param kinds of these kinds; none: of any */
  of(town: string, kinds: readonly Kind[] = []): number {
    const keys = kinds.length === 0 ? [town] : kinds.map((kind) => `${town} ${kind}`);
    return keys.reduce((sum, key) => sum + (this.#counts.get(key) ?? 0), this.#all);
  }

  /** @param touched whose facts have changed; null: anybody's may have */
  grow(touched: readonly Touched[] | null): void {
    if (touched === null) this.#all += 1;
    for (const { town, kinds } of touched ?? [])
      for (const key of [town, ...kinds.map((kind) => `${town} ${kind}`)])
        this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
    if (this.#counts.size <= MOST_COUNTS) return;
    // A number that was given out for one state must not come again for another, so each one grows, however many are summed.
    this.#all += [...this.#counts.values()].reduce((sum, count) => sum + count, 1);
    this.#counts.clear();
  }
}
