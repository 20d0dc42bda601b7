import { KINDS, type FactOf, type ReadTransaction } from '../../../facts/index.js';
import type { Filled } from './fields.js';
import { changedSince, factAt, mergedOver } from './merging.js';
import { textsOf, type Values } from './values.js';

/** The kinds that are changed in a form. */
type EditedKind = 'activities' | 'contacts' | 'accounts' | 'feedTokens' | 'apiTokens' | 'notices';

interface StaleForm<F> {
  readonly town: string;
  readonly id: string;
  /** What somebody typed into it. */
  readonly typed: Values;
  /** The revision that it was filled in with. */
  readonly revision: number;
  /** The fact, as the trail may show it, as the form shows it. */
  readonly valuesOf: (fact: F) => Values;
}

/** The fact as the trail may show it. */
const inTrail = <K extends EditedKind>(kind: K, fact: FactOf<K>): FactOf<K> => {
  const shape = KINDS[kind];
  return 'inTrail' in shape ? ((shape.inTrail as (fact: FactOf<K>) => unknown)(fact) as FactOf<K>) : fact;
};

/**
 * A form whose fact somebody else changed meanwhile, brought up to date: what was typed stays, what was left alone
 * becomes what it is now.
 *
 * @returns also the ids of the trail's entries since
 */
export async function mergedForm<K extends EditedKind>(
  transaction: ReadTransaction,
  kind: K,
  { town, id, typed, revision, valuesOf }: StaleForm<FactOf<K>>,
): Promise<{ readonly form: Filled; readonly since: ReadonlySet<string> } | null> {
  const fact = await transaction.get(kind, town, id);
  if (!fact) return null;
  const entries = await transaction.find('trail', { town, kind, target: id });
  const present = inTrail(kind, fact);
  const now = valuesOf(present);
  const { values, clashes } = mergedOver(typed, valuesOf(factAt(present, entries, revision)), now);
  const theirs = Object.fromEntries(clashes.map((field) => [field, textsOf(now, field)]));
  return { form: { values, faults: [], theirs }, since: changedSince(entries, revision) };
}
