import { KINDS, type FactOf, type Kind, type QueryOf, type ReadTransaction } from '../../facts/index.js';
import type { Query } from './connection.js';
import { LOCK_TOWN } from './locks.js';
import { canBeThere, factIn, findStatement, getStatement, type Row } from './statements.js';

/** A row's fact in the present shape: what an older program left out has its default. */
function soundFact<K extends Kind>(kind: K, fact: unknown): FactOf<K> {
  const sound: unknown = KINDS[kind].schema.parse(fact);
  return Object.freeze(sound) as FactOf<K>;
}

type Found = ReadonlyMap<string, unknown>;

/** Gets of one kind and town that were asked for in the same turn of the program. */
interface Asked {
  readonly ids: Set<string>;
  readonly found: Promise<Found>;
}

/** Facts in PostgreSQL as one connection sees them. */
export class SqlReader implements ReadTransaction {
  readonly #asked = new Map<string, Asked>();

  /** @param enter called before anything of a town is read */
  constructor(
    private readonly query: Query,
    private readonly enter: (town: string) => Promise<void> = () => Promise.resolve(),
  ) {}

  async #getAll(kind: Kind, town: string, ids: Set<string>): Promise<Found> {
    // Whoever asks in this turn of the program has asked by now.
    await Promise.resolve();
    this.#asked.delete(`${kind} ${town}`);
    const possible = [...ids].filter((id) => canBeThere([town, id]));
    if (possible.length === 0) return new Map();
    await this.enter(town);
    const { text, values } = getStatement(kind, town, possible);
    const rows = await this.query<Row & { readonly id: string }>(text, values);
    return new Map(rows.map((row) => [row.id, factIn(row)]));
  }

  async get<K extends Kind>(kind: K, town: string, id: string): Promise<FactOf<K> | undefined> {
    const name = `${kind} ${town}`;
    let asked = this.#asked.get(name);
    if (!asked) {
      const ids = new Set<string>();
      asked = { ids, found: this.#getAll(kind, town, ids) };
      this.#asked.set(name, asked);
    }
    asked.ids.add(id);
    const fact = (await asked.found).get(id);
    return fact === undefined ? undefined : soundFact(kind, fact);
  }

  async find<K extends Kind>(kind: K, query: QueryOf<K>): Promise<readonly FactOf<K>[]> {
    const { text, values } = findStatement(kind, query);
    if (!canBeThere(values)) return [];
    await this.enter(query.town);
    return (await this.query<Row>(text, values)).map((row) => soundFact(kind, factIn(row)));
  }
}

/**
 * Lets a transaction into a town once no other writes there; until it ends none does. Locking the town rather than trying again
 * what collides, each write runs once, as on the embedded store.
 */
export function townLocks(query: Query): (town: string) => Promise<void> {
  const locked = new Map<string, Promise<void>>();
  return (town) => {
    const known = locked.get(town);
    if (known) return known;
    const lock = query(LOCK_TOWN, [town]).then(() => undefined);
    locked.set(town, lock);
    return lock;
  };
}
