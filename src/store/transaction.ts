import {
  changesBetween,
  KINDS,
  type Actor,
  type FactOf,
  type Kind,
  type QueryOf,
  type TrailEntry,
  type WriteTransaction,
} from '../facts/index.js';
import { filterFacts, keyOf, type Change, type State } from './state.js';

type Writable = Exclude<Kind, 'trail'>;

/** A fact as the trail may show it. */
function inTrail<K extends Writable>(kind: K, fact: FactOf<K>): FactOf<K> {
  const entry: object = KINDS[kind];
  return 'inTrail' in entry ? (entry.inTrail as (fact: FactOf<K>) => FactOf<K>)(fact) : fact;
}

/** What a write puts, laid over the state it began with; nothing of it shows before it is done. */
export class Overlay implements WriteTransaction {
  readonly #changes = new Map<string, Change>();
  readonly #trail: Omit<TrailEntry, 'id'>[] = [];

  constructor(
    private readonly base: State,
    private readonly actor: Actor,
    /** The instant of the write, ISO 8601. */
    private readonly at: string,
  ) {}

  #current<K extends Kind>(kind: K, key: string): FactOf<K> | undefined {
    const change = this.#changes.get(`${kind}/${key}`);
    return change ? change.fact : this.base.of(kind).get(key);
  }

  #set(kind: Kind, key: string, fact: FactOf<Kind> | undefined): void {
    this.#changes.set(`${kind}/${key}`, { kind, key, fact });
  }

  get<K extends Kind>(kind: K, town: string, id: string): Promise<FactOf<K> | undefined> {
    return Promise.resolve(this.#current(kind, keyOf(town, id)));
  }

  find<K extends Kind>(kind: K, query: QueryOf<K>): Promise<readonly FactOf<K>[]> {
    const merged = new Map<string, FactOf<K>>(this.base.of(kind));
    for (const change of this.#changes.values()) {
      if (change.kind !== kind) continue;
      if (change.fact) merged.set(change.key, change.fact);
      else merged.delete(change.key);
    }
    return Promise.resolve(filterFacts(kind, query, merged.values()));
  }

  put<K extends Writable>(kind: K, fact: FactOf<K>): Promise<void> {
    const stored = Object.freeze(KINDS[kind].schema.parse(fact)) as FactOf<K>;
    const key = keyOf(fact.town, fact.id);
    const before = this.#current(kind, key);
    this.#set(kind, key, stored);
    const changes = before ? changesBetween(inTrail(kind, before), inTrail(kind, stored)) : {};
    this.#note(kind, fact, before ? 'update' : 'create', changes);
    return Promise.resolve();
  }

  remove(kind: Writable, town: string, id: string): Promise<void> {
    const before = this.#current(kind, keyOf(town, id));
    if (!before) return Promise.resolve();
    this.#set(kind, keyOf(town, id), undefined);
    this.#note(kind, { town, id }, 'remove', changesBetween(inTrail(kind, before), {}));
    return Promise.resolve();
  }

  #note(
    kind: Writable,
    { town, id }: { town: string; id: string },
    action: TrailEntry['action'],
    changes: TrailEntry['changes'],
  ): void {
    if (!KINDS[kind].audited) return;
    this.#trail.push({ town, at: this.at, ...this.actor, kind, target: id, action, changes });
  }

  /** What the trail would say of it so far. */
  get trail(): readonly Omit<TrailEntry, 'id'>[] {
    return this.#trail;
  }

  /** All that was put, with its trail; ids in the trail follow the version this becomes. */
  changesFor(version: number): Change[] {
    const trail = this.#trail.map((entry, index): Change => {
      const id = `${String(version).padStart(10, '0')}-${String(index).padStart(4, '0')}`;
      return { kind: 'trail', key: keyOf(entry.town, id), fact: { id, ...entry } };
    });
    return [...this.#changes.values(), ...trail];
  }
}
