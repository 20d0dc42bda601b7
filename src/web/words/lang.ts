/** The languages of the pages; the first is the one nobody has to ask for. */
export const LANGS = ['zh', 'en'] as const;

export type Lang = (typeof LANGS)[number];

/** A part of the table in both languages. */
export interface Both<Texts> {
  readonly zh: Texts;
  readonly en: Texts;
}

/** The Chinese says what there is to say; the English must have all of it, and nothing else. */
export const inBoth = <Texts>(zh: Texts, en: NoInfer<Texts>): Both<Texts> => ({ zh, en });
