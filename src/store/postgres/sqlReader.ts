import {
  KINDS,
  plainTest,
  type FactOf,
  type Kind,
  type PlainTest,
  type QueryOf,
  type ReadTransaction,
} from '../../facts/index.js';
import type { Query } from './connection.js';
import { LOCK_TOWN } from './locks.js';
import { factIn, factsIn, type Found, type Row } from './parts.js';
import {
  canBeThere,
  commonStatement,
  findStatement,
  getStatement,
  togetherStatement,
  type Answer,
  type Statement,
} from './statements.js';
import { ownTable } from './tables.js';

const plainTests = new Map<Kind, PlainTest>();

/** A row's fact in the present shape: what an older program left out has its default. */
function soundFact<K extends Kind>(kind: K, fact: unknown): FactOf<K> {
  const { schema } = KINDS[kind];
  const isPlain = plainTests.get(kind) ?? plainTest(schema);
  plainTests.set(kind, isPlain);
  return Object.freeze(isPlain(fact) ? fact : schema.parse(fact)) as FactOf<K>;
}

/** What is wanted of one kind of thing in the same turn of the program: one question for all. */
interface Asked<T> {
  readonly wanted: Set<T>;
  readonly found: Promise<ReadonlyMap<T, readonly unknown[]>>;
}

/** Questions of one statement; who asks for more at once is answered by several. */
const MOST_AT_ONCE = 100;

/** Statements that connections know again; more of them than this there are only where one asks for many towns at once. */
const MOST_NAMES = 100;
const names = new Map<string, string>();

/** The program asks the same few questions again and again, and to plan one takes PostgreSQL longer than to answer it. */
function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= MOST_NAMES) return known;
  const name = `read ${names.size}`;
  names.set(text, name);
  return name;
}

/** A question that waits for the end of the turn. */
interface Question {
  readonly town: string;
  readonly statement: Statement;
  readonly answered: (rows: readonly unknown[]) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Facts in PostgreSQL as one transaction sees them. All that is asked for before the program waits for an answer goes as one
 * statement, for each that goes and comes costs more than most questions do. What it was asked for by id it does not ask for
 * again: nobody else changes it meanwhile, for whoever reads sees one moment, and whoever writes keeps all others out of the
 * town.
 */
export class SqlReader implements ReadTransaction {
  /** What was found by id, by kind, town and id. */
  readonly #got = new Map<string, Promise<unknown>>();
  /** Ids, by kind and town. */
  readonly #ids = new Map<string, Asked<string>>();
  /** Kinds without a table of their own, by town. */
  readonly #kinds = new Map<string, Asked<Kind>>();
  #questions: Question[] = [];

  /** @param enter called before anything of a town is read */
  constructor(
    private readonly query: Query,
    private readonly enter: (town: string) => Promise<void> = () => Promise.resolve(),
  ) {}

  #ask<R>(town: string, statement: Statement): Promise<readonly R[]> {
    if (!canBeThere([town, ...statement.values])) return Promise.resolve([]);
    return new Promise((resolve, reject) => {
      const answered = (rows: readonly unknown[]): void => {
        resolve(rows as readonly R[]);
      };
      this.#questions.push({ town, statement, answered, failed: reject });
      if (this.#questions.length > 1) return;
      // When nothing is left to do but to wait.
      process.nextTick(() => {
        const questions = this.#questions;
        this.#questions = [];
        for (let from = 0; from < questions.length; from += MOST_AT_ONCE)
          void this.#answer(questions.slice(from, from + MOST_AT_ONCE));
      });
    });
  }

  async #answer(questions: readonly Question[]): Promise<void> {
    try {
      for (const { town } of questions) await this.enter(town);
      const { text, values } = togetherStatement(questions.map(({ statement }) => statement));
      const answers = questions.map((): unknown[] => []);
      for (const { question, found } of await this.query<Answer>(text, values, nameOf(text)))
        answers[question]?.push(found);
      for (const [index, { answered }] of questions.entries()) answered(answers[index] ?? []);
    } catch (error) {
      for (const { failed } of questions) failed(error);
    }
  }

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
    if (!canBeThere([id])) return undefined;
    const [fact] = await this.#together(this.#ids, `${kind} ${town}`, id, async (wanted) => {
      const rows = await this.#ask<Row & { readonly id: string }>(town, getStatement(kind, town, wanted));
      return new Map(rows.map((row) => [row.id, [factIn(kind, row)]]));
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
    const rows = await this.#ask<Found>(query.town, findStatement(kind, query));
    return rows.flatMap((found) => factsIn(kind, found));
  }

  async #common(kinds: readonly Kind[], town: string): Promise<ReadonlyMap<Kind, readonly unknown[]>> {
    const rows = await this.#ask<{ kind: Kind; facts: readonly unknown[] }>(
      town,
      commonStatement(kinds, town),
    );
    const found = new Map<Kind, unknown[]>();
    for (const { kind, facts } of rows) {
      const known = found.get(kind);
      if (known) known.push(...facts);
      else found.set(kind, [...facts]);
    }
    return found;
  }
}

/**
 * Lets a transaction into a town once no other writes there; until it ends none does. Locking the town rather than trying again
 * what collides, each write runs once, as on the embedded store.
 */
export class TownLocks {
  readonly #locked = new Map<string, Promise<void>>();
  /** Of the town that was entered last. */
  #number = 0;

  constructor(private readonly query: Query) {}

  /** Towns that the transaction is in, or waits to be let into. */
  get size(): number {
    return this.#locked.size;
  }

  readonly enter = (town: string): Promise<void> => {
    const known = this.#locked.get(town);
    if (known) return known;
    const lock = this.query<{ version: string }>(LOCK_TOWN, [town]).then(([row]) => {
      this.#number = Number(row?.version);
    });
    this.#locked.set(town, lock);
    return lock;
  };

  /** A number for a write that came with the last lock, and so is higher than any that was given before. */
  async number(): Promise<number> {
    await Promise.all(this.#locked.values());
    return this.#number;
  }
}
