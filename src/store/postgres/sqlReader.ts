import { KINDS, type FactOf, type Kind, type QueryOf, type ReadTransaction } from '../../facts/index.js';
import type { Query } from './connection.js';
import { LOCK_TOWN } from './locks.js';
import {
  canBeThere,
  commonStatement,
  factIn,
  factsIn,
  findStatement,
  getStatement,
  type Found,
  type Row,
} from './statements.js';
import { ownTable } from './tables.js';

/** A row's fact in the present shape: what an older program left out has its default. */
function soundFact<K extends Kind>(kind: K, fact: unknown): FactOf<K> {
  const sound: unknown = KINDS[kind].schema.parse(fact);
  return Object.freeze(sound) as FactOf<K>;
}

/** What was asked for in the same turn of the program, to be answered by one statement. */
interface Asked<T> {
  readonly wanted: Set<T>;
  readonly found: Promise<ReadonlyMap<T, readonly unknown[]>>;
}

/**
 * Facts in PostgreSQL as one transaction sees them. What it was asked for by id it does not ask for again: nobody else changes
 * it meanwhile, for whoever reads sees one moment, and whoever writes keeps all others out of the town.
 */
export class SqlReader implements ReadTransaction {
  /** What was found by id, by kind, town and id. */
  readonly #got = new Map<string, Promise<unknown>>();
  /** Ids, by kind and town. */
  readonly #ids = new Map<string, Asked<string>>();
  /** Kinds without a table of their own, by town. */
  readonly #kinds = new Map<string, Asked<Kind>>();

  /** @param enter called before anything of a town is read */
  constructor(
    private readonly query: Query,
    private readonly enter: (town: string) => Promise<void> = () => Promise.resolve(),
  ) {}

  /** Joins a question to those of the same turn, or begins with it. @returns what was found for it */
  async #together<T>(
    open: Map<string, Asked<T>>,
    name: string,
    one: T,
    ask: (wanted: readonly T[]) => Promise<ReadonlyMap<T, readonly unknown[]>>,
  ): Promise<readonly unknown[]> {
    let asked = open.get(name);
    if (!asked) {
      const wanted = new Set<T>();
      // Whoever asks in this turn of the program has asked by then.
      const found = Promise.resolve().then(() => {
        open.delete(name);
        return ask([...wanted]);
      });
      asked = { wanted, found };
      open.set(name, asked);
    }
    asked.wanted.add(one);
    return (await asked.found).get(one) ?? [];
  }

  get<K extends Kind>(kind: K, town: string, id: string): Promise<FactOf<K> | undefined> {
    const name = `${kind} ${town} ${id}`;
    const known = this.#got.get(name) ?? this.#get(kind, town, id);
    this.#got.set(name, known);
    return known as Promise<FactOf<K> | undefined>;
  }

  async #get<K extends Kind>(kind: K, town: string, id: string): Promise<FactOf<K> | undefined> {
    const [fact] = await this.#together(this.#ids, `${kind} ${town}`, id, async (wanted) => {
      const possible = wanted.filter((one) => canBeThere([town, one]));
      if (possible.length === 0) return new Map();
      await this.enter(town);
      const { text, values } = getStatement(kind, town, possible);
      const rows = await this.query<Row & { readonly id: string }>(text, values);
      return new Map(rows.map((row) => [row.id, [factIn(row)]]));
    });
    return fact === undefined ? undefined : soundFact(kind, fact);
  }

  async find<K extends Kind>(kind: K, query: QueryOf<K>): Promise<readonly FactOf<K>[]> {
    const facts = ownTable(kind)
      ? await this.#own(kind, query)
      : await this.#together<Kind>(this.#kinds, query.town, kind, (kinds) => this.#common(kinds, query.town));
    return facts.map((fact) => soundFact(kind, fact));
  }

  async #own<K extends Kind>(kind: K, query: QueryOf<K>): Promise<readonly unknown[]> {
    const { text, values } = findStatement(kind, query);
    if (!canBeThere(values)) return [];
    await this.enter(query.town);
    return (await this.query<Found>(text, values)).flatMap(factsIn);
  }

  async #common(kinds: readonly Kind[], town: string): Promise<ReadonlyMap<Kind, readonly unknown[]>> {
    if (!canBeThere([town])) return new Map();
    await this.enter(town);
    const { text, values } = commonStatement(kinds, town);
    const rows = await this.query<{ kind: Kind; facts: readonly unknown[] }>(text, values);
    return new Map(rows.map(({ kind, facts }) => [kind, facts]));
  }
}

/**
 * Lets a transaction into a town once no other writes there; until it ends none does. Locking the town rather than trying again
 * what collides, each write runs once, as on the embedded store.
 */
export class TownLocks {
  readonly #locked = new Map<string, Promise<void>>();

  constructor(private readonly query: Query) {}

  /** Towns that the transaction is in, or waits to be let into. */
  get size(): number {
    return this.#locked.size;
  }

  readonly enter = (town: string): Promise<void> => {
    const known = this.#locked.get(town);
    if (known) return known;
    const lock = this.query(LOCK_TOWN, [town]).then(() => undefined);
    this.#locked.set(town, lock);
    return lock;
  };
}
