import {
  changesBetween,
  KINDS,
  type Actor,
  type FactOf,
  type Kind,
  type QueryOf,
  type ReadTransaction,
  type Rehearsal,
  type TrailEntry,
  type WriteTransaction,
} from '../facts/index.js';
import { Layer } from './layer.js';
import { keyOf, type Change } from './state.js';

type Writable = Exclude<Kind, 'trail'>;

type Trailed = Readonly<Record<string, unknown>> & { readonly id: string };

/** A fact as the trail may show it, under the id that it has there. */
export function inTrail<K extends Kind>(kind: K, fact: FactOf<K>): Trailed {
  const entry: object = KINDS[kind];
  const shown = 'inTrail' in entry ? (entry.inTrail as (fact: FactOf<K>) => object)(fact) : fact;
  return shown as Trailed;
}

/** What a write puts, laid over the facts it began with; nothing of it shows before it is done. */
export class Overlay implements WriteTransaction {
  readonly #layer: Layer;
  /** Every put and removal in order, for the trail tells of each. */
  readonly #log: Change[] = [];

  constructor(
    private readonly base: ReadTransaction,
    private readonly actor: Actor,
    /** The instant of the write, ISO 8601. */
    private readonly at: string,
  ) {
    this.#layer = new Layer(base);
  }

  get<K extends Kind>(kind: K, town: string, id: string): Promise<FactOf<K> | undefined> {
    return this.#layer.get(kind, town, id);
  }

  find<K extends Kind>(kind: K, query: QueryOf<K>): Promise<readonly FactOf<K>[]> {
    return this.#layer.find(kind, query);
  }

  #note(change: Change): void {
    this.#layer.apply([change]);
    this.#log.push(change);
  }

  async put<K extends Writable>(kind: K, fact: FactOf<K>): Promise<void> {
    const stored = Object.freeze(KINDS[kind].schema.parse(fact)) as FactOf<K>;
    this.#note({ kind, town: stored.town, id: stored.id, fact: stored });
    return Promise.resolve();
  }

  async remove(kind: Writable, town: string, id: string): Promise<void> {
    if (await this.get(kind, town, id)) this.#note({ kind, town, id, fact: undefined });
  }

  /** What the trail tells of the write, each entry still without its id. */
  async trail(): Promise<Omit<TrailEntry, 'id'>[]> {
    const audited = this.#log.filter(({ kind }) => KINDS[kind].audited);
    const nameOf = ({ kind, town, id }: Change): string => `${kind} ${keyOf(town, id)}`;
    const first = new Map(audited.map((change) => [nameOf(change), change]));
    // Asked for at once, so that a store behind a network answers in one go.
    const stood = new Map(
      await Promise.all(
        [...first].map(
          async ([name, { kind, town, id }]) => [name, await this.base.get(kind, town, id)] as const,
        ),
      ),
    );
    return audited.map((change) => {
      const { kind, town, id, fact } = change;
      const before = stood.get(nameOf(change));
      stood.set(nameOf(change), fact);
      const after = fact && inTrail(kind, fact);
      const earlier = before && inTrail(kind, before);
      const entry = { town, at: this.at, ...this.actor, kind, target: (after ?? earlier)?.id ?? id };
      if (!earlier) return { ...entry, action: 'create', changes: {} };
      return { ...entry, action: after ? 'update' : 'remove', changes: changesBetween(earlier, after ?? {}) };
    });
  }

  /**
   * All that was put, with its trail; ids in the trail follow the version this becomes.
   *
   * @param next gives that version; asked when all that the trail tells of has been read, and only where something was put
   */
  async changesFor(next: () => number | Promise<number>): Promise<Change[]> {
    if (this.#log.length === 0) return [];
    const entries = await this.trail();
    const version = await next();
    const trail = entries.map((entry, index): Change => {
      const id = `${String(version).padStart(10, '0')}-${String(index).padStart(4, '0')}`;
      return { kind: 'trail', town: entry.town, id, fact: { id, ...entry } };
    });
    return [...this.#layer.changes, ...trail];
  }
}

/** Runs `fn` over these facts, and keeps nothing of it. */
export async function rehearseOn<T>(
  base: ReadTransaction,
  actor: Actor,
  at: string,
  fn: (transaction: WriteTransaction) => Promise<T>,
): Promise<Rehearsal<T>> {
  const overlay = new Overlay(base, actor, at);
  const result = await fn(overlay);
  return { result, trail: await overlay.trail() };
}
