import type { FactOf, Kind, QueryOf, ReadTransaction } from '../facts/index.js';
import { answers, keyOf, type Change } from './state.js';

/** Changes laid over facts that stay as they are. */
export class Layer implements ReadTransaction {
  readonly #changes = new Map<Kind, Map<string, Change>>();

  constructor(private readonly base: ReadTransaction) {}

  /** Every change, the last one of each fact. */
  get changes(): Change[] {
    return [...this.#changes.values()].flatMap((ofKind) => [...ofKind.values()]);
  }

  apply(changes: Iterable<Change>): void {
    for (const change of changes) {
      const ofKind = this.#changes.get(change.kind) ?? new Map<string, Change>();
      this.#changes.set(change.kind, ofKind);
      ofKind.set(keyOf(change.town, change.id), change);
    }
  }

  get<K extends Kind>(kind: K, town: string, id: string): Promise<FactOf<K> | undefined> {
    const change = this.#changes.get(kind)?.get(keyOf(town, id));
    return change ? Promise.resolve(change.fact as FactOf<K> | undefined) : this.base.get(kind, town, id);
  }

  async find<K extends Kind>(kind: K, query: QueryOf<K>): Promise<readonly FactOf<K>[]> {
    const below = await this.base.find(kind, query);
    const changed = this.#changes.get(kind);
    if (!changed) return below;
    const here = [...changed.values()].flatMap(({ fact }) =>
      fact && answers(kind, query, fact as FactOf<K>) ? [fact as FactOf<K>] : [],
    );
    return [...below.filter(({ town, id }) => !changed.has(keyOf(town, id))), ...here];
  }
}
