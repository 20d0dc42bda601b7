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
import { writableText } from '../sheets/cell.js';
import type { Block, Draft } from './blocks.js';
import { photoTable } from './photoTable.js';
import { FONTS, INDENT, LINE, PAGE, SIZES } from './style.js';
import { plainTable } from './table.js';

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

function childrenOf(block: Block, photos: PhotoBytes): FileChild[] {
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
      return plainTable(block);
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

/**
 * A draft as a Word document in the layout of official documents (GB/T 9704—2012).
 *
 * @param photos those that the draft shows; one that is missing is said to be
 */
export async function documentOf(draft: Draft, photos: PhotoBytes): Promise<Uint8Array> {
  const isAnnex = ({ kind }: Block): boolean => kind === 'annex';
  const annexAt = draft.blocks.findIndex(isAnnex);
  const body = annexAt < 0 ? draft.blocks : draft.blocks.slice(0, annexAt);
  const rest = annexAt < 0 ? [] : draft.blocks.slice(annexAt);
  const children = [
    ...titleOf(draft),
    ...body.flatMap((block) => childrenOf(block, photos)),
    ...signatureOf(draft),
    ...rest.flatMap((block) => childrenOf(block, photos)),
  ];
  const document = new Document({
    title: draft.title,
    creator: draft.signature,
    evenAndOddHeaderAndFooters: true,
    sections: [
      {
        properties: { page: PAGE },
        footers: { default: footerAt('right'), even: footerAt('left') },
        children,
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}
