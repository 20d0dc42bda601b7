import { urlencoded, type Request, type RequestHandler, type Response } from 'express';
import type { Account } from '../../../facts/index.js';
import { originOf, type OpenedSession } from '../../access/index.js';
import { baseOf } from '../../base.js';
import type { WebContext } from '../../context.js';
import { otherLanguage, wordsFor } from '../../language.js';
import { Problem } from '../../problem.js';

/** Where each goes after logging in: the office to the day's sheet, a unit or village to its part of the board. */
const HOMES: Readonly<Record<Account['role'], string>> = {
  admin: '/today',
  office: '/today',
  department: '/board',
  village: '/board',
  reader: '/',
};

/** The fields of every form below `/login`. */
export const form = urlencoded({ extended: false, limit: '4kb' });

/** What every page below `/login` answers with. */
export function loginDesk({ calendars, baseUrl, isCounty = false }: WebContext) {
  const { town } = calendars;
  const command = `npx pufa admin-link${baseOf(baseUrl) === '' ? '' : ` --town ${town.id}`}`;
  // A county's own page is its board.
  const homeOf = (role: Account['role']): string => (isCounty ? '/board' : HOMES[role]);

  /** In whose language, and of whom. */
  const saidTo = (request: Request, response: Response) => {
    const t = wordsFor(request, response);
    const org = isCounty ? t.names.county(town) : t.names.town(town);
    return { t, org, otherLanguage: otherLanguage(request, t), isCounty, command };
  };

  /** What went wrong, on the page it went wrong on. */
  const refuse = (
    response: Response,
    error: unknown,
    page: (messages: readonly string[]) => string,
  ): void => {
    if (!(error instanceof Problem) || error.status >= 500) throw error;
    const messages = error.faults.length > 0 ? error.faults.map(({ message }) => message) : [error.detail];
    // 401 would have to name a way that is none for browsers (RFC 9110 §15.5.2).
    response
      .status(error.status === 401 ? 403 : error.status)
      .set(error.headers)
      .type('html')
      .send(page(messages));
  };

  const enter = (response: Response, { cookie }: OpenedSession, home: string): void => {
    response.append('Set-Cookie', cookie).redirect(303, home);
  };

  /** Another site must not send our forms. */
  const fromHere: RequestHandler = (request, _response, next) => {
    if (originOf(request, baseUrl) === 'elsewhere') throw new Problem(403, '请在本站的页面上操作');
    next();
  };

  return { homeOf, saidTo, refuse, enter, fromHere };
}
