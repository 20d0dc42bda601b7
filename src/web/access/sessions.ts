import { createHmac, randomBytes } from 'node:crypto';
import { parse, serialize } from 'cookie';
import { DateTime } from 'luxon';
import { SYSTEM, type Account, type Actor, type Session, type WriteTransaction } from '../../facts/index.js';
import { isoIn } from '../../town/index.js';
import { baseOf } from '../base.js';
import { nowOf, type AccessContext } from '../context.js';
import { hashOf, newSecret, sameSecret } from '../secrets.js';

/** How long a session lasts however much it is used, in days. */
export const SESSION_DAYS = 30;

/** How long one lasts that is not used, in days: longer than the longest holiday. */
export const IDLE_DAYS = 14;

/** A use is noted at most this often, in hours: looking must not write. */
const NOTED_EVERY_HOURS = 1;

const PLAIN_NAME = 'pufa_session';

const isHttps = ({ baseUrl }: Pick<AccessContext, 'baseUrl'>): boolean => baseUrl.startsWith('https:');

/**
 * Of the session's cookie. On https the name itself keeps other hosts of the domain from setting it (RFC 6265bis
 * §4.1.3.2), and wants the path `/`; so what stands before a town's addresses goes into the name, for towns of one host
 * must not log each other out.
 */
export const sessionCookieName = (context: Pick<AccessContext, 'baseUrl'>): string => {
  const name = PLAIN_NAME + baseOf(context.baseUrl).replaceAll('/', '_');
  return isHttps(context) ? `__Host-${name}` : name;
};

/** By what keeps the store and the town, for each town has a key of its own. */
const keys = new WeakMap<AccessContext, string>();

/** The key that cookies are signed with, out of memory once it was read; null as long as nobody logged in. */
async function signingKey(context: AccessContext): Promise<string | null> {
  const { store, calendars } = context;
  const kept = keys.get(context);
  if (kept !== undefined) return kept;
  const found = await store.read((transaction) =>
    transaction.get('sessionKeys', calendars.town.id, 'sessions'),
  );
  if (found) keys.set(context, found.key);
  return found?.key ?? null;
}

async function ensureKey(transaction: WriteTransaction, town: string): Promise<string> {
  const known = await transaction.get('sessionKeys', town, 'sessions');
  if (known) return known.key;
  const key = randomBytes(32).toString('hex');
  await transaction.put('sessionKeys', { id: 'sessions', town, key });
  return key;
}

/** 128 bits that nobody makes without the key. */
const signatureOf = (key: string, town: string, secret: string): string =>
  createHmac('sha256', Buffer.from(key, 'hex'))
    .update(JSON.stringify([town, secret]))
    .digest()
    .subarray(0, 16)
    .toString('base64url');

const cookieWith = (context: AccessContext, value: string, maxAge: number): string =>
  serialize(sessionCookieName(context), value, {
    httpOnly: true,
    sameSite: 'lax',
    secure: isHttps(context),
    path: '/',
    maxAge,
  });

/** What a browser is told to forget its session. */
export const endedCookie = (context: AccessContext): string => cookieWith(context, '', 0);

/** A session just opened. */
export interface OpenedSession {
  readonly session: Session;
  /** For Set-Cookie. */
  readonly cookie: string;
}

/**
 * Opens a session: of an account, by a token, or of the admin without either.
 *
 * @param alongside what is stored in the same write
 */
export async function openSession(
  context: AccessContext,
  { account = null, token = null }: { readonly account?: string | null; readonly token?: string | null },
  actor: Actor,
  alongside: (transaction: WriteTransaction) => Promise<void> = () => Promise.resolve(),
): Promise<OpenedSession> {
  const { town } = context.calendars;
  const now = context.clock();
  const secret = newSecret();
  const at = nowOf(context);
  const session: Session = {
    id: hashOf(secret),
    town: town.id,
    account,
    token,
    signed: true,
    createdAt: at,
    lastSeenAt: at,
    expiresAt: isoIn(now.plus({ days: SESSION_DAYS }), town.zone),
  };
  const key = await context.store.write(actor, async (transaction) => {
    await alongside(transaction);
    for (const old of await transaction.find('sessions', { town: town.id }))
      if (!isOpen(old, now)) await transaction.remove('sessions', town.id, old.id);
    await transaction.put('sessions', session);
    return ensureKey(transaction, town.id);
  });
  keys.set(context, key);
  const value = `${secret}.${signatureOf(key, town.id, secret)}`;
  return { session, cookie: cookieWith(context, value, SESSION_DAYS * 24 * 3600) };
}

