import { z } from 'zod';
import { mustBeSeen, type Seen } from '../../activities/index.js';
import {
  accountSchema,
  type Account,
  type ReadTransaction,
  type WriteTransaction,
} from '../../facts/index.js';
import { faultAt } from '../../town/index.js';
import {
  accountPatchSchema,
  belongingAfter,
  belongingFaults,
  endSessions,
  INVITATION_HOURS,
  isWorkingAdmin,
  newAccountId,
  newAccountSchema,
  newInvitation,
  refusePassword,
  revokeTokensOf,
  withPassword,
} from '../access/index.js';
import { nowOf, type WebContext } from '../context.js';
import { Problem, unfit } from '../problem.js';
import { created, listOf, noContent, ok, okTagged, unkept } from './answers.js';
import { listQuery, pageOf } from './list.js';
import { operation, type Operation } from './operation.js';

/** An account as the API shows it: whether a password is set, and nothing that follows from it. */
const shownSchema = accountSchema
  .omit({ password: true, invitation: true })
  .extend({
    passwordSetAt: z.string().nullable().describe('没设过是 null'),
    invitedUntil: z.string().nullable().describe('邀请链接有效到什么时候'),
  })
  .meta({ id: 'Account' });

const invitationSchema = z.strictObject({ link: z.string(), expiresAt: z.string() }).meta({
  id: 'Invitation',
  description: `设密码的链接，只显示这一次，${INVITATION_HOURS} 小时内有效，用一次`,
});

const madeSchema = shownSchema
  .extend({ invitation: invitationSchema.nullable().describe('写了 password 时是 null') })
  .meta({ id: 'AccountMade' });

function shown({ password, invitation, ...rest }: Account): z.infer<typeof shownSchema> {
  return { ...rest, passwordSetAt: password?.setAt ?? null, invitedUntil: invitation?.expiresAt ?? null };
}

const positionOf = ({ username, id }: Account): string => `${username} ${id}`;

const FIELDS = ['username', 'name', 'role', 'village', 'department', 'disabled'] as const;

const TAG = '账号';

