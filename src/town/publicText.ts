import type { Town } from './town.js';

const DIGIT = '[0-9０-９]';
// Blanks, points and hyphens of any width that people put between the parts of a number.
const GAP = '[ \\u00a0\\u3000.\\u2010-\\u2015－-]{0,3}';
const MOBILE = `(?:(?:[+＋]|[0０]{2})?[8８][6６]${GAP})?[1１]${DIGIT}{2}(?:${GAP}${DIGIT}{4}){2}`;
const LANDLINE = `[(（]?[0０]${DIGIT}{2,3}[)）]?${GAP}${DIGIT}{7,8}`;
const PHONE = new RegExp(`(?<!${DIGIT})(?:${MOBILE}|${LANDLINE})(?!${DIGIT})`, 'g');

/** 律师一: a stand-in until the list of names arrives, no person; it also stands inside 律师一对一咨询. */
const STAND_IN = /^律师[一二三四五六七八九十]+$/;

/**
 * Makes a cleaner of free text for public pages and feeds, where no person's name or number may stand (DESIGN §4.3):
 * it masks the names of the town's lawyers, and what reads as a Chinese telephone number.
 */
export function publicTextOf(town: Pick<Town, 'lawyers'>): (text: string) => string {
  const names = town.lawyers
    .map(({ name }) => name)
    .filter((name) => !STAND_IN.test(name))
    // A name may begin with another: the longer one goes first, or its end would be left.
    .sort((a, b) => b.length - a.length);
  return (text) => {
    const named = names.reduce((known, name) => known.replaceAll(name, '挂点律师'), text);
    return named.replaceAll('挂点律师律师', '挂点律师').replaceAll(PHONE, '（电话略）');
  };
}
