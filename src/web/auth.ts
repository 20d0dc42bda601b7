import { parse } from 'cookie';
import type { Request, RequestHandler, Response } from 'express';
import { DateTime } from 'luxon';
import { SYSTEM, type Actor } from '../facts/index.js';
import { isoIn } from '../town/index.js';
import { ADMIN, type Principal } from './access/index.js';
import { nowOf, type WebContext } from './context.js';
import { redeemOneTimeLink } from './oneTimeLinks.js';
import { requestIdOf } from './requestId.js';
import { hashOf, newSecret, sameSecret } from './secrets.js';

const COOKIE = 'pufa_session';
const SESSION_DAYS = 30;

const bearerOf = (request: Request): string | null =>
  /^Bearer ([\x21-\x7e]{1,512})$/.exec(request.get('authorization') ?? '')?.[1] ?? null;

const cookieOf = (request: Request): string | null => parse(request.get('cookie') ?? '')[COOKIE] ?? null;

/** Whether a token is the admin's: the one set from outside, or a stored one. */
async function isAdminToken(token: string, { adminToken, store, calendars }: WebContext): Promise<boolean> {
  if (adminToken !== null && sameSecret(token, adminToken)) return true;
  const known = await store.read((transaction) =>
    transaction.get('apiTokens', calendars.town.id, hashOf(token)),
  );
  return known !== undefined;
}

async function hasSession(request: Request, context: WebContext): Promise<boolean> {
  const secret = cookieOf(request);
  if (secret === null) return false;
  const session = await context.store.read((transaction) =>
    transaction.get('sessions', context.calendars.town.id, hashOf(secret)),
  );
  return session !== undefined && DateTime.fromISO(session.expiresAt) > context.clock();
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** A browser says where a request comes from; a cookie counts for a change only when that is this very site. */
const comesFromElsewhere = (request: Request): boolean => {
  if (SAFE.has(request.method)) return false;
  const site = request.get('sec-fetch-site');
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const origin = request.get('origin');
  return origin !== undefined && origin.replace(/^https?:\/\//, '') !== request.get('host');
};

/** Who asks; null for nobody known. */
export async function principalOf(request: Request, context: WebContext): Promise<Principal | null> {
  const token = bearerOf(request);
  if (token !== null) return (await isAdminToken(token, context)) ? ADMIN : null;
  return !comesFromElsewhere(request) && (await hasSession(request, context)) ? ADMIN : null;
}

/** How the trail tells of a principal's write. */
export const actorFor = (
  { actor }: Principal,
  request: Request,
  { via, reason = null }: { readonly via: Actor['via']; readonly reason?: string | null },
): Actor => ({
  actor,
  via,
  address: request.ip ?? null,
  request: requestIdOf(request),
  reason,
});

/** Lets the admin pass, everybody else goes to the login page. */
export const pageAdmin =
  (context: WebContext): RequestHandler =>
  async (request, response, next) => {
    const who = await principalOf(request, context);
    response.locals.who = who;
    if (who === null) response.redirect(303, '/login');
    else next();
  };

/** Logs a browser in with a one-time link's token or the admin token; false when it is neither. */
export async function logIn(token: string, response: Response, context: WebContext): Promise<boolean> {
  const now = context.clock();
  const { town } = context.calendars;
  const known = redeemOneTimeLink(context.dataDir, token, now) || (await isAdminToken(token, context));
  if (!known) return false;
  const secret = newSecret();
  const expires = now.plus({ days: SESSION_DAYS });
  await context.store.write(SYSTEM, async (transaction) => {
    for (const old of await transaction.find('sessions', { town: town.id }))
      if (DateTime.fromISO(old.expiresAt) <= now) await transaction.remove('sessions', town.id, old.id);
    await transaction.put('sessions', {
      id: hashOf(secret),
      town: town.id,
      createdAt: nowOf(context),
      expiresAt: isoIn(expires, town.zone),
    });
  });
  response.cookie(COOKIE, secret, {
    httpOnly: true,
    sameSite: 'lax',
    secure: context.baseUrl.startsWith('https:'),
    path: '/',
    maxAge: SESSION_DAYS * 24 * 3600 * 1000,
  });
  return true;
}
