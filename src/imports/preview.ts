import type { Import, ImportFault, ImportNote, ImportRow } from '../facts/index.js';

/** A file held against what is stored. */
export type Preview = Pick<Import, 'state' | 'rows' | 'faults' | 'notes' | 'summary'>;

/** `C7` as numbers that grow along a sheet, row by row. */
function positionOf(cell: string): [number, number] {
  const [, letters = '', row = '0'] = /^([A-Z]*)(\d*)$/.exec(cell) ?? [];
  return [Number(row), letters.length * 1000 + (letters.charCodeAt(0) || 0)];
}

/** Faults as one meets them in the file; they are found by passes over it. */
function inOrder(faults: readonly ImportFault[]): ImportFault[] {
  const sheets = [...new Set(faults.map(({ sheet }) => sheet))];
  return [...faults].sort((a, b) => {
    const [[rowA, columnA], [rowB, columnB]] = [positionOf(a.cell), positionOf(b.cell)];
    return sheets.indexOf(a.sheet) - sheets.indexOf(b.sheet) || rowA - rowB || columnA - columnB;
  });
}

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
    faults: inOrder(faults).slice(0, LISTED),
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
  (Object.entries(given) as [string, unknown][])
    .map(([field, after]) => ({ field, before: (stored as Record<string, unknown>)[field] ?? null, after }))
    .filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after));
