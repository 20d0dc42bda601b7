import { z } from 'zod';
import { ACCOUNT_ROLES, TOKEN_SCOPES, type Account } from '../../facts/index.js';
import {
  accountBy,
  endedCookie,
  openAccount,
  originOf,
  ownPasswordChange,
  passwordSchema,
  principalAs,
  typedPasswordSchema,
  usernameOf,
  wrongLogin,
  type Principal,
} from '../access/index.js';
import type { WebContext } from '../context.js';
import { Problem } from '../problem.js';
import { noContent, ok, unkept } from './answers.js';
import { operation, type Operation } from './operation.js';

const whoSchema = z
  .strictObject({
    actor: z.string().describe('操作记录里怎么称呼'),
    account: z.string().nullable().describe('账号编号；令牌和一次性链接没有'),
    username: z.string().nullable(),
    name: z.string().nullable(),
    role: z.enum(ACCOUNT_ROLES),
    village: z.string().nullable(),
    department: z.string().nullable(),
    scope: z.enum(TOKEN_SCOPES),
    expiresAt: z.string().nullable().describe('会话最晚到什么时候；用令牌时是 null'),
  })
  .meta({ id: 'Who' });

/** Who asks, as the API shows it. */
const shown = (
  { actor, role, village, department, scope, session }: Principal,
  account: Account | undefined,
): z.infer<typeof whoSchema> => ({
  actor,
  account: account?.id ?? null,
  username: account?.username ?? null,
  name: account?.name ?? null,
  role,
  village,
  department,
  scope,
  expiresAt: session?.expiresAt ?? null,
});

const loginSchema = z.strictObject({
  username: z.string().max(200, '最多 200 个字'),
  password: typedPasswordSchema,
});

const changeSchema = z.strictObject({ oldPassword: typedPasswordSchema, newPassword: passwordSchema });

const TAG = '登录';

/** `/api/v1/session`: log in, who am I, log out; and one's own password. */
export function sessionOperations(context: WebContext): Operation[] {
  const { calendars, clock, logins, baseUrl } = context;
  const town = calendars.town.id;

  return [
    operation({
      id: 'logIn',
      tag: TAG,
      method: 'post',
      path: '/session',
      summary: '用用户名和密码登录；会话在 cookie 里',
      description:
        '之后用 cookie 修改时，请求要带浏览器自己会带的 Origin（或 Sec-Fetch-Site、Referer），写明来自本站。错太多次答 429。',
      allowed: 'public',
      secret: true,
      refusals: [401, 403, 429],
      body: loginSchema,
      answers: { 201: { means: '已登录；Set-Cookie 里是会话', schema: whoSchema } },
      run: async ({ body, actor, request }) => {
        // Another site must not log a browser in as somebody else.
        if (originOf(request, baseUrl) === 'elsewhere') throw new Problem(403, '只能在本站登录');
        const { username, password } = body;
        const opened = await logins.attempt(
          {
            address: actor.address ?? undefined,
            account: { town, username: usernameOf(username) },
          },
          clock().toMillis(),
          async () => {
            const account = await accountBy({ username, password }, context);
            if (!account) return null;
            const who = principalAs(`account:${account.id}`, account, {
              scope: 'write',
              account: account.id,
            });
            const { session, cookie } = await openAccount(account, password, context, {
              ...actor,
              actor: who.actor,
            });
            return { cookie, body: shown({ ...who, session }, account) };
          },
        );
        if (!opened) throw wrongLogin();
        return unkept({ status: 201, body: opened.body, headers: { 'Set-Cookie': opened.cookie } });
      },
    }),
    operation({
      id: 'whoAmI',
      tag: TAG,
      method: 'get',
      path: '/session',
      summary: '我是谁，能做什么',
      allowed: 'everyone',
      answers: { 200: { means: '我是谁', schema: whoSchema } },
      run: async ({ who, read }) => {
        const id = who.account;
        const account = id === undefined ? undefined : await read((all) => all.get('accounts', town, id));
        return ok(shown(who, account));
      },
    }),
    operation({
      id: 'logOut',
      tag: TAG,
      method: 'delete',
      path: '/session',
      summary: '退出登录；令牌不受影响',
      allowed: 'everyone',
      answers: { 204: { means: '已退出' } },
      run: ({ who, write }) =>
        write(async (transaction) => {
          if (who.session) await transaction.remove('sessions', town, who.session.id);
          return unkept({ ...noContent, headers: { 'Set-Cookie': endedCookie(context) } });
        }),
    }),
    operation({
      id: 'changePassword',
      tag: TAG,
      method: 'put',
      path: '/session/password',
      summary: '改自己的密码；在别处的登录随即失效',
      allowed: 'everyone',
      secret: true,
      refusals: [429],
      body: changeSchema,
      answers: { 204: { means: '已改' } },
      run: async ({ body, who, actor, write }) => {
        if (who.account === undefined || !who.session)
          throw new Problem(403, '只有用用户名登录的人能改自己的密码');
        const { account, session } = who;
        const change = await ownPasswordChange(
          { ...body, account, session: session.id, address: actor.address },
          context,
        );
        return write(async (transaction) => {
          await change(transaction);
          return noContent;
        });
      },
    }),
  ];
}
