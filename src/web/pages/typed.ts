/*
 * What was typed into a form, as it is meant.
 */

/**
 * Digits and signs that a phone typed as wide as characters, made plain. For days, hours and numbers only: in prose it
 * would turn ，（） into their Latin likenesses.
 */
export const plain = (text: string): string => text.normalize('NFKC').trim();

/** A number where it is one; else the text, for the refusal to name it. */
export const numbered = (text: string): string | number =>
  /^\d{1,9}(\.\d{1,2})?$/.test(plain(text)) ? Number(plain(text)) : text;

/** Prose with its lines broken by one character, where a form sends two (HTML, “multipart form data”): they count as one. */
export const prose = (text: string): string => text.replace(/\r\n?/g, '\n').trim();
