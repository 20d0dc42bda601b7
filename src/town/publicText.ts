import type { Town } from './town.js';

// A mobile number, or a landline with its area code; times and years are shorter.
const PHONE = /(?<!\d)(?:1\d{10}|0\d{2,3}-?\d{7,8})(?!\d)/g;

/**
 * Makes a cleaner of free text for public pages and feeds: an office worker may type a lawyer's name or a telephone
 * number into a title or a place, and neither may be published (DESIGN §4.3).
 */
export function publicTextOf(town: Pick<Town, 'lawyers'>): (text: string) => string {
  // 律师一 is a stand-in until the list of names arrives, not a person, and stands inside 律师一对一咨询.
  const names = town.lawyers.map(({ name }) => name).filter((name) => !name.startsWith('律师'));
  return (text) => {
    const named = names.reduce((known, name) => known.replaceAll(name, '挂点律师'), text);
    return named.replaceAll('挂点律师律师', '挂点律师').replaceAll(PHONE, '（电话略）');
  };
}
