/** What a cell says, without the blanks that people and programs leave in it. */
export const cleaned = (text: string): string =>
  text
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/\r\n?/g, '\n')
    .trim();

/** The same word however it was typed: full-width digits and letters, blanks, case. */
export const folded = (text: string): string =>
  cleaned(text).normalize('NFKC').replace(/\s/g, '').toLowerCase();

/** The several of one cell: `港门村、货湖村`. */
export const partsOf = (text: string): string[] =>
  cleaned(text)
    .split(/[、，,;；/\n]|\s+/)
    .filter((part) => part !== '');

/** How the example in a template begins; it is no row. */
export const EXAMPLE = '例：';
