/**
 * What the pages say, in Chinese and in English: one table, in which a missing key or a wrong argument fails the build.
 *
 * A page takes `const t = words(lang)` and says `t.frame.home`, `t.dates.day('2026-12-04')`. A new page adds a file of
 * its own beside these, made with `inBoth`, and a line to `TABLES`. Data (names, places, titles) is no word of ours: where
 * it has no English, `<Said>` shows the Chinese and marks it as such.
 */
import type { Both, Lang } from './lang.js';
import { activityCalendar } from './activityCalendar.js';
import { board } from './board.js';
import { activities } from './activities.js';
import { calendar } from './calendar.js';
import { editing } from './editing.js';
import { county } from './county.js';
import { entering } from './entering.js';
import { dates } from './dates.js';
import { frame } from './frame.js';
import { imports } from './imports.js';
import { keyDate } from './keyDate.js';
import { ledger } from './ledger.js';
import { moving } from './moving.js';
import { names } from './names.js';
import { notices } from './notices.js';
import { people } from './people.js';
import { planning } from './planning.js';
import { staff } from './staff.js';
import { subscribe } from './subscribe.js';
import { today } from './today.js';

export { LANGS, type Lang } from './lang.js';

const TABLES = {
  frame,
  dates,
  names,
  calendar,
  keyDate,
  subscribe,
  staff,
  editing,
  activities,
  people,
  activityCalendar,
  moving,
  notices,
  board,
  county,
  planning,
  ledger,
  today,
  entering,
  imports,
};

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