/** Ends an account's sessions, all or all but one. */
export async function endSessions(
  transaction: WriteTransaction,
  { town, id }: Pick<Account, 'town' | 'id'>,
  except?: string,
): Promise<void> {
  for (const session of await transaction.find('sessions', { town }))
    if (session.account === id && session.id !== except)
      await transaction.remove('sessions', town, session.id);
}

/** Within its days, and used within the last of them; in old sessions that use was not noted. */
const isOpen = ({ expiresAt, lastSeenAt }: Session, now: DateTime): boolean =>
  DateTime.fromISO(expiresAt) > now &&
  (lastSeenAt === null || DateTime.fromISO(lastSeenAt).plus({ days: IDLE_DAYS }) > now);

/** Whether a request bears a session's cookie, be it worth anything or not. */
export const hasSessionCookie = (header: string | undefined, context: AccessContext): boolean =>
  parse(header ?? '')[sessionCookieName(context)] !== undefined;

/** The secret that a Cookie header holds; a forged one is found out here, before anything is looked up. */
async function secretIn(
  header: string,
  context: AccessContext,
): Promise<{ secret: string; signed: boolean } | null> {
  const cookies = parse(header);
  const [, secret = '', signature = ''] =
    /^([\w-]{22})\.([\w-]{22})$/.exec(cookies[sessionCookieName(context)] ?? '') ?? [];
  if (secret === '') {
    // From before cookies were signed, had another name on https, and there was more than one town.
    const old = baseOf(context.baseUrl) === '' ? (cookies[PLAIN_NAME] ?? '') : '';
    return /^[\w-]{22}$/.test(old) ? { secret: old, signed: false } : null;
  }
  const key = await signingKey(context);
  const right = key !== null && sameSecret(signature, signatureOf(key, context.calendars.town.id, secret));
  return right ? { secret, signed: true } : null;
}

/** Notes that a session was used; whoever asked does not wait for it. */
function noteUse({ id, town, lastSeenAt }: Session, context: AccessContext): void {
  const now = context.clock();
  const isFresh = (last: string | null): boolean =>
    last !== null && DateTime.fromISO(last).plus({ hours: NOTED_EVERY_HOURS }) > now;
  if (isFresh(lastSeenAt)) return;
  context.store
    .write(SYSTEM, async (transaction) => {
      const session = await transaction.get('sessions', town, id);
      if (session && !isFresh(session.lastSeenAt))
        await transaction.put('sessions', { ...session, lastSeenAt: nowOf(context) });
    })
    .catch((error: unknown) => {
      context.log.warn({ err: error }, 'use of a session not stored');
    });
}

/** The open session of a Cookie header, and whose it is; null for none, and for one of a disabled account. */
export async function sessionIn(
  header: string | undefined,
  context: AccessContext,
): Promise<{ readonly session: Session; readonly account: Account | null } | null> {
  const found = header === undefined ? null : await secretIn(header, context);
  if (found === null) return null;
  const town = context.calendars.town.id;
  const known = await context.store.read(async (transaction) => {
    const session = await transaction.get('sessions', town, hashOf(found.secret));
    if (session?.signed !== found.signed || !isOpen(session, context.clock())) return null;
    if (session.account === null) return { session, account: null };
    const account = await transaction.get('accounts', town, session.account);
    return account && !account.disabled ? { session, account } : null;
  });
  if (known) noteUse(known.session, context);
  return known;
}
