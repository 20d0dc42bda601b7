import type { Request, RequestHandler } from 'express';
import type { Actor } from '../facts/index.js';
import {
  ADMIN,
  ALLOWED,
  hasSessionCookie,
  openSession,
  originOf,
  principalAs,
  principalOfCounty,
  principalOfToken,
  principalOfTokenId,
  sessionIn,
  type Allowed,
  type OpenedSession,
  type Principal,
} from './access/index.js';
import { linkHere } from './base.js';
import type { WebContext } from './context.js';
import { wordsFor } from './language.js';
import { redeemOneTimeLink } from './oneTimeLinks.js';
import { messagePage } from './pages/message.js';
import { requestIdOf } from './requestId.js';
import { sameSecret } from './secrets.js';

const bearerOf = (request: Request): string | null =>
  /^Bearer ([\x21-\x7e]{1,512})$/.exec(request.get('authorization') ?? '')?.[1] ?? null;

/** Who holds a token: the one set from outside, or a stored one; null for nobody. */
async function holderOf(token: string, context: WebContext): Promise<Principal | null> {
  const { adminToken } = context;
  if (adminToken !== null && sameSecret(token, adminToken)) return ADMIN;
  return principalOfToken(token, context);
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** A cookie counts for a change only when the browser says that this very site asks for it. */
const mayUseCookie = (request: Request, { baseUrl }: WebContext): boolean =>
  SAFE.has(request.method) || originOf(request, baseUrl) === 'here';

/** Whom a Cookie header lets in. */
async function principalByCookie(header: string | undefined, context: WebContext): Promise<Principal | null> {
  const found = await sessionIn(header, context);
  if (!found) return context.county ? principalOfCounty(header, context.county) : null;
  const { session, account } = found;
  if (session.token !== null) {
    const holder = await principalOfTokenId(session.token, context);
    return holder && { ...holder, session };
  }
  if (!account) return { ...ADMIN, session };
  return principalAs(`account:${account.id}`, account, { scope: 'write', account: account.id, session });
}

/** Who asks; null for nobody known. @throws Problem 429 after too many wrong tokens */
export async function principalOf(request: Request, context: WebContext): Promise<Principal | null> {
  const who = await askerOf(request, context);
  return who && context.isCounty ? { ...who, atCounty: true } : who;
}

async function askerOf(request: Request, context: WebContext): Promise<Principal | null> {
  const token = bearerOf(request);
  if (token !== null)
    return context.logins.attemptToken({ address: request.ip, token }, context.clock().toMillis(), () =>
      holderOf(token, context),
    );
  return mayUseCookie(request, context) ? principalByCookie(request.get('cookie'), context) : null;
}

/** What whoever is not known is to do about it. */
export function loginHint(request: Request, context: WebContext): string {
  const cookie = request.get('cookie');
  const bears = [context, ...(context.county ? [context.county] : [])].some((one) =>
    hasSessionCookie(cookie, one),
  );
  const unsaid = bearerOf(request) === null && bears;
  return unsaid && originOf(request, context.baseUrl) === 'unsaid' && !SAFE.has(request.method)
    ? '用 cookie 登录时，修改要带 Origin，写明来自本站；脚本请改用 Authorization 里的令牌'
    : `请在 Authorization 里带上 Bearer 令牌，或先在 ${linkHere('/login')} 登录`;
}

/** How the trail tells of a principal's write. */
export const actorFor = (
  { actor }: Pick<Principal, 'actor'>,
  request: Request,
  { via, reason = null }: { readonly via: Actor['via']; readonly reason?: string | null },
): Actor => ({
  actor,
  via,
  address: request.ip ?? null,
  request: requestIdOf(request),
  reason,
});

/** The guard of a page behind login: who is not known goes to the login page, who may not is told so. */
export const pageFor =
  (context: WebContext, allowed: Exclude<Allowed, 'public'>): RequestHandler =>
  async (request, response, next) => {
    const who = await principalOf(request, context);
    const roles: readonly string[] = ALLOWED[allowed];
    response.locals.who = who;
    if (who === null) response.redirect(303, '/login');
    else if (roles.includes(who.role) && (SAFE.has(request.method) || who.scope === 'write')) next();
    else {
      const t = wordsFor(request, response);
      const { notAllowed: title, notAllowedText: text } = t.frame;
      response
        .status(403)
        .set('Cache-Control', 'no-store')
        .type('html')
        .send(messagePage({ t, org: t.names.town(context.calendars.town), title, text }));
    }
  };

/**
 * Logs a browser in as the admin with a one-time link's token or the admin's own; null when it is neither. A token of
 * less than an admin opens no pages.
 *
 * @throws Problem 429 after too many that were wrong
 */
export const logInByToken = (
  token: string,
  request: Request,
  context: WebContext,
): Promise<OpenedSession | null> => {
  const now = context.clock();
  return context.logins.attempt({ address: request.ip, account: null }, now.toMillis(), async () => {
    const isLink = redeemOneTimeLink(context.dataDir, context.calendars.town.id, token, now);
    const holder = isLink ? ADMIN : await holderOf(token, context);
    if (holder?.role !== 'admin' || holder.scope !== 'write') return null;
    const { token: id = null } = holder;
    return openSession(context, { token: id }, actorFor(holder, request, { via: 'page' }));
  });
};