/** `/api/v1/accounts`: who may log in, and as what. */
export function accountOperations(context: WebContext): Operation[] {
  const { calendars, adminToken, logins } = context;
  const { town } = calendars;

  /** @throws Problem 404; RevisionError */
  const current = async (transaction: ReadTransaction, id: string, seen: Seen): Promise<Account> => {
    const account = await transaction.get('accounts', town.id, id);
    if (!account) throw new Problem(404, `没有这个账号：${id}`);
    mustBeSeen(account, seen, '这个账号');
    return account;
  };

  /** Stores an account whose fields fit together, and whose username is nobody else's. */
  const put = async (transaction: WriteTransaction, account: Account): Promise<void> => {
    const faults = belongingFaults(account);
    if (faults.length > 0) throw unfit(faults);
    const others = await transaction.find('accounts', { town: town.id });
    if (others.some(({ id, username }) => id !== account.id && username === account.username))
      throw new Problem(409, '这个用户名已经有人用了', [
        faultAt(account, ['username'], '已经有人用了，请换一个'),
      ]);
    await transaction.put('accounts', account);
  };

  /** @throws Problem 409 when nobody could run the town any more, and no token is set from outside */
  const keepAnAdmin = async (
    transaction: ReadTransaction,
    before: Account,
    after: Account | null,
  ): Promise<void> => {
    if (adminToken !== null || !isWorkingAdmin(before) || (after && isWorkingAdmin(after))) return;
    const others = await transaction.find('accounts', { town: town.id });
    if (!others.some((other) => other.id !== before.id && isWorkingAdmin(other)))
      throw new Problem(409, '这是最后一个能登录的管理员，不能删去、停用或降级；请先让另一个人当管理员');
  };

  /** A disabled or deleted account's way in is gone for good. */
  const shutOut = async (transaction: WriteTransaction, account: Account): Promise<void> => {
    await endSessions(transaction, account);
    await revokeTokensOf(transaction, account, nowOf(context));
  };

  const shape = { means: '账号', schema: shownSchema, headers: ['ETag'] as const };

  return [
    operation({
      id: 'listAccounts',
      tag: TAG,
      method: 'get',
      path: '/accounts',
      summary: '查账号',
      allowed: 'admins',
      query: listQuery({}),
      answers: { 200: listOf(shownSchema, '一页账号') },
      run: async ({ query, read }) => {
        const found = await read((transaction) => transaction.find('accounts', { town: town.id }));
        const sorted = [...found].sort((a, b) => (positionOf(a) < positionOf(b) ? -1 : 1));
        const page = pageOf(sorted, positionOf, query);
        return ok({ items: page.items.map(shown), next: page.next });
      },
    }),
    operation({
      id: 'createAccount',
      tag: TAG,
      method: 'post',
      path: '/accounts',
      summary: '新建账号；不写密码，就给一个让本人设密码的链接',
      allowed: 'admins',
      secret: true,
      refusals: [429],
      body: () => newAccountSchema(town),
      answers: { 201: { means: '账号', schema: madeSchema, headers: ['ETag', 'Location'] } },
      run: async ({ body, write }) => {
        const { password, username, name, role, village = null, department = null } = body;
        if (password !== undefined) refusePassword(body, 'password', password, username);
        const at = nowOf(context);
        const bare: Account = {
          id: newAccountId(),
          town: town.id,
          username,
          name,
          role,
          village,
          department,
          disabled: false,
          password: null,
          invitation: null,
          revision: 1,
          createdAt: at,
          lastLoginAt: null,
        };
        const invitation = password === undefined ? newInvitation(context) : null;
        const account =
          password === undefined
            ? { ...bare, invitation: invitation?.kept ?? null }
            : withPassword(bare, await logins.passwords.hash(password), at);
        const answer = await write(async (transaction) => {
          await put(transaction, account);
          const handed = invitation && { link: invitation.link, expiresAt: invitation.kept.expiresAt };
          return created(`/accounts/${account.id}`, { ...shown(account), invitation: handed }, account);
        });
        return unkept(answer);
      },
    }),
    operation({
      id: 'getAccount',
      tag: TAG,
      method: 'get',
      path: '/accounts/{id}',
      summary: '看一个账号',
      allowed: 'admins',
      answers: { 200: shape },
      run: async ({ params, read }) => {
        const account = await read((transaction) => current(transaction, params.id ?? '', 'any'));
        return okTagged(account, shown(account));
      },
    }),
    operation({
      id: 'changeAccount',
      tag: TAG,
      method: 'patch',
      path: '/accounts/{id}',
      summary: '改账号：姓名、角色、停用、重设密码',
      description: '停用的账号，它的会话和替它行事的令牌随即失效。重设密码后，它在别处的登录随即失效。',
      allowed: 'admins',
      match: 'wanted',
      refusals: [429],
      body: () => accountPatchSchema(town),
      answers: { 200: shape },
      run: async ({ params, seen, body, who, write }) => {
        const { password, role, village, department, ...rest } = body;
        const hash = password === undefined ? null : await logins.passwords.hash(password);
        return write(async (transaction) => {
          const before = await current(transaction, params.id ?? '', seen ?? []);
          const plain = {
            ...before,
            ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
            ...belongingAfter(before, { role, village, department }),
          };
          if (password !== undefined) refusePassword(body, 'password', password, plain.username);
          const next = hash === null ? plain : withPassword(plain, hash, nowOf(context));
          if (hash === null && FIELDS.every((field) => next[field] === before[field]))
            return okTagged(before, shown(before));
          const account = { ...next, revision: before.revision + 1 };
          await keepAnAdmin(transaction, before, account);
          await put(transaction, account);
          if (account.disabled) await shutOut(transaction, account);
          else if (hash !== null) await endSessions(transaction, account, who.session?.id);
          return okTagged(account, shown(account));
        });
      },
    }),
    operation({
      id: 'deleteAccount',
      tag: TAG,
      method: 'delete',
      path: '/accounts/{id}',
      summary: '删去一个账号；它做过的事留在操作记录里',
      allowed: 'admins',
      match: 'wanted',
      answers: { 204: { means: '已删去' } },
      run: ({ params, seen, write }) =>
        write(async (transaction) => {
          const account = await current(transaction, params.id ?? '', seen ?? []);
          await keepAnAdmin(transaction, account, null);
          await shutOut(transaction, account);
          await transaction.remove('accounts', town.id, account.id);
          return noContent;
        }),
    }),
    operation({
      id: 'inviteAccount',
      tag: TAG,
      method: 'post',
      path: '/accounts/{id}/invitation',
      summary: '给一个让本人设新密码的链接，例如忘了密码；原来的密码到那时才失效',
      allowed: 'admins',
      secret: true,
      answers: { 201: { means: '链接', schema: invitationSchema } },
      run: async ({ params, write }) => {
        const { link, kept } = newInvitation(context);
        const answer = await write(async (transaction) => {
          const account = await current(transaction, params.id ?? '', 'any');
          if (account.disabled) throw new Problem(409, '这个账号已停用，请先启用（disabled 写 false）');
          await transaction.put('accounts', {
            ...account,
            invitation: kept,
            revision: account.revision + 1,
          });
          return { status: 201, body: { link, expiresAt: kept.expiresAt } };
        });
        return unkept(answer);
      },
    }),
  ];
}
