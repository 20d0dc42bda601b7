import { readFileSync } from 'node:fs';
import { DateTime } from 'luxon';
import type { Topic } from '../../calendar/index.js';
import { fontFile } from '../fontFiles.js';
import { unpackWoff } from './woff.js';

/** Noto Sans SC, SIL Open Font License 1.1. */
const FONT = '@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified';

/** A font's bytes, read once. */
const remembered = (weight: number): (() => Buffer) => {
  let font: Buffer | null = null;
  return () => (font ??= unpackWoff(readFileSync(fontFile(`${FONT}-${weight}-normal.woff`))));
};
const FONTS = { regular: remembered(400), bold: remembered(700) } as const;

/** The colours of the topics, as `assets/topics.css` has them. */
export const TOPIC_INK: Readonly<Record<Topic, string>> = {
  law: '#a61c1c',
  security: '#1f4e8c',
  safety: '#8a4b00',
  family: '#8a2a76',
  livelihood: '#5d5800',
  nature: '#00606b',
  culture: '#4d4a7a',
};
export const INK = {
  text: '#23262a',
  soft: '#5b6067',
  line: '#b9b2a5',
  red: '#a61c1c',
  green: '#1d6246',
} as const;

export const SIZES = { a4: 'A4', a3: 'A3' } as const;
export type Size = keyof typeof SIZES;

/** A3 is A4 enlarged: everything is drawn on A4's points. */
export const A4 = { width: 841.89, height: 595.28, margin: 26 } as const;
const A3_SCALE = Math.SQRT2;

export interface TextStyle {
  readonly size: number;
  readonly color?: string;
  readonly bold?: boolean;
  readonly align?: 'left' | 'center' | 'right';
}

/** What the sheets draw with; all in A4's points from the upper left corner. */
export interface Paper {
  /** Text in a box; what does not fit its height ends in “…”. */
  text(text: string, box: { x: number; y: number; width: number; height?: number }, style: TextStyle): void;
  /** How high text comes in a column of this width. */
  heightOf(text: string, width: number, style: TextStyle): number;
  widthOf(text: string, style: TextStyle): number;
  line(x1: number, y1: number, x2: number, y2: number, color: string, width: number): void;
  fill(x: number, y: number, width: number, height: number, color: string): void;
  frame(x: number, y: number, width: number, height: number, color: string, line: number): void;
  newPage(): void;
  /** Ends the document. */
  bytes(): Promise<Buffer>;
}

/** A fresh document, its first page open. `title` and `year` go into its description. */
export async function newPaper(size: Size, title: string, year: number): Promise<Paper> {
  // Loaded by the few who want a sheet, not at every start.
  const { default: PDFDocument } = await import('pdfkit');
  const document = new PDFDocument({
    size: SIZES[size],
    layout: 'landscape',
    margin: 0,
    autoFirstPage: false,
    lang: 'zh-CN',
    displayTitle: true,
    // The library would write the present instant, and the same facts would give other bytes.
    info: { Title: title, CreationDate: DateTime.utc(year, 1, 1).toJSDate() },
  });
  const chunks: Buffer[] = [];
  const ended = new Promise<Buffer>((resolve, reject) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => {
      resolve(Buffer.concat(chunks));
    });
    document.on('error', reject);
  });
  document.registerFont('regular', FONTS.regular());
  document.registerFont('bold', FONTS.bold());
  const newPage = (): void => {
    document.addPage();
    if (size === 'a3') document.scale(A3_SCALE);
  };
  newPage();
  const dress = ({ size: points, bold = false }: TextStyle): void => {
    document.font(bold ? 'bold' : 'regular').fontSize(points);
  };
  return {
    text: (text, { x, y, width, height }, style) => {
      dress(style);
      const fit = height === undefined ? {} : { height, ellipsis: '…' };
      document
        .fillColor(style.color ?? INK.text)
        .text(text, x, y, { width, align: style.align ?? 'left', lineGap: 0, ...fit });
    },
    heightOf: (text, width, style) => {
      dress(style);
      return document.heightOfString(text, { width });
    },
    widthOf: (text, style) => {
      dress(style);
      return document.widthOfString(text);
    },
    line: (x1, y1, x2, y2, color, width) => {
      document.moveTo(x1, y1).lineTo(x2, y2).lineWidth(width).strokeColor(color).stroke();
    },
    fill: (x, y, width, height, color) => {
      document.rect(x, y, width, height).fill(color);
    },
    frame: (x, y, width, height, color, line) => {
      document.rect(x, y, width, height).lineWidth(line).strokeColor(color).stroke();
    },
    newPage,
    bytes: () => {
      document.end();
      return ended;
    },
  };
}
