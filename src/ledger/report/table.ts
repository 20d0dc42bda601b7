import {
  AlignmentType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
  type FileChild,
} from 'docx';
import { writableText } from '../sheets/cell.js';
import type { TableBlock } from './blocks.js';
import { FONTS, LINE, SIZES, TEXT_WIDTH } from './style.js';

/** A longer one is broken within a word, for there is nothing else to break it at. */
const isNumber = (text: string): boolean => /^[\d—.-]{1,12}$/.test(text);

function cellOf(text: string, width: number, head: boolean): TableCell {
  const centred = head || isNumber(text) || text.length <= 6;
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    margins: { top: 40, bottom: 40, left: 60, right: 60 },
    children: [
      new Paragraph({
        alignment: centred ? AlignmentType.CENTER : AlignmentType.LEFT,
        children: [
          new TextRun({
            text: writableText(text),
            font: head ? FONTS.first : FONTS.body,
            size: SIZES.table,
          }),
        ],
      }),
    ],
  });
}

/** A table with its head on every page, no row torn. */
export function plainTable({ caption, columns, rows }: TableBlock): FileChild[] {
  const whole = columns.reduce((sum, { width }) => sum + width, 0);
  const widths = columns.map(({ width }) => Math.floor((width / whole) * TEXT_WIDTH));
  const row = (cells: readonly string[], head: boolean): TableRow =>
    new TableRow({
      tableHeader: head,
      cantSplit: true,
      children: cells.map((text, index) => cellOf(text, widths[index] ?? 0, head)),
    });
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      keepNext: true,
      spacing: { ...LINE, before: 120 },
      children: [new TextRun({ text: writableText(caption), font: FONTS.body, size: 24 })],
    }),
    new Table({
      layout: TableLayoutType.FIXED,
      columnWidths: widths,
      width: { size: TEXT_WIDTH, type: WidthType.DXA },
      rows: [row(columns.map(({ head }) => head), true), ...rows.map((cells) => row(cells, false))],
    }),
  ];
}
