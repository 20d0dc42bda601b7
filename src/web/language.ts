import { parse, serialize } from 'cookie';
import type { Request, Response } from 'express';
import { LANGS, words, type Lang, type Words } from './words/index.js';

const COOKIE = 'pufa_lang';
const YEAR_SECONDS = 31_536_000;

const langIn = (text: unknown): Lang | undefined => LANGS.find((lang) => lang === text);

/**
 * The words of the language that a visitor chose: by `?lang=`, which is remembered in a cookie, else by the cookie; Chinese
 * for everybody else, whatever their browser says it prefers.
 */
export function wordsFor(request: Request, response: Response): Words {
  const asked = langIn(request.query.lang);
  if (asked !== undefined)
    response.append(
      'Set-Cookie',
      serialize(COOKIE, asked, { path: '/', sameSite: 'lax', maxAge: YEAR_SECONDS }),
    );
  response.vary('Cookie');
  return words(asked ?? langIn(parse(request.get('cookie') ?? '')[COOKIE]) ?? LANGS[0]);
}

/** The address of the page that is asked for, in the other language. */
export function otherLanguage({ originalUrl }: Pick<Request, 'originalUrl'>, { lang }: Words): string {
  const [path = '/', query = ''] = originalUrl.split('?', 2);
  const params = new URLSearchParams(query);
  params.set('lang', lang === 'zh' ? 'en' : 'zh');
  return `${path}?${params.toString()}`;
}
