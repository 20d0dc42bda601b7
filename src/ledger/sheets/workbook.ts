import type { DateTime } from 'luxon';
import exceljs, { type Borders, type Style, type Worksheet } from 'exceljs';
import { safeText } from './cell.js';

/** A column of a printed table. */
export interface Column {
  readonly head: string;
  /** In characters, as spreadsheets measure. */
  readonly width: number;
  /** For the screen alone: it is not printed. Only the last columns may be so. */
  readonly unprinted?: true;
  /** Numbers and short words stand in the middle, prose begins at the left. */
  readonly align?: 'center' | 'left';
}

export type Cell = string | number | null;

/** One table on a sheet of its own. */
export interface Table {
  /** The sheet's name: at most 31 characters, none of `: \ / ? * [ ]`. */
  readonly name: string;
  readonly title: string;
  /** Under the title: what the table holds and what it leaves out. */
  readonly note: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  /** The last row, in bold; null: none. */
  readonly total: readonly Cell[] | null;
}

const A4 = 9;
const HEAD_ROW = 3;
const LINE: Partial<Borders> = {
  top: { style: 'thin' },
  left: { style: 'thin' },
  bottom: { style: 'thin' },
  right: { style: 'thin' },
};
/** In inches: 1.5 cm at the sides, room for the page number below. */
const MARGINS = { left: 0.6, right: 0.6, top: 0.6, bottom: 0.7, header: 0.3, footer: 0.3 };

const BODY = { name: '仿宋', size: 10 };

const styleOf = (horizontal: 'center' | 'left', bold: boolean): Partial<Style> => ({
  font: { ...BODY, bold },
  alignment: { horizontal, vertical: 'middle', wrapText: true },
  border: LINE,
});

/** The very same objects for all cells: the library looks a style up by what object it is, else it writes it out each time. */
const STYLES = {
  center: { plain: styleOf('center', false), bold: styleOf('center', true) },
  left: { plain: styleOf('left', false), bold: styleOf('left', true) },
};

const contentOf = (cell: Cell): Cell => (typeof cell === 'string' ? safeText(cell) : cell);

const printedColumns = ({ columns }: Table): number =>
  columns.filter(({ unprinted }) => unprinted !== true).length;

function writeHead(sheet: Worksheet, table: Table): void {
  const { title, note, columns } = table;
  const printed = printedColumns(table);
  for (const [row, text, font] of [
    [1, title, { name: '宋体', size: 18, bold: true }],
    [2, note, { name: '仿宋', size: 10 }],
  ] as const) {
    sheet.mergeCells(row, 1, row, printed);
    const cell = sheet.getCell(row, 1);
    cell.value = safeText(text);
    cell.font = font;
    cell.alignment = { horizontal: row === 1 ? 'center' : 'left', vertical: 'middle', wrapText: true };
  }
  sheet.getRow(1).height = 32;
  // A line holds about as many characters of ten points as the columns are wide, a Chinese one taking two.
  const wide = columns.reduce((sum, { width }) => sum + width, 0);
  sheet.getRow(2).height = 16 * Math.max(1, Math.ceil((note.length * 2) / wide));
  const head = sheet.getRow(HEAD_ROW);
  head.values = columns.map((column) => column.head);
  head.height = 30;
  head.eachCell((cell) => {
    cell.font = { name: '黑体', size: 11 };
    cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true };
    cell.border = LINE;
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFF2F2F2' } };
  });
}

/** A Chinese character is as wide as two others. */
const widthOf = (text: string): number => text.replace(/[^ -\u00ff]/gu, '  ').length;

/** Lines a text takes in a column: programs do not all make room by themselves. */
const linesIn = (cell: Cell, { width }: Column): number =>
  String(cell ?? '')
    .split('\n')
    .reduce((lines, line) => lines + Math.max(1, Math.ceil((widthOf(line) + 1) / (width - 1))), 0);

/** In points. */
const LINE_HEIGHT = 14.5;

function writeRow(sheet: Worksheet, cells: readonly Cell[], { columns }: Table, bold: boolean): void {
  const row = sheet.addRow(cells.map(contentOf));
  const lines = columns.map((column, index) => linesIn(cells[index] ?? null, column));
  row.height = 6 + LINE_HEIGHT * Math.max(...lines);
  columns.forEach(({ align = 'center' }, index) => {
    row.getCell(index + 1).style = STYLES[align][bold ? 'bold' : 'plain'];
  });
}

function writeTable(sheet: Worksheet, table: Table): void {
  const { columns, rows, total } = table;
  sheet.columns = columns.map(({ width }) => ({ width }));
  writeHead(sheet, table);
  for (const cells of rows) writeRow(sheet, cells, table, false);
  if (total !== null) writeRow(sheet, total, table, true);
  sheet.views = [{ state: 'frozen', xSplit: 0, ySplit: HEAD_ROW, showGridLines: false }];
  // Its type is the library's own enum, which the library does not give out.
  Object.assign(sheet.pageSetup, { paperSize: A4 });
  sheet.pageSetup.printTitlesRow = `${HEAD_ROW}:${HEAD_ROW}`;
  const printed = printedColumns(table);
  if (printed < columns.length)
    // The library puts a dollar before each column only; programs want one before the row too.
    sheet.pageSetup.printArea = `A$1:${sheet.getColumn(printed).letter}$${sheet.rowCount}`;
  if (rows.length > 0)
    sheet.autoFilter = {
      from: { row: HEAD_ROW, column: 1 },
      to: { row: HEAD_ROW + rows.length, column: columns.length },
    };
}

/**
 * Tables as an xlsx file that prints: A4 across, as wide as the page, the head repeated on each page and numbered.
 *
 * @param at goes into the file as its date
 */
export async function workbookOf(
  tables: readonly Table[],
  author: string,
  at: DateTime,
): Promise<Uint8Array> {
  const workbook = new exceljs.Workbook();
  workbook.creator = author;
  workbook.lastModifiedBy = author;
  workbook.created = at.toJSDate();
  workbook.modified = at.toJSDate();
  for (const table of tables)
    writeTable(
      workbook.addWorksheet(table.name, {
        pageSetup: {
          orientation: 'landscape',
          fitToPage: true,
          fitToWidth: 1,
          fitToHeight: 0,
          horizontalCentered: true,
          margins: MARGINS,
        },
        headerFooter: { oddFooter: '&C第 &P 页，共 &N 页' },
      }),
      table,
    );
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}
