import {
  KIND_NAMES,
  KINDS,
  type FactOf,
  type Kind,
  type QueryOf,
  type ReadTransaction,
} from '../facts/index.js';

/** A fact put, or taken away (undefined). */
export interface Change {
  readonly kind: Kind;
  readonly key: string;
  readonly fact: FactOf<Kind> | undefined;
}

export const keyOf = (town: string, id: string): string => `${town}/${id}`;

/** All facts by kind, in memory. */
export class State implements ReadTransaction {
  readonly #maps = new Map<Kind, Map<string, FactOf<Kind>>>(KIND_NAMES.map((kind) => [kind, new Map()]));

  of<K extends Kind>(kind: K): Map<string, FactOf<K>> {
    return this.#maps.get(kind) as unknown as Map<string, FactOf<K>>;
  }

  apply(changes: Iterable<Change>): void {
    for (const { kind, key, fact } of changes)
      if (fact) this.of(kind).set(key, fact);
      else this.of(kind).delete(key);
  }

  copy(): State {
    const other = new State();
    for (const kind of KIND_NAMES) for (const [key, fact] of this.of(kind)) other.of(kind).set(key, fact);
    return other;
  }

  get<K extends Kind>(kind: K, town: string, id: string): Promise<FactOf<K> | undefined> {
    return Promise.resolve(this.of(kind).get(keyOf(town, id)));
  }

  find<K extends Kind>(kind: K, query: QueryOf<K>): Promise<readonly FactOf<K>[]> {
    return Promise.resolve(filterFacts(kind, query, this.of(kind).values()));
  }
}

/** Those of `facts` that answer `query`. */
export function filterFacts<K extends Kind>(
  kind: K,
  query: QueryOf<K>,
  facts: Iterable<FactOf<K>>,
): FactOf<K>[] {
  const matches = KINDS[kind].matches as (query: QueryOf<K>, fact: FactOf<K>) => boolean;
  return [...facts].filter((fact) => matches(query, fact));
}
