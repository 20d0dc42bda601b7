import type { TrailEntry } from '../../../facts/index.js';
import { textsOf, type Values } from './values.js';

/** Whether a field says the same; boxes come in the page's order, whatever order the fact has. */
const sameTexts = (a: readonly string[], b: readonly string[]): boolean => {
  const filled = (texts: readonly string[]): string[] =>
    texts
      .map((text) => text.trim())
      .filter(Boolean)
      .sort();
  return JSON.stringify(filled(a)) === JSON.stringify(filled(b));
};

/** The fields of a form in which it differs from what it was filled in with. */
export const touched = (typed: Values, before: Values): string[] =>
  Object.keys(typed).filter((name) => !sameTexts(textsOf(typed, name), textsOf(before, name)));

const isNewer = ({ changes }: TrailEntry, revision: number): boolean => {
  const after = changes.revision?.after;
  return typeof after === 'number' && after > revision;
};

/**
 * A fact as it stood at a revision.
 *
 * @param entries of the fact, in any order
 */
export function factAt<T extends object>(present: T, entries: readonly TrailEntry[], revision: number): T {
  const newer = entries.filter((entry) => isNewer(entry, revision)).sort((a, b) => (a.id < b.id ? 1 : -1));
  return newer.reduce<T>(
    (fact, { changes }) => ({
      ...fact,
      ...Object.fromEntries(Object.entries(changes).map(([field, { before }]) => [field, before])),
    }),
    present,
  );
}

/** The ids of what was changed since a revision. */
export const changedSince = (entries: readonly TrailEntry[], revision: number): ReadonlySet<string> =>
  new Set(entries.filter((entry) => isNewer(entry, revision)).map(({ id }) => id));

/** A stale form brought up to date. */
export interface Merged {
  /** What was typed, and for every field that was left alone what stands there now. */
  readonly values: Values;
  /** The fields that both changed, differently. */
  readonly clashes: readonly string[];
}

/** Lays what somebody typed over what changed meanwhile. @param before what the form was filled in with */
export function mergedOver(typed: Values, before: Values, now: Values): Merged {
  const mine = new Set(touched(typed, before));
  const theirs = new Set(touched(now, before));
  return {
    values: { ...now, ...Object.fromEntries([...mine].map((name) => [name, textsOf(typed, name)])) },
    clashes: [...mine].filter(
      (name) => theirs.has(name) && !sameTexts(textsOf(typed, name), textsOf(now, name)),
    ),
  };
}
