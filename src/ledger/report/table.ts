import { AlignmentType, FileChild, Paragraph, TextRun, type IXmlableObject } from 'docx';
import { writableText } from '../sheets/cell.js';
import type { TableBlock } from './blocks.js';
import { FONTS, LINE, TABLE_HEAD, TABLE_TEXT, TEXT_WIDTH } from './style.js';

/*
 * Tables are written as WordprocessingML (ISO/IEC 29500-1 §17.4) at once and put into the document when it is packed:
 * made of the library's own objects, one of five thousand lines takes fifteen seconds and 400 MB.
 */

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escaped = (text: string): string =>
  writableText(text).replace(/[&<>]/g, (character) => ESCAPES[character] ?? '');

const EDGES = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  .map((edge) => `<w:${edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`)
  .join('');

/** In twentieths of a point. */
const PADDING = { top: 40, left: 60, bottom: 40, right: 60 };
const MARGINS = Object.entries(PADDING)
  .map(([edge, width]) => `<w:${edge} w:w="${width}" w:type="dxa"/>`)
  .join('');

const PROPERTIES =
  `<w:tblPr><w:tblW w:w="${TEXT_WIDTH}" w:type="dxa"/><w:tblBorders>${EDGES}</w:tblBorders>` +
  `<w:tblLayout w:type="fixed"/><w:tblCellMar>${MARGINS}</w:tblCellMar></w:tblPr>`;

/** Up to so many characters stand in the middle of their cell; prose begins at the left. */
const SHORT = 6;
const NUMBER = /^[\d—.-]{1,12}$/;

function cellXml(text: string, width: number, head: boolean): string {
  const side = head || text.length <= SHORT || NUMBER.test(text) ? 'center' : 'left';
  return (
    `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>` +
    `<w:p><w:pPr><w:pStyle w:val="${head ? TABLE_HEAD : TABLE_TEXT}"/><w:jc w:val="${side}"/></w:pPr>` +
    `<w:r><w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p></w:tc>`
  );
}

const rowXml = (cells: readonly string[], widths: readonly number[], head: boolean): string =>
  `<w:tr><w:trPr><w:cantSplit/>${head ? '<w:tblHeader/>' : ''}</w:trPr>` +
  `${cells.map((text, index) => cellXml(text, widths[index] ?? 0, head)).join('')}</w:tr>`;

/** What stands within a table's element: its head on every page, no row torn. */
export function tableXml({ columns, rows }: TableBlock): string {
  const whole = columns.reduce((sum, { width }) => sum + width, 0);
  const widths = columns.map(({ width }) => Math.floor((width / whole) * TEXT_WIDTH));
  const grid = widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('');
  const heads = columns.map(({ head }) => head);
  return [
    `${PROPERTIES}<w:tblGrid>${grid}</w:tblGrid>`,
    rowXml(heads, widths, true),
    ...rows.map((cells) => rowXml(cells, widths, false)),
  ].join('');
}

/** What stands for the table of that number until the document is packed; no text can look like it, being escaped. */
export const standIn = (number: number): string => `<w:tbl>table ${number}</w:tbl>`;

class StandIn extends FileChild {
  constructor(private readonly number: number) {
    super('w:tbl');
  }

  override prepForXml(): IXmlableObject {
    return { 'w:tbl': [`table ${this.number}`] };
  }
}

/** A caption, and what stands for its table. */
export const plainTable = ({ caption }: TableBlock, number: number): FileChild[] => [
  new Paragraph({
    alignment: AlignmentType.CENTER,
    keepNext: true,
    spacing: { ...LINE, before: 120 },
    children: [new TextRun({ text: writableText(caption), font: FONTS.body, size: 24 })],
  }),
  new StandIn(number),
];
