import { deliverySchema, stageOf, type Delivery, type Swap } from '../../facts/index.js';
import { SHARE_TOWN } from './locks.js';
import { arrayText, type Statement } from './statements.js';
import { deliveries } from './tables.js';
import { telling } from './telling.js';

/*
 * Deliveries are swapped by hundreds: one statement for those that were not there, and one for those that change alike, each a
 * transaction of its own that tells the others. No row comes out of `locked` before the lock is held, so nobody who puts what
 * he has read of the town is overtaken.
 */

/** A statement that each connection parses once. */
export interface Named extends Statement {
  readonly name: string;
}

const { name: TABLE, columns: COLUMNS } = deliveries;

const MEMBERS = Object.keys(deliverySchema.shape) as (keyof Delivery)[];

/** `$1` is the town, `$2` what the others are told; each statement says what its other parameters are. */
const swapping = (doing: string): string => `
  with locked as materialized (${SHARE_TOWN}), stored as (${doing} returning stored.id)
  select coalesce(json_agg(id), '[]') as ids, case when count(*) > 0 then ${telling('$2')} end from stored`;

/**
 * `$3` is what all have alike, and a line of `$4` what one has by itself: members of a JSON object, without its braces. `$5` are
 * the ids, and what follows are the columns.
 */
const FRESH = swapping(`
  insert into ${TABLE} as stored (town, id, ${COLUMNS.map(({ name }) => name).join(', ')}, fact)
  select $1, given.id, ${COLUMNS.map(({ name }, index) => `coalesce(${name}, ($${index + 6}::text[])[1])`).join(', ')},
    ('{' || own || $3 || '}')::json
  from locked, rows from (
    ${['id', ...COLUMNS].map((_column, index) => `unnest($${index + 5}::text[])`).join(', ')},
    string_to_table($4, E'\\n')
  ) as given (id, ${COLUMNS.map(({ name }) => name).join(', ')}, own)
  on conflict (town, id) do nothing`);

/**
 * What is new stands beside the fact: to write it anew costs twice as much. It is put behind what stands there, and of a member
 * that is named twice the last counts; or, by `$8`, in its place.
 */
const ALIKE = swapping(`
  update ${TABLE} as stored
  set state = $5, stage = $6,
    news = case when news is null or $8::boolean then $7::text::json else (left(news::text, -1) || ',' || substr($7, 2))::json end
  from locked
  where town = $1 and id = any ($3::text[]) and (stage = $4 or stage is null)`);

/** A column of which every row has the same is sent once, and PostgreSQL fills it up. */
function columnText(items: readonly string[]): string {
  const [first] = items;
  return arrayText(first !== undefined && items.every((item) => item === first) ? [first] : items);
}

/** What a delivery has by these names: members of a JSON object, without its braces. */
function membersText(put: Delivery, names: readonly (keyof Delivery)[]): string {
  const members: Partial<Record<keyof Delivery, unknown>> = {};
  for (const name of names) members[name] = put[name];
  return JSON.stringify(members).slice(1, -1);
}

function freshStatement(town: string, told: string, puts: readonly Delivery[]): Named {
  // All lay hold of rows in one order, so that no two wait for each other.
  const sorted = [...puts].sort((a, b) => (a.id < b.id ? -1 : 1));
  const values = COLUMNS.map(({ of }) => columnText(sorted.map((put) => of(put) as string)));
  // A morning's claims differ in little, and what they have alike is written and sent once.
  const [first] = sorted;
  const isAlike = (name: keyof Delivery): boolean => sorted.every((put) => put[name] === first?.[name]);
  const alike = MEMBERS.filter((name) => name !== 'id' && isAlike(name));
  const own = MEMBERS.filter((name) => !alike.includes(name));
  const lines = sorted.map((put) => membersText(put, own)).join('\n');
  const shared = first && alike.length > 0 ? `,${membersText(first, alike)}` : '';
  return {
    name: 'swap fresh',
    text: FRESH,
    values: [town, told, shared, lines, arrayText(sorted.map(({ id }) => id)), ...values],
  };
}

/** What a delivery is of, and when it fell due, never changes. */
const FIXED: readonly (keyof Delivery)[] = [
  'id',
  'town',
  'activity',
  'start',
  'rule',
  'contact',
  'channel',
  'dueAt',
];
const CHANGING = MEMBERS.filter((name) => !FIXED.includes(name));

/** Most deliveries have fewer. With each further one the attempts before it would be put behind themselves once more. */
const MANY_ATTEMPTS = 3;

const isTriedOften = ({ attempts }: Delivery): boolean => attempts.length >= MANY_ATTEMPTS;

/** What changes, as a JSON text that names one member at least; of what is tried often whatever can. */
function patchOf(seen: Delivery, put: Delivery): string {
  const whole = isTriedOften(put);
  const patch: Partial<Record<keyof Delivery, unknown>> = { state: put.state };
  for (const name of CHANGING) if (whole || put[name] !== seen[name]) patch[name] = put[name];
  return JSON.stringify(patch);
}

/** Deliveries that were as far, and change alike. */
interface Alike {
  readonly stage: string;
  readonly patch: string;
  /** One of them as it is put. */
  readonly put: Delivery;
  readonly ids: string[];
}

function alikeIn(swaps: readonly Swap[]): Iterable<Alike> {
  const groups = new Map<string, Alike>();
  for (const { seen, put } of swaps) {
    if (!seen) continue;
    const [stage, patch] = [stageOf(seen), patchOf(seen, put)];
    const group = groups.get(`${stage} ${patch}`);
    if (group) group.ids.push(put.id);
    else groups.set(`${stage} ${patch}`, { stage, patch, put, ids: [put.id] });
  }
  return groups.values();
}

const alikeStatement = (town: string, told: string, { stage, patch, put, ids }: Alike): Named => ({
  name: 'swap alike',
  text: ALIKE,
  values: [town, told, arrayText(ids), stage, put.state, stageOf(put), patch, isTriedOften(put)],
});

/** What swaps some deliveries of a town; each gives the `ids` of those that were stored. */
export function* swapStatements(town: string, told: string, swaps: readonly Swap[]): Generator<Named> {
  for (const alike of alikeIn(swaps)) yield alikeStatement(town, told, alike);
  const fresh = swaps.filter(({ seen }) => seen === undefined).map(({ put }) => put);
  if (fresh.length > 0) yield freshStatement(town, told, fresh);
}
