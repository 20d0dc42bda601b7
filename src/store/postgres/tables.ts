import {
  deliverySchema,
  stageOf,
  type Activity,
  type Delivery,
  type FactOf,
  type Kind,
  type QueryOf,
  type TrailEntry,
} from '../../facts/index.js';

/** What PostgreSQL may compare of a fact, beside its kind, town and id. */
interface Column<K extends Kind> {
  readonly name: string;
  readonly type: 'text' | 'text[]';
  readonly of: (fact: FactOf<K>) => string | readonly string[] | null;
  /** The member that it holds as it is; where rows are in parts, the fact in the row is without it. */
  readonly holds?: keyof FactOf<K>;
}

/** A table of one kind, whose queries ask for more than a town. */
export interface OwnTable<K extends Kind> {
  readonly name: string;
  readonly columns: readonly Column<K>[];
  /**
   * A row is its fact in parts, none of which says what another does: the members that columns hold, the others as they were
   * put, and beside them those that have got other values since (`swaps.ts`). All members, in their order.
   */
  readonly inParts?: readonly string[];
  /** What each member of the query means in SQL; `value` stands for its parameter. */
  readonly conditions: Readonly<Record<Exclude<keyof QueryOf<K>, 'town'>, (value: string) => string>>;
}

/** The members that are such values. */
type KeysOf<T, V> = { [M in keyof T]: T[M] extends V ? M : never }[keyof T];

type KindsWithOwnTable = { [K in Kind]: keyof QueryOf<K> extends 'town' ? never : K }[Kind];

const text = <K extends Kind>(name: string, of: (fact: FactOf<K>) => string | null): Column<K> => ({
  name,
  type: 'text',
  of,
});

/** A column of a delivery that holds one of its members. */
const held = (
  name: string,
  member: Exclude<KeysOf<Delivery, string>, 'id' | 'town'>,
): Column<'deliveries'> => ({
  name,
  type: 'text',
  of: (delivery) => delivery[member],
  holds: member,
});

const activities: OwnTable<'activities'> = {
  name: 'pufa.activities',
  columns: [
    text('day', ({ start }: Activity) => start.slice(0, 10)),
    text('village', ({ village }: Activity) => village),
    text('key_date', ({ keyDate }: Activity) => keyDate),
    text('status', ({ status }: Activity) => status),
    {
      name: 'departments',
      type: 'text[]',
      of: ({ lead, partners }: Activity) => [...(lead === null ? [] : [lead]), ...partners],
    },
  ],
  conditions: {
    from: (value) => `day >= ${value}`,
    to: (value) => `day < ${value}`,
    village: (value) => `village = ${value}`,
    keyDate: (value) => `key_date = ${value}`,
    status: (value) => `status = ${value}`,
    department: (value) => `${value} = any (departments)`,
  },
};

export const deliveries: OwnTable<'deliveries'> = {
  name: 'pufa.deliveries',
  // There are more of them than of all else, and each is written twice in a minute.
  inParts: Object.keys(deliverySchema.shape),
  columns: [
    held('due_at', 'dueAt'),
    held('state', 'state'),
    held('activity', 'activity'),
    held('rule', 'rule'),
    held('contact', 'contact'),
    held('channel', 'channel'),
    text('stage', stageOf),
  ],
  conditions: {
    from: (value) => `due_at >= ${value}`,
    to: (value) => `due_at < ${value}`,
    state: (value) => `state = ${value}`,
    activity: (value) => `activity = ${value}`,
    activities: (value) => `activity = any (${value})`,
    rule: (value) => `rule = ${value}`,
    contact: (value) => `contact = ${value}`,
    channel: (value) => `channel = ${value}`,
  },
};

const trail: OwnTable<'trail'> = {
  name: 'pufa.trail',
  columns: [
    text('kind', ({ kind }: TrailEntry) => kind),
    text('target', ({ target }: TrailEntry) => target),
    text('actor', ({ actor }: TrailEntry) => actor),
    text('at', ({ at }: TrailEntry) => at),
  ],
  conditions: {
    kind: (value) => `kind = ${value}`,
    target: (value) => `target = ${value}`,
    actor: (value) => `actor = ${value}`,
    from: (value) => `at >= ${value}`,
    to: (value) => `at < ${value}`,
  },
};

/** A kind whose query asks for more has a table here, or the compiler says so. */
const OWN: { readonly [K in KindsWithOwnTable]: OwnTable<K> } = { activities, deliveries, trail };

/** Of a table whose rows are in parts, the columns that hold a member, with the member. */
export const heldIn = <K extends Kind>({ columns }: OwnTable<K>): (readonly [string, keyof FactOf<K>])[] => [
  ['town', 'town'],
  ['id', 'id'],
  ...columns.flatMap(({ name, holds }) => (holds === undefined ? [] : [[name, holds] as const])),
];

/** Where the other kinds stand together, each row with its kind. */
export const COMMON = 'pufa.facts';

/** Every table of facts. */
export const TABLES = [COMMON, ...Object.values(OWN).map(({ name }) => name)];

/** Kinds with a table of their own, and its name. */
export const ownTables = (): (readonly [Kind, string])[] =>
  (Object.keys(OWN) as KindsWithOwnTable[]).map((kind) => [kind, OWN[kind].name]);

/** The table of a kind's own; undefined: it stands in the common one. */
export const ownTable = <K extends Kind>(kind: K): OwnTable<K> | undefined =>
  (OWN as unknown as Partial<Record<Kind, OwnTable<K>>>)[kind];
