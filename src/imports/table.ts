import type { ImportFault, ImportNote } from '../facts/index.js';
import { cellName, type Cell, type Sheet, type SheetRow } from './reading/index.js';
import { cleaned, EXAMPLE, folded } from './words.js';

/** The columns of a table: each field with the headings people give it. */
export type Headings<F extends string> = Readonly<Record<F, readonly string[]>>;

/** How lists head the column of the village. */
export const VILLAGE_HEADINGS = [
  ...['村', '村委会', '村委', '村居', '村名', '村名称', '村/社区', '村民委员会', '行政村'],
  ...['所属村', '所属村委', '所属村委会', '所在村', '所在村委会'],
];

/** A cell under a known heading. */
export interface TableCell {
  /** `C7`. */
  readonly at: string;
  readonly kind: Cell['kind'];
  /** Never empty. */
  readonly text: string;
}

export interface TableRow<F extends string> {
  readonly sheet: string;
  readonly row: number;
  readonly cells: Readonly<Partial<Record<F, TableCell>>>;
}

/** What was found of a file, what is wrong in it, and what was left out. */
export interface Tables<F extends string> {
  readonly rows: readonly TableRow<F>[];
  readonly faults: readonly ImportFault[];
  readonly notes: readonly ImportNote[];
}

/** Titles, units and remarks stand above the heads; further down nobody looks for them. */
const HEAD_ROWS = 20;

/** A heading without what people add to it: `*联系电话（手机）：` is 联系电话. */
const headingOf = (text: string): string =>
  folded(text)
    .replace(/\([^)]*\)/g, '')
    .replace(/[*:.]/g, '');

/** The field of each column, by the headings in a row. */
function fieldsIn<F extends string>({ cells }: SheetRow, fields: ReadonlyMap<string, F>): Map<number, F> {
  const found = new Map<number, F>();
  const used = new Set<F>();
  for (const { column, text } of cells) {
    const field = fields.get(headingOf(text));
    if (field === undefined || used.has(field)) continue;
    found.set(column, field);
    used.add(field);
  }
  return found;
}

function tableIn<F extends string>(
  { name: sheet, rows }: Sheet,
  fields: ReadonlyMap<string, F>,
  enough: (found: ReadonlySet<F>) => boolean,
): Tables<F> | null {
  const index = rows.slice(0, HEAD_ROWS).findIndex((row) => enough(new Set(fieldsIn(row, fields).values())));
  const head = rows[index];
  if (!head) return null;
  const columns = fieldsIn(head, fields);
  const notes: ImportNote[] = head.cells
    .filter(({ column }) => !columns.has(column))
    .map(({ column, text }) => ({
      sheet,
      cell: cellName(column, head.number),
      message: `“${cleaned(text)}”这一列没有用到`,
    }));
  const found: TableRow<F>[] = [];
  for (const { number, hidden, cells } of rows.slice(index + 1)) {
    const entries = cells.flatMap(({ column, kind, text }) => {
      const field = columns.get(column);
      const said = cleaned(text);
      return field === undefined || said === ''
        ? []
        : [[field, { at: cellName(column, number), kind, text: said }] as const];
    });
    if (entries.length === 0 || entries.some(([, { text }]) => text.startsWith(EXAMPLE))) continue;
    if (hidden) notes.push({ sheet, cell: String(number), message: '这一行是隐藏的，没有导入' });
    else found.push({ sheet, row: number, cells: Object.fromEntries(entries) as TableRow<F>['cells'] });
  }
  return { rows: found, faults: [], notes };
}

/**
 * The rows of all visible sheets, by the headings over their columns, wherever these stand and in whatever order.
 *
 * @param enough whether a row with these headings is the head of a table
 * @param wanted what a head must have, as people are told who have none
 */
export function tablesIn<F extends string>(
  sheets: readonly Sheet[],
  headings: Headings<F>,
  enough: (found: ReadonlySet<F>) => boolean,
  wanted: string,
): Tables<F> {
  const fields = new Map(
    (Object.entries(headings) as [F, readonly string[]][]).flatMap(([field, names]) =>
      names.map((name) => [headingOf(name), field] as const),
    ),
  );
  const notes: ImportNote[] = [];
  const tables: Tables<F>[] = [];
  for (const sheet of sheets) {
    if (sheet.rows.length === 0) continue;
    const table = sheet.hidden ? null : tableIn(sheet, fields, enough);
    if (table) tables.push(table);
    else
      notes.push({
        sheet: sheet.name,
        cell: '',
        message: sheet.hidden
          ? '这张表是隐藏的，没有导入'
          : `这张表没有导入：前 ${HEAD_ROWS} 行里没有表头（${wanted}）`,
      });
  }
  const rows = tables.flatMap((table) => table.rows);
  const none = { sheet: '', cell: '', value: '' };
  return {
    rows,
    faults:
      rows.length > 0 ? [] : [{ ...none, message: `没有找到要导入的内容：表头要有${wanted}，下面一行一项` }],
    notes: [...notes, ...tables.flatMap((table) => table.notes)],
  };
}

const SHOWN = 60;

/** A fault at a cell, or at the row as a whole. */
export const faultIn = <F extends string>(
  { sheet, row, cells }: TableRow<F>,
  field: F | null,
  message: string,
): ImportFault => {
  const cell = field === null ? undefined : cells[field];
  const value = cell?.text ?? '';
  return {
    sheet,
    cell: cell?.at ?? String(row),
    value: value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value,
    message,
  };
};

/** Faults of the cells whose content could not be taken at all. */
export const badCells = <F extends string>(row: TableRow<F>): ImportFault[] =>
  (Object.entries(row.cells) as [F, TableCell][])
    .filter(([, { kind }]) => kind === 'bad')
    .map(([field, { text }]) => ({ ...faultIn(row, field, text), value: '' }));
