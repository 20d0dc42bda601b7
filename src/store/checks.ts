import { KINDS, type FactOf, type Kind } from '../facts/index.js';
import { check } from '../town/index.js';
import type { RawFact } from './dump.js';

/** How a fault calls a fact: its kind, town and id. */
export function nameOfFact({ kind, fact }: RawFact): string {
  const { town, id } = (fact ?? {}) as { town?: unknown; id?: unknown };
  return `${kind} ${String(town)}/${String(id)}`;
}

/** A fact held against its schema. */
export type CheckedFact =
  | { readonly ok: true; readonly fact: FactOf<Kind> }
  | { readonly ok: false; readonly faults: readonly string[] };

export function faultsOfFact(raw: RawFact): CheckedFact {
  const checked = check(KINDS[raw.kind].schema, raw.fact);
  if (checked.ok) return { ok: true, fact: Object.freeze(checked.value) as FactOf<Kind> };
  const name = nameOfFact(raw);
  return { ok: false, faults: checked.faults.map(({ path, message }) => `${name}: ${path}: ${message}`) };
}
