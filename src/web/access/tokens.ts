import { randomBytes } from 'node:crypto';
import { DateTime } from 'luxon';
import {
  SYSTEM,
  publicTokenId,
  type Account,
  type ApiToken,
  type ReadTransaction,
  type WriteTransaction,
} from '../../facts/index.js';
import { nowOf, type WebContext } from '../context.js';
import { hashOf, newSecret, sameSecret } from '../secrets.js';
import { principalAs, type Principal } from './principal.js';

/** A use is noted at most this often, in hours. */
const NOTED_EVERY_HOURS = 1;

/** What is said of a token when it is made. */
export type TokenGrant = Pick<
  ApiToken,
  'town' | 'label' | 'role' | 'village' | 'department' | 'account' | 'scope' | 'expiresAt' | 'createdAt'
>;

/** A new token, and the fact that stands for it; the token itself is kept nowhere. */
export function newApiToken(grant: TokenGrant): { readonly token: string; readonly fact: ApiToken } {
  const id = randomBytes(10).toString('hex');
  const token = `pufa_${id}_${newSecret()}`;
  return { token, fact: { ...grant, id, hash: hashOf(token), revision: 1, revokedAt: null } };
}

/** The fact of a token; those from before bore no id, and are found by their hash. */
async function factOf(transaction: ReadTransaction, town: string, token: string): Promise<ApiToken | null> {
  const id = /^pufa_([0-9a-f]{20})_[\w-]{22}$/.exec(token)?.[1];
  const fact = await transaction.get('apiTokens', town, id ?? hashOf(token));
  return fact && sameSecret(fact.hash ?? fact.id, hashOf(token)) ? fact : null;
}

/** Notes that a token was used; whoever asked does not wait for it. */
function noteUse({ id, town }: ApiToken, lastUsedAt: string | undefined, context: WebContext): void {
  const now = context.clock();
  const isFresh = (last: string | undefined): boolean =>
    last !== undefined && DateTime.fromISO(last).plus({ hours: NOTED_EVERY_HOURS }) > now;
  if (isFresh(lastUsedAt)) return;
  context.store
    .write(SYSTEM, async (transaction) => {
      const known = await transaction.get('apiTokenUses', town, id);
      if (!isFresh(known?.lastUsedAt))
        await transaction.put('apiTokenUses', { id, town, lastUsedAt: nowOf(context) });
    })
    .catch((error: unknown) => {
      context.log.warn({ err: error }, 'use of an API token not stored');
    });
}

const isValid = ({ revokedAt, expiresAt }: ApiToken, now: DateTime): boolean =>
  revokedAt === null && (expiresAt === null || DateTime.fromISO(expiresAt) > now);

async function principalOfFact(
  find: (transaction: ReadTransaction) => Promise<ApiToken | null | undefined>,
  context: WebContext,
): Promise<Principal | null> {
  const town = context.calendars.town.id;
  const found = await context.store.read(async (transaction) => {
    const fact = await find(transaction);
    if (!fact || !isValid(fact, context.clock())) return null;
    const account = fact.account === null ? null : await transaction.get('accounts', town, fact.account);
    return { fact, account, use: await transaction.get('apiTokenUses', town, fact.id) };
  });
  if (!found) return null;
  const { fact, account, use } = found;
  const { role, village, department, scope } = fact;
  const actor = `token:${publicTokenId(fact)}`;
  let who: Principal | null = null;
  if (role !== null) who = principalAs(actor, { role, village, department }, { scope, token: fact.id });
  else if (account && !account.disabled)
    who = principalAs(actor, account, { scope, token: fact.id, account: account.id });
  if (who) noteUse(fact, use?.lastUsedAt, context);
  return who;
}

/** Who a stored token lets through; null for one that is unknown, revoked or expired, or of a disabled account. */
export const principalOfToken = (token: string, context: WebContext): Promise<Principal | null> =>
  principalOfFact((transaction) => factOf(transaction, context.calendars.town.id, token), context);

/** The same, of the token that a session was opened with. */
export const principalOfTokenId = (id: string, context: WebContext): Promise<Principal | null> =>
  principalOfFact((transaction) => transaction.get('apiTokens', context.calendars.town.id, id), context);

/** Revokes the tokens that act for an account. */
export async function revokeTokensOf(
  transaction: WriteTransaction,
  { town, id }: Pick<Account, 'town' | 'id'>,
  at: string,
): Promise<void> {
  for (const token of await transaction.find('apiTokens', { town }))
    if (token.account === id && token.revokedAt === null)
      await transaction.put('apiTokens', { ...token, revision: token.revision + 1, revokedAt: at });
}
