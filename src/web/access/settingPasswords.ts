import type { Account, WriteTransaction } from '../../facts/index.js';
import { faultAt } from '../../town/index.js';
import { nowOf, type WebContext } from '../context.js';
import { Problem, unfit } from '../problem.js';
import { passwordFault } from './passwordRules.js';
import { endSessions } from './sessions.js';

/** What a password that was given is refused with; the rest of its rules its schema holds. */
export function refusePassword(input: object, field: string, password: string, username: string): void {
  const fault = passwordFault(password, username);
  if (fault !== null) throw unfit([faultAt(input, [field], fault)]);
}

/** An account with a new password's hash. An invitation to set one is used up by it. */
export const withPassword = (account: Account, hash: string, at: string): Account => ({
  ...account,
  password: { hash, setAt: at },
  invitation: null,
});

interface OwnChange {
  readonly account: string;
  /** The session that stays. */
  readonly session: string;
  readonly oldPassword: string;
  readonly newPassword: string;
  readonly address: string | null;
}

/**
 * Holds the old password of whoever sets a new one against the account.
 *
 * @returns what is to be written: the new one, and the end of the account's other sessions
 * @throws Problem 422 for a wrong old or an unfit new one, 429 after too many wrong
 */
export async function ownPasswordChange(
  { account: id, session, oldPassword, newPassword, address }: OwnChange,
  context: WebContext,
): Promise<(transaction: WriteTransaction) => Promise<void>> {
  const { store, calendars, clock, logins } = context;
  const town = calendars.town.id;
  const account = await store.read((transaction) => transaction.get('accounts', town, id));
  if (!account) throw new Problem(404, '没有这个账号');
  const seen = account.password;
  const input = { oldPassword, newPassword };
  refusePassword(input, 'newPassword', newPassword, account.username);
  const right = await logins.attempt(
    { address: address ?? undefined, account: { town, username: account.username } },
    clock().toMillis(),
    async () => ((await logins.passwords.verify(oldPassword, seen?.hash ?? null)) ? true : null),
  );
  if (right === null) throw unfit([faultAt({ oldPassword: '' }, ['oldPassword'], '原来的密码不对')]);
  const hash = await logins.passwords.hash(newPassword);
  return async (transaction) => {
    const now = await transaction.get('accounts', town, id);
    if (!now || now.password?.setAt !== seen?.setAt) throw new Problem(409, '密码刚刚被改过，请重新登录再改');
    const next = withPassword(now, hash, nowOf(context));
    await transaction.put('accounts', { ...next, revision: now.revision + 1 });
    await endSessions(transaction, now, session);
  };
}
