/**
 * What the pages say, in Chinese and in English: one table, in which a missing key or a wrong argument fails the build.
 */
import type { Both, Lang } from './lang.js';
import { dates } from './dates.js';
import { frame } from './frame.js';
import { names } from './names.js';
import { planning } from './planning.js';

export { LANGS, type Lang } from './lang.js';

const TABLES = { frame, dates, names, planning };

type Tables = typeof TABLES;

/** All words in one language. */
export type Words = { readonly lang: Lang } & {
  readonly [Part in keyof Tables]: Tables[Part] extends Both<infer Texts> ? Texts : never;
};

const wordsIn = (lang: Lang): Words => {
  const parts = Object.entries(TABLES).map(([part, both]): [string, unknown] => [part, both[lang]]);
  return { lang, ...Object.fromEntries(parts) } as Words;
};

const WORDS: Readonly<Record<Lang, Words>> = { zh: wordsIn('zh'), en: wordsIn('en') };

/** The words of a language. */
export const words = (lang: Lang): Words => WORDS[lang];
