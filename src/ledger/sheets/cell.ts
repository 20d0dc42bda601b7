/** What a spreadsheet program may take for a formula or a command. */
const DANGEROUS = /^[=+\-@\t\r]/;

/** What XML 1.0 cannot hold: control characters but tab and line ends, halves of pairs, and two that are none. */
const UNWRITABLE = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

/** A text as XML may hold it. */
export const writableText = (text: string): string => text.replace(UNWRITABLE, '');

/**
 * A text as a cell may hold it. One that begins like a formula gets an apostrophe before it: the cell holds text anyway,
 * but some programs look again when it is edited, or saved as CSV.
 */
export const safeText = (text: string): string => {
  const plain = writableText(text);
  return DANGEROUS.test(plain) ? `'${plain}` : plain;
};
