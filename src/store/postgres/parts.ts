import type { FactOf, Kind } from '../../facts/index.js';
import { heldIn, ownTable } from './tables.js';

/*
 * What a row of a table has of its fact: all of it, or, where rows are in parts (`OwnTable.inParts`), what no column holds, and
 * beside it what has changed since it was put.
 */

/** A row as it is asked for. */
export interface Row {
  readonly fact: unknown;
  /** Of a row in parts, the members that have got other values since it was put; null: none. */
  readonly news?: object | null;
  /** Of a row in parts, the members that columns hold, in the order of `heldIn`. */
  readonly held?: readonly unknown[];
}

/** A row with several facts that were found. */
export interface Found {
  readonly facts: readonly unknown[];
  readonly news?: readonly (object | null)[];
  readonly held?: readonly (readonly unknown[])[];
}

/** How the rows of a kind are in parts. */
interface Parts {
  /** All members, in their order. */
  readonly members: readonly string[];
  /** Those that columns hold. */
  readonly held: readonly string[];
  /** The values of these, in one JSON. */
  readonly sql: string;
}

/** Null: a row has the whole fact. */
function partsOf(kind: Kind): Parts | null {
  const own = ownTable(kind);
  if (!own?.inParts) return null;
  const held = heldIn(own);
  return {
    members: own.inParts,
    held: held.map(([, member]) => member),
    sql: `json_build_array(${held.map(([column]) => column).join(', ')})`,
  };
}

/** The columns of a `Row`. */
export function rowOf(kind: Kind): string {
  const parts = partsOf(kind);
  return parts ? `fact, news, ${parts.sql} as held` : 'fact';
}

/** The columns of a `Found`. */
export function foundOf(kind: Kind): string {
  const parts = partsOf(kind);
  return parts
    ? `json_agg(fact) as facts, json_agg(news) as news, json_agg(${parts.sql}) as held`
    : 'json_agg(fact) as facts';
}

function whole({ fact, news, held = [] }: Row, parts: Parts): unknown {
  const stands: Record<string, unknown> = { ...(fact as object), ...news };
  // A former program left these beside the others too, as they were when it put them.
  for (const [index, member] of parts.held.entries()) stands[member] = held[index];
  const ordered: Record<string, unknown> = {};
  for (const member of parts.members) if (member in stands) ordered[member] = stands[member];
  // What does not belong there is kept, for the schema to find fault with.
  return { ...ordered, ...stands };
}

/** The fact as it stands. */
export function factIn(kind: Kind, row: Row): unknown {
  const parts = partsOf(kind);
  return parts ? whole(row, parts) : row.fact;
}

/** The facts as they stand. */
export function factsIn(kind: Kind, { facts, news, held }: Found): readonly unknown[] {
  const parts = partsOf(kind);
  if (!parts) return facts;
  return facts.map((fact, index) =>
    whole({ fact, news: news?.[index] ?? null, held: held?.[index] ?? [] }, parts),
  );
}

/** What is written of a fact beside its columns, as JSON. */
export function writtenOf<K extends Kind>(kind: K): (fact: FactOf<K>) => string {
  const parts = partsOf(kind);
  if (!parts) return (fact) => JSON.stringify(fact);
  const isBeside = ([name]: readonly [string, unknown]): boolean => !parts.held.includes(name);
  return (fact) => JSON.stringify(Object.fromEntries(Object.entries(fact).filter(isBeside)));
}
