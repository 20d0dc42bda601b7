import { randomBytes } from 'node:crypto';
import { DateTime } from 'luxon';
import { z } from 'zod';
import { textSchema } from '../../calendar/index.js';
import {
  ACCOUNT_ROLES,
  type Account,
  type AccountRole,
  type Actor,
  type ReadTransaction,
} from '../../facts/index.js';
import { faultAt, isoIn, oneOf, type Fault, type Town } from '../../town/index.js';
import { nowOf, type WebContext } from '../context.js';
import { Problem } from '../problem.js';
import { hashOf, newSecret } from '../secrets.js';
import { passwordSchema } from './passwordRules.js';
import { openSession, type OpenedSession } from './sessions.js';

/** How long an invitation to set a password stands, in hours. */
export const INVITATION_HOURS = 72;

/** How a username is kept and compared, however it was typed. */
export const usernameOf = (typed: string): string => typed.normalize('NFKC').trim().toLowerCase();

const usernameSchema = z
  .string()
  .transform(usernameOf)
  .refine(
    (text) => /^[\p{L}\p{N}][\p{L}\p{N}._-]{1,39}$/u.test(text),
    '要写 2 到 40 个字母、汉字或数字，中间可以有 . _ -，例如 huohu-chen',
  );

/** Which role, and whose: of accounts and tokens. */
export const roleFields = (town: Pick<Town, 'villages' | 'departments'>) => ({
  role: z.enum(ACCOUNT_ROLES, { error: `只能是 ${ACCOUNT_ROLES.join('、')}` }),
  village: oneOf(town.villages, '村').nullable(),
  department: oneOf(town.departments, '单位').nullable(),
});

const accountFields = (town: Town) => ({
  username: usernameSchema,
  name: textSchema.refine((text) => text.length <= 100, '最多 100 个字'),
  ...roleFields(town),
  password: passwordSchema,
});

/** The body of a new account: without a password it is invited to set one. */
export function newAccountSchema(town: Town) {
  const { username, name, role, ...rest } = accountFields(town);
  return z.strictObject({ username, name, role, ...z.strictObject(rest).partial().shape });
}

/** The body of a change. */
export const accountPatchSchema = (town: Town) =>
  z
    .strictObject({ ...accountFields(town), disabled: z.boolean('只能是 true 或 false') })
    .partial()
    .refine((patch) => Object.keys(patch).length > 0, { error: '没有要改的内容，至少写一项' });

/** Whose a role is; the other field stays empty. */
const OWN_FIELD: Readonly<Partial<Record<AccountRole, 'village' | 'department'>>> = {
  village: 'village',
  department: 'department',
};
const WHICH = { village: '哪个村', department: '哪个单位' } as const;

/** What is wrong with a role and whose it is. */
export function belongingFaults(given: Pick<Account, 'role' | 'village' | 'department'>): Fault[] {
  return (['village', 'department'] as const).flatMap((field) => {
    const wanted = OWN_FIELD[given.role] === field;
    if (wanted === (given[field] !== null)) return [];
    const message = wanted
      ? `${given.role} 的账号要写明是${WHICH[field]}的`
      : `${given.role} 的账号不分${field === 'village' ? '村' : '单位'}，请去掉这一项`;
    return [faultAt(given, [field], message)];
  });
}

/** The belonging of a changed role: what the new role does not have falls away unless it was written. */
export const belongingAfter = (
  before: Pick<Account, 'role' | 'village' | 'department'>,
  patch: {
    role?: AccountRole | undefined;
    village?: string | null | undefined;
    department?: string | null | undefined;
  },
): Pick<Account, 'role' | 'village' | 'department'> => {
  const role = patch.role ?? before.role;
  const kept = (field: 'village' | 'department') => (OWN_FIELD[role] === field ? before[field] : null);
  return {
    role,
    village: patch.village === undefined ? kept('village') : patch.village,
    department: patch.department === undefined ? kept('department') : patch.department,
  };
};

export const newAccountId = (): string => `u-${randomBytes(6).toString('hex')}`;

/** An invitation as it is handed out, and as it is kept. */
export function newInvitation({ baseUrl, clock, calendars }: WebContext): {
  readonly link: string;
  readonly kept: NonNullable<Account['invitation']>;
} {
  const secret = newSecret();
  const expiresAt = isoIn(clock().plus({ hours: INVITATION_HOURS }), calendars.town.zone);
  return { link: `${baseUrl}/login/invite/${secret}`, kept: { hash: hashOf(secret), expiresAt } };
}

/** The account that an invitation's secret is for; null for one that is unknown, used, too old, or of a disabled account. */
export async function invitedBy(
  transaction: ReadTransaction,
  town: string,
  secret: string,
  now: DateTime,
): Promise<Account | null> {
  const hash = hashOf(secret);
  const accounts = await transaction.find('accounts', { town });
  const account = accounts.find(({ invitation }) => invitation?.hash === hash);
  if (!account?.invitation || account.disabled) return null;
  return DateTime.fromISO(account.invitation.expiresAt) > now ? account : null;
}

/** The account of a username and password; null for every other pair, after the same work. */
export async function accountBy(
  { username, password }: { readonly username: string; readonly password: string },
  { store, calendars, logins }: WebContext,
): Promise<Account | null> {
  const accounts = await store.read((transaction) =>
    transaction.find('accounts', { town: calendars.town.id }),
  );
  const account = accounts.find((other) => other.username === usernameOf(username));
  const usable = account && !account.disabled ? account : null;
  const right = await logins.passwords.verify(password, usable?.password?.hash ?? null);
  return right ? usable : null;
}

/** What every login that is not one is told, whatever was wrong with it. */
export const wrongLogin = (): Problem => new Problem(401, '用户名或密码不对');

/**
 * Logs an account in, and renews a hash that cost something else than today's.
 *
 * @throws Problem 401 when its password was set anew since it was looked at
 */
export async function openAccount(
  { id, password: seen }: Account,
  password: string,
  context: WebContext,
  actor: Actor,
): Promise<OpenedSession> {
  const { passwords } = context.logins;
  const renewed = seen && passwords.isOutdated(seen.hash) ? await passwords.hash(password) : null;
  return openSession(context, { account: id }, actor, async (transaction) => {
    const account = await transaction.get('accounts', context.calendars.town.id, id);
    const kept = account?.password;
    if (!account || account.disabled || !kept || kept.setAt !== seen?.setAt) throw wrongLogin();
    await transaction.put('accounts', {
      ...account,
      password: { ...kept, hash: renewed ?? kept.hash },
      lastLoginAt: nowOf(context),
    });
  });
}

/** Whether an account is one by which the town can be run: an admin's that can log in. */
export const isWorkingAdmin = ({ role, disabled, password }: Account): boolean =>
  role === 'admin' && !disabled && password !== null;
