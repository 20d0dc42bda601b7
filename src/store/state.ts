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
  readonly town: string;
  readonly id: string;
  readonly fact: FactOf<Kind> | undefined;
}

/** One string a town and id; neither a town's id nor another's ever holds a slash before the first. */
export const keyOf = (town: string, id: string): string => `${town}/${id}`;

/** Whether a fact answers a query. */
export function answers<K extends Kind>(kind: K, query: QueryOf<K>, fact: FactOf<K>): boolean {
  const matches = KINDS[kind].matches as (query: QueryOf<K>, fact: FactOf<K>) => boolean;
  return matches(query, fact);
}

/** All facts by kind, in memory. */
export class State implements ReadTransaction {
  readonly #maps = new Map<Kind, Map<string, FactOf<Kind>>>(KIND_NAMES.map((kind) => [kind, new Map()]));

  of<K extends Kind>(kind: K): Map<string, FactOf<K>> {
    return this.#maps.get(kind) as unknown as Map<string, FactOf<K>>;
  }

  apply(changes: Iterable<Change>): void {
    for (const { kind, town, id, fact } of changes)
      if (fact) this.of(kind).set(keyOf(town, id), fact);
      else this.of(kind).delete(keyOf(town, id));
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
    return Promise.resolve([...this.of(kind).values()].filter((fact) => answers(kind, query, fact)));
  }
}
