/** The languages of the pages; the first is the one nobody has to ask for. */
export const LANGS = ['zh', 'en'] as const;

export type Lang = (typeof LANGS)[number];

/** A part of the table in both languages. */
export interface Both<Texts> {
  readonly zh: Texts;
  readonly en: Texts;
}

/** English counts: `1 village`, `3 villages`. */
export const many = (count: number, one: string, several = `${one}s`): string =>
  `${count} ${count === 1 ? one : several}`;

/** The Chinese says what there is to say; the English must have all of it, and nothing else. */
export const inBoth = <Texts>(zh: Texts, en: NoInfer<Texts>): Both<Texts> => ({ zh, en });
