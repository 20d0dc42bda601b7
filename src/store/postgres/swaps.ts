import { stageOf, type Delivery, type Swap } from '../../facts/index.js';
import { SHARE_TOWN } from './locks.js';
import { arrayText, type Statement } from './statements.js';
import { deliveries, heldIn } from './tables.js';

/*
 * Deliveries are swapped by hundreds: one statement for those that were not there, and one for those that change alike, each a
 * transaction of its own; the others are told when it has ended (`teller.ts`). No row comes out of `locked` before the lock is
 * held, so nobody who puts what he has read of the town is overtaken.
 */

/** A statement that each connection parses once. */
export interface Named extends Statement {
  readonly name: string;
  /** What is asked instead when it has met a row that it took for missing. */
  readonly other?: Named;
}

const { name: TABLE, columns: COLUMNS } = deliveries;

/** What a row has beside its columns. */
const MEMBERS = (deliveries.inParts ?? []).filter(
  (name) => !heldIn(deliveries).some(([, held]) => held === name),
) as (keyof Delivery)[];

/** `$1` is the town; each statement says what its other parameters are. */
const swapping = (doing: string): string => `
  with locked as materialized (${SHARE_TOWN}), stored as (${doing} returning stored.id)
  select coalesce(json_agg(id), '[]') as ids from stored`;

/** The number of the parameter that a column's values are in. */
const columnAt = (index: number): string => `$${index + 5}`;

/**
 * Adds deliveries. Nobody else has put any of them, mostly, and then it need not ask: if somebody has, the table's key refuses all
 * of them, and those that are `missing` are tried. It does not say “on conflict do nothing”, which costs a seventh more.
 *
 * `$2` is what all have alike, and a line of `$3` what one has by itself: members of a JSON object, without its braces. `$4` are
 * the ids, and what follows are the columns: of those that are alike the value, of the others one for each.
 */
function freshText(isAlike: readonly boolean[], missing: boolean): string {
  const listed = COLUMNS.flatMap(({ name }, index) =>
    isAlike[index] ? [] : [{ name, at: columnAt(index) }],
  );
  return swapping(`
    insert into ${TABLE} as stored (town, id, ${COLUMNS.map(({ name }) => name).join(', ')}, fact)
    select $1, given.id, ${COLUMNS.map(({ name }, index) => (isAlike[index] ? `${columnAt(index)}::text` : `given.${name}`)).join(', ')},
      ('{' || own || $2 || '}')::json
    from locked, rows from (
      ${['$4', ...listed.map(({ at }) => at)].map((at) => `unnest(${at}::text[])`).join(', ')},
      string_to_table($3, E'\\n')
    ) as given (${['id', ...listed.map(({ name }) => name), 'own'].join(', ')})
    ${missing ? `where not exists (select from ${TABLE} as known where known.town = $1 and known.id = given.id)` : ''}`);
}

/** By name: there are a few, by what is alike in them. */
const freshTexts = new Map<string, string>();

/**
 * What is new stands beside the fact: to write it anew costs twice as much. It is put behind what stands there, and of a member
 * that is named twice the last counts; or, by `$7`, in its place.
 */
const ALIKE = swapping(`
  update ${TABLE} as stored
  set state = $4, stage = $5,
    news = case when news is null or $7::boolean then $6::json else (left(news::text, -1) || ',' || substr($6::text, 2))::json end
  from locked
  where town = $1 and id = any ($2::text[]) and (stage = $3 or stage is null)`);

/** What a delivery has by these names: members of a JSON object, without its braces. */
const membersText = (put: Delivery, names: readonly (keyof Delivery)[]): string =>
  names.map((name) => `"${name}":${JSON.stringify(put[name])}`).join(',');

/** What each is told differs mostly; of the rest a morning's claims have much alike, which is written and sent once. */
const OWN: keyof Delivery = 'told';

