import type { Kind } from '../facts/index.js';

/** A fact as it was found, not yet held against its schema. */
export interface RawFact {
  readonly kind: Kind;
  readonly fact: unknown;
}

/** All facts of a store at one moment. */
export interface Snapshot {
  readonly version: number;
  /** The format of the facts. */
  readonly schema: number;
  /** A town at a time, so that a province need not stand in memory at once. */
  readonly towns: () => AsyncIterable<readonly RawFact[]>;
}

/** A place where facts are kept, for those who handle all of them: backup, restore, verify, migrate. */
export interface StorePlace {
  /** How messages call it; no password is in it. */
  readonly name: string;
  /**
   * Runs `work` on what stands there at this moment, beside a running server; null where there is no store yet.
   *
   * @throws StoreError when it is not sound
   */
  snapshot<T>(work: (snapshot: Snapshot | null) => Promise<T>): Promise<T>;
  /** Runs `work` while no server can open the place. @throws StoreError naming who has it open */
  alone<T>(work: () => Promise<T>): Promise<T>;
  /** Puts these in the place of all that stands there, wholly or not at all; for one who is alone. */
  replace(snapshot: Snapshot): Promise<void>;
  /** What is wrong with the copies that are kept there. */
  faultsOfCopies(): Promise<readonly string[]>;
  /** Keeps a copy of what stands there, sound or not, in a folder. @returns whether there was anything */
  keepIn(folder: string): Promise<boolean>;
}

/** The facts in groups of one town, in the order in which towns first appear. */
export function* byTown(facts: Iterable<RawFact>): Generator<readonly RawFact[]> {
  const towns = new Map<string, RawFact[]>();
  for (const raw of facts) {
    const town = String((raw.fact as { town?: unknown } | null)?.town);
    const group = towns.get(town);
    if (group) group.push(raw);
    else towns.set(town, [raw]);
  }
  yield* towns.values();
}
