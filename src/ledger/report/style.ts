import {
  convertMillimetersToTwip,
  LineRuleType,
  type IFontAttributesProperties,
  type IStylesOptions,
} from 'docx';

/*
 * The layout of official documents, GB/T 9704—2012: A4; margins 37 mm above, 28 mm to the left, a text of 156 mm by
 * 225 mm; 22 lines of 28 characters; title in 小标宋 of size 2, text in 仿宋 of size 3, headings in 黑体 and 楷体.
 */

const LATIN = 'Times New Roman';
const font = (eastAsia: string): IFontAttributesProperties => ({
  ascii: LATIN,
  hAnsi: LATIN,
  cs: LATIN,
  eastAsia,
});

/** 小标宋 is on few machines outside offices; a program that lacks it takes its own 宋体. */
export const FONTS = {
  title: font('方正小标宋简体'),
  body: font('仿宋'),
  first: font('黑体'),
  second: font('楷体'),
  number: font('宋体'),
} as const;

/** In half points: 二号 22, 三号 16, 四号 14, 五号 10.5. */
export const SIZES = { title: 44, body: 32, number: 28, table: 21 } as const;

/** 225 mm for 22 lines. */
export const LINE = { line: 579, lineRule: LineRuleType.EXACT } as const;

/** Two characters of size 3. */
export const INDENT = { firstLine: 640 } as const;

export const PAGE = {
  size: { width: convertMillimetersToTwip(210), height: convertMillimetersToTwip(297) },
  margin: {
    top: convertMillimetersToTwip(37),
    left: convertMillimetersToTwip(28),
    right: convertMillimetersToTwip(26),
    bottom: convertMillimetersToTwip(35),
    footer: convertMillimetersToTwip(25),
  },
} as const;

/** 156 mm. */
export const TEXT_WIDTH = convertMillimetersToTwip(156);

export const TABLE_TEXT = 'TableText';
export const TABLE_HEAD = 'TableHead';

/** Styles that cells name, for a table repeats nothing that a style can say once. */
export const STYLES: IStylesOptions = {
  paragraphStyles: [
    { id: TABLE_TEXT, name: '表格文字', run: { font: FONTS.body, size: SIZES.table } },
    { id: TABLE_HEAD, name: '表格表头', run: { font: FONTS.first, size: SIZES.table } },
  ],
};
