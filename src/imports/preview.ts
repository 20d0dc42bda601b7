import type { Import, ImportFault, ImportNote, ImportRow } from '../facts/index.js';

/** A file held against what is stored. */
export type Preview = Pick<Import, 'state' | 'rows' | 'faults' | 'notes' | 'summary'>;

/** So many faults and notes are listed; nobody mends more at a time. */
const LISTED = 1000;

export function previewOf(
  rows: readonly ImportRow[],
  faults: readonly ImportFault[],
  notes: readonly ImportNote[],
): Preview {
  const count = (action: ImportRow['action']): number => rows.filter((row) => row.action === action).length;
  const more = notes.length - LISTED;
  return {
    state: faults.length > 0 ? 'faulty' : 'ready',
    rows: [...rows],
    faults: faults.slice(0, LISTED),
    notes: [
      ...notes.slice(0, LISTED),
      ...(more > 0 ? [{ sheet: '', cell: '', message: `还有 ${more} 条说明没有列出` }] : []),
    ],
    summary: {
      new: count('new'),
      changed: count('changed'),
      unchanged: count('unchanged'),
      faults: faults.length,
    },
  };
}

/** The fields of `given` in which it differs from what is stored. */
export const changesTo = (stored: object, given: object): ImportRow['changes'] =>
  Object.entries(given)
    .map(([field, after]) => ({ field, before: (stored as Record<string, unknown>)[field] ?? null, after }))
    .filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after));
