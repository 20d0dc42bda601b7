import {
  AlignmentType,
  BorderStyle,
  ImageRun,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { writableText } from '../sheets/cell.js';
import type { PhotoBlock } from './blocks.js';
import { FONTS, SIZES, TEXT_WIDTH } from './style.js';

const A_ROW = 2;
/** In pixels of 1/96 inch: two side by side on 156 mm, with air. */
const BOX = { width: 280, height: 210 };
const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' };

/** As large as the box holds, its shape kept. */
function sizeIn({ width, height }: PhotoBlock): { width: number; height: number } {
  const scale = Math.min(BOX.width / width, BOX.height / height);
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

function pictureOf(photo: PhotoBlock, data: Uint8Array | undefined): Paragraph {
  const children =
    data === undefined
      ? [new TextRun({ text: '（照片文件缺失）', font: FONTS.body, size: SIZES.table })]
      : [new ImageRun({ type: 'jpg', data, transformation: sizeIn(photo) })];
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    keepNext: true,
    spacing: { before: 120 },
    children,
  });
}

const captionOf = ({ caption }: PhotoBlock): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { after: 120 },
    children: [new TextRun({ text: writableText(caption), font: FONTS.body, size: SIZES.table })],
  });

/** Photos two by two, each with its caption, without lines. */
export function photoTable(photos: readonly PhotoBlock[], bytes: ReadonlyMap<string, Uint8Array>): Table {
  const width = Math.floor(TEXT_WIDTH / A_ROW);
  const rows = Array.from({ length: Math.ceil(photos.length / A_ROW) }, (_, index) =>
    photos.slice(index * A_ROW, (index + 1) * A_ROW),
  );
  return new Table({
    columnWidths: Array<number>(A_ROW).fill(width),
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    borders: {
      top: NONE,
      bottom: NONE,
      left: NONE,
      right: NONE,
      insideHorizontal: NONE,
      insideVertical: NONE,
    },
    rows: rows.map(
      (row) =>
        new TableRow({
          cantSplit: true,
          children: Array.from({ length: A_ROW }, (_, index) => {
            const photo = row[index];
            return new TableCell({
              width: { size: width, type: WidthType.DXA },
              children:
                photo === undefined
                  ? [new Paragraph('')]
                  : [pictureOf(photo, bytes.get(photo.id)), captionOf(photo)],
            });
          }),
        }),
    ),
  });
}
