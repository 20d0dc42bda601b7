import {
  AlignmentType,
  Document,
  Footer,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
  type FileChild,
  type ParagraphChild,
} from 'docx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { writableText } from '../sheets/cell.js';
import type { Block, Draft } from './blocks.js';
import { photoTable } from './photoTable.js';
import { FONTS, INDENT, LINE, PAGE, SIZES, STYLES } from './style.js';
import { plainTable, standIn, tableXml } from './table.js';

/** Photos by id. */
export type PhotoBytes = ReadonlyMap<string, Uint8Array>;

/** Text with its marks set high: `⟦3⟧` is read as [3]. */
const runsOf = (text: string): ParagraphChild[] =>
  writableText(text)
    .split(/(⟦\d+⟧)/)
    .filter((part) => part !== '')
    .map((part) => {
      const mark = /^⟦(\d+)⟧$/.exec(part)?.[1];
      return mark === undefined
        ? new TextRun({ text: part, font: FONTS.body, size: SIZES.body })
        : new TextRun({ text: `[${mark}]`, font: FONTS.body, size: SIZES.body, superScript: true });
    });

const HEADING_FONTS = { 1: FONTS.first, 2: FONTS.second, 3: FONTS.body } as const;

function childrenOf(block: Block, number: number, photos: PhotoBytes): FileChild[] {
  switch (block.kind) {
    case 'heading':
      return [
        new Paragraph({
          children: [new TextRun({ text: block.text, font: HEADING_FONTS[block.level], size: SIZES.body })],
          spacing: LINE,
          indent: INDENT,
          keepNext: true,
          outlineLevel: block.level - 1,
        }),
      ];
    case 'text':
      return [new Paragraph({ children: runsOf(block.text), spacing: LINE, indent: INDENT })];
    case 'annex':
      return [
        new Paragraph({
          children: [new TextRun({ text: block.name, font: FONTS.first, size: SIZES.body })],
          spacing: LINE,
          pageBreakBefore: true,
        }),
        new Paragraph({
          children: [new TextRun({ text: block.title, font: FONTS.title, size: SIZES.title })],
          alignment: AlignmentType.CENTER,
          spacing: { ...LINE, after: 200 },
        }),
      ];
    case 'table':
      return plainTable(block, number);
    case 'photos':
      return [photoTable(block.photos, photos)];
  }
}

const titleOf = ({ title, subtitle }: Draft): Paragraph[] => [
  new Paragraph({
    children: [new TextRun({ text: writableText(title), font: FONTS.title, size: SIZES.title })],
    alignment: AlignmentType.CENTER,
    spacing: { line: 700, lineRule: LINE.lineRule },
  }),
  new Paragraph({
    children: [new TextRun({ text: subtitle, font: FONTS.second, size: SIZES.body })],
    alignment: AlignmentType.CENTER,
    spacing: { ...LINE, after: 300 },
  }),
];

/** Two characters in from the right. */
const signatureOf = ({ signature, day }: Draft): Paragraph[] =>
  [signature, day].map(
    (text, index) =>
      new Paragraph({
        children: [new TextRun({ text: writableText(text), font: FONTS.body, size: SIZES.body })],
        alignment: AlignmentType.RIGHT,
        indent: { right: 1280 },
        spacing: { ...LINE, before: index === 0 ? 579 : 0 },
      }),
  );

/** — 1 —, at the outer edge, a character in. */
const footerAt = (side: 'left' | 'right'): Footer =>
  new Footer({
    children: [
      new Paragraph({
        alignment: side === 'left' ? AlignmentType.LEFT : AlignmentType.RIGHT,
        indent: { [side]: 320 },
        children: [
          new TextRun({
            children: ['— ', PageNumber.CURRENT, ' —'],
            font: FONTS.number,
            size: SIZES.number,
          }),
        ],
      }),
    ],
  });

const MAIN_PART = 'word/document.xml';

/** The file with its tables where their stand-ins were. */
function withTables(file: Uint8Array, blocks: readonly Block[]): Uint8Array {
  const parts = unzipSync(file);
  const main = parts[MAIN_PART];
  if (!main) throw new Error(`no ${MAIN_PART}`);
  let rest = strFromU8(main);
  const pieces: string[] = [];
  for (const [number, block] of blocks.entries()) {
    if (block.kind !== 'table') continue;
    const [before = '', ...after] = rest.split(standIn(number));
    pieces.push(before, '<w:tbl>', tableXml(block), '</w:tbl>');
    rest = after.join('');
  }
  return zipSync({ ...parts, [MAIN_PART]: strToU8([...pieces, rest].join('')) });
}

/**
 * A draft as a Word document in the layout of official documents (GB/T 9704—2012).
 *
 * @param photos those that the draft shows; one that is missing is said to be
 */
export async function documentOf(draft: Draft, photos: PhotoBytes): Promise<Uint8Array> {
  const { blocks } = draft;
  const annexAt = blocks.findIndex(({ kind }) => kind === 'annex');
  const bodyEnd = annexAt < 0 ? blocks.length : annexAt;
  const parts = blocks.map((block, number) => childrenOf(block, number, photos));
  const children = [
    ...titleOf(draft),
    ...parts.slice(0, bodyEnd).flat(),
    ...signatureOf(draft),
    ...parts.slice(bodyEnd).flat(),
  ];
  const document = new Document({
    title: draft.title,
    creator: draft.signature,
    styles: STYLES,
    evenAndOddHeaderAndFooters: true,
    sections: [
      {
        properties: { page: PAGE },
        footers: { default: footerAt('right'), even: footerAt('left') },
        children,
      },
    ],
  });
  return withTables(await Packer.toBuffer(document), blocks);
}
