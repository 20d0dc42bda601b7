import { urlencoded, type Request, type RequestHandler, type Response } from 'express';
import { contactName } from '../../../reminders/index.js';
import type { Contact } from '../../../facts/index.js';
import type { Town } from '../../../town/index.js';
import { originOf, type Allowed } from '../../access/index.js';
import { pageFor, principalOf } from '../../auth.js';
import type { WebContext } from '../../context.js';
import { otherLanguage, wordsFor } from '../../language.js';
import { Problem, problemOf } from '../../problem.js';
import type { Words } from '../../words/index.js';
import { whoIn } from '../staffNav/index.js';
import type { FieldFault } from './fields.js';
import { keptPage } from './keptPage.js';
import type { Place } from './editingPage.js';
import { textOf, valuesIn, type Values } from './values.js';

export { whoIn };

export function placeOf(request: Request, response: Response, { calendars }: WebContext): Place {
  const t = wordsFor(request, response);
  const who = whoIn(response);
  // What a form is answered with has no address of its own.
  const originalUrl = request.method === 'GET' ? request.originalUrl : '/';
  return {
    t,
    town: calendars.town,
    staff: { who, t, otherLanguage: otherLanguage({ originalUrl }, t) },
    isAdmin: who.role === 'admin',
    isOffice: who.role === 'admin' || who.role === 'office',
  };
}

/** A page of one's own, kept by no cache. */
export const sendPage = (response: Response, html: string, status = 200): void => {
  response.status(status).set('Cache-Control', 'no-store').type('html').send(html);
};

const form = urlencoded({ extended: false, limit: '256kb' });

/**
 * The guards of a form: its fields, then who sends it. Whoever's login ended meanwhile gets back what they typed, to send
 * it again once they are logged in.
 */
export function formFor(context: WebContext, allowed: Exclude<Allowed, 'public'>): RequestHandler[] {
  const kept: RequestHandler = async (request, response, next) => {
    if (originOf(request, context.baseUrl) !== 'here' || (await principalOf(request, context)) !== null) {
      next();
      return;
    }
    const t = wordsFor(request, response);
    const values = valuesIn(request.body);
    sendPage(
      response,
      keptPage({ t, town: context.calendars.town, action: request.originalUrl, values }),
      403,
    );
  };
  return [form, kept, pageFor(context, allowed)];
}

/** What a form's handler ends with: a page to go to, or one to show. */
export type Ending = { readonly to: string } | { readonly html: string; readonly status?: number };

/** Does what a form asks; `refused` shows what was refused where it was asked. */
export const acting =
  (
    act: (request: Request, response: Response, values: Values) => Promise<Ending>,
    refused: (request: Request, response: Response, problem: Problem, values: Values) => Promise<string>,
  ): RequestHandler =>
  async (request, response) => {
    const values = valuesIn(request.body);
    try {
      const ending = await act(request, response, values);
      if ('to' in ending) response.redirect(303, ending.to);
      else sendPage(response, ending.html, ending.status);
    } catch (error) {
      const problem = problemOf(error);
      if (problem.status >= 500 || problem.status === 404) throw error;
      sendPage(response, await refused(request, response, problem, values), problem.status);
    }
  };

/** The revision that a form was filled in with. @throws Problem 400 where it says none */
export function revisionIn(values: Values): number {
  const text = textOf(values, 'revision');
  if (!/^[1-9]\d{0,9}$/.test(text)) throw new Problem(400, '表单不完整，请重新打开这一页再改');
  return Number(text);
}

/** A problem as what is wrong at which field. @param fieldOf the field that shows a path of the API's body */
export function fieldFaults(
  { faults, detail, status }: Problem,
  fieldOf: (path: string) => string | null,
): FieldFault[] {
  const whole = { field: null, message: detail };
  const parts = faults.map(({ path, message }) => ({ field: fieldOf(path), message }));
  // Of a conflict the parts alone do not say what it is.
  return parts.length === 0 || status === 409 ? [whole, ...parts] : parts;
}

/** Whom a rehearsal says a change tells. */
export function toldIn(rehearsal: unknown): string[] {
  const { notifies = [] } = rehearsal as { notifies?: readonly { readonly contact: string }[] };
  return [...new Set(notifies.map(({ contact }) => contact))];
}

/** The most names that a page gives one by one. */
const MOST_NAMED = 6;

/** Those told, in words. */
export function toldText(
  t: Words,
  told: readonly string[],
  town: Town,
  contacts: readonly Contact[],
): string {
  if (told.length === 0) return t.editing.toldNobody;
  const names = told.slice(0, MOST_NAMED).map((id) => contactName(id, town, contacts));
  return t.editing.told(names, told.length);
}

/** The address of a page with what was just done there. */
export const didAt = (path: string, did: string, told: readonly string[] | null = null): string => {
  const query = new URLSearchParams({ did });
  if (told !== null) query.set('told', told.slice(0, 50).join(','));
  return `${path}?${query.toString()}`;
};

/** What an address says was just done there; ids that are nobody's are left out. */
export function didIn({ query }: Request, t: Words, town: Town, contacts: readonly Contact[]): string | null {
  const { did, told } = query;
  if (typeof did !== 'string' || !Object.hasOwn(t.editing.did, did)) return null;
  const text = t.editing.did[did as keyof typeof t.editing.did];
  if (typeof told !== 'string') return text;
  const known = told
    .split(',')
    .filter((id) => id !== '' && contactName(id, town, contacts) !== id)
    .slice(0, 50);
  return `${text}${toldText(t, known, town, contacts)}`;
}