function freshStatement(town: string, puts: readonly Delivery[]): Named {
  // All lay hold of rows in one order, so that no two wait for each other. Of those given twice the first counts.
  const sorted = [...puts]
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
    .filter(({ id }, index, all) => id !== all[index - 1]?.id);
  const [first] = sorted as [Delivery];
  const isAlike = (of: (put: Delivery) => unknown): boolean => {
    const value = of(first);
    return sorted.every((put) => of(put) === value);
  };
  const alikeColumns = COLUMNS.map(({ of }) => isAlike(of));
  const alike = MEMBERS.filter((name) => name !== OWN && isAlike((put) => put[name]));
  const own = MEMBERS.filter((name) => !alike.includes(name));
  const values = [
    town,
    alike.length > 0 ? `,${membersText(first, alike)}` : '',
    sorted.map((put) => membersText(put, own)).join('\n'),
    arrayText(sorted.map(({ id }) => id)),
    ...COLUMNS.map(({ of }, index) =>
      alikeColumns[index] ? of(first) : arrayText(sorted.map((put) => of(put) as string)),
    ),
  ];
  const named = (what: string, missing: boolean): Named => {
    const name = `swap ${what} ${alikeColumns.map(Number).join('')}`;
    const text = freshTexts.get(name) ?? freshText(alikeColumns, missing);
    freshTexts.set(name, text);
    return { name, text, values };
  };
  return { ...named('fresh', false), other: named('missing', true) };
}

/** What of them changes; of what is reminded when it does not. */
const CHANGING = MEMBERS.filter((name) => name !== 'start');

/** Most deliveries have fewer. With each further one the attempts before it would be put behind themselves once more. */
const MANY_ATTEMPTS = 3;

const isTriedOften = ({ attempts }: Delivery): boolean => attempts.length >= MANY_ATTEMPTS;

/** What changes, as a JSON text that names one member at least; of what is tried often whatever can. */
function patchOf(seen: Delivery, put: Delivery): string {
  const whole = isTriedOften(put);
  const names = CHANGING.filter((name) => whole || name === 'claim' || put[name] !== seen[name]);
  return `{${membersText(put, names)}}`;
}

/** Deliveries that were as far, and change alike. */
interface Alike {
  readonly stage: string;
  readonly patch: string;
  /** One of them as it is put. */
  readonly put: Delivery;
  readonly ids: string[];
}

/** One that stands already. */
interface Change extends Swap {
  readonly seen: Delivery;
}

const isChanged = ({ seen, put }: Change, name: keyof Delivery): boolean => put[name] !== seen[name];

/** Whether two were as far, and the same becomes of what changes in them; false also where that is not plain to see. */
const isLike = (one: Change, other: Change): boolean =>
  one.put.state === other.put.state &&
  one.seen.state === other.seen.state &&
  one.seen.claim === other.seen.claim &&
  one.seen.attempts.length === other.seen.attempts.length &&
  !isTriedOften(one.put) &&
  CHANGING.every((name) =>
    isChanged(one, name)
      ? isChanged(other, name) && one.put[name] === other.put[name]
      : !isChanged(other, name),
  );

function alikeIn(swaps: readonly Swap[]): Iterable<Alike> {
  const groups = new Map<string, Alike>();
  let last: { readonly change: Change; readonly group: Alike } | undefined;
  for (const { seen, put } of swaps) {
    if (!seen) continue;
    // Most change as the one before them does, and to see that is cheaper than to write down how.
    if (last && isLike({ seen, put }, last.change)) {
      last.group.ids.push(put.id);
      continue;
    }
    const [stage, patch] = [stageOf(seen), patchOf(seen, put)];
    const how = `${stage} ${put.state} ${patch}`;
    const group = groups.get(how) ?? { stage, patch, put, ids: [] };
    group.ids.push(put.id);
    groups.set(how, group);
    last = { change: { seen, put }, group };
  }
  return groups.values();
}

const alikeStatement = (town: string, { stage, patch, put, ids }: Alike): Named => ({
  name: 'swap alike',
  text: ALIKE,
  values: [town, arrayText(ids), stage, put.state, stageOf(put), patch, isTriedOften(put)],
});

/** What swaps some deliveries of a town; each gives the `ids` of those that were stored. */
export function* swapStatements(town: string, swaps: readonly Swap[]): Generator<Named> {
  for (const alike of alikeIn(swaps)) yield alikeStatement(town, alike);
  const fresh = swaps.filter(({ seen }) => seen === undefined).map(({ put }) => put);
  if (fresh.length > 0) yield freshStatement(town, fresh);
}
