import { z } from 'zod';
import { mustBeSeen, type Seen } from '../../activities/index.js';
import { DateTime } from 'luxon';
import { textSchema } from '../../calendar/index.js';
import {
  apiTokenSchema,
  instantSchema,
  publicTokenId,
  TOKEN_SCOPES,
  type ApiToken,
  type ReadTransaction,
  type WriteTransaction,
} from '../../facts/index.js';
import { faultAt, isoIn, type Town } from '../../town/index.js';
import { belongingFaults, newApiToken, roleFields } from '../access/index.js';
import { nowOf, type WebContext } from '../context.js';
import { Problem, unfit } from '../problem.js';
import { created, listOf, noContent, ok, okTagged, unkept } from './answers.js';
import { listQuery, pageOf } from './list.js';
import { operation, type Answer, type Operation } from './operation.js';

const labelSchema = textSchema.refine((text) => text.length <= 100, '备注最多 100 个字');

const expirySchema = z
  .string()
  .refine((text) => instantSchema.safeParse(text).success, '要写带时区的时间，例如 2027-12-31T23:59:59+08:00')
  .nullable();

const newTokenSchema = (town: Town) => {
  const { role, village, department } = roleFields(town);
  return z.strictObject({
    label: labelSchema,
    scope: z.enum(TOKEN_SCOPES, { error: '只能是 read（只看）或 write（可改）' }),
    role: role.optional(),
    village: village.optional(),
    department: department.optional(),
    account: z.string().optional(),
    expiresAt: expirySchema.optional(),
  });
};

const patchSchema = z
  .strictObject({ label: labelSchema, expiresAt: expirySchema })
  .partial()
  .refine((patch) => Object.keys(patch).length > 0, { error: '没有要改的内容，至少写一项' });

/** An API token as the API shows it: nothing by which it could be found. */
const shownSchema = apiTokenSchema
  .omit({ town: true, hash: true, revokedAt: true })
  .extend({ id: z.string(), lastUsedAt: z.string().nullable().describe('一小时以内；没用过是 null') })
  .meta({ id: 'ApiToken' });

const madeSchema = shownSchema.extend({ token: z.string() }).meta({ id: 'ApiTokenMade' });

function shown(token: ApiToken, lastUsedAt: string | undefined): z.infer<typeof shownSchema> {
  const { town, hash, revokedAt, ...rest } = token;
  return { ...rest, id: publicTokenId(token), lastUsedAt: lastUsedAt ?? null };
}

const TAG = '接口令牌';

/** `/api/v1/api-tokens`: what programs use the API with. A token is shown once, in the answer to the POST that made it. */
export function apiTokenOperations(context: WebContext): Operation[] {
  const { calendars, clock } = context;
  const { town } = calendars;

  /** @throws Problem 404 when there is none, or it has been revoked */
  const tokenIn = async (transaction: ReadTransaction, id: string): Promise<ApiToken> => {
    const tokens = await transaction.find('apiTokens', { town: town.id });
    const token = tokens.find((other) => publicTokenId(other) === id && other.revokedAt === null);
    if (!token) throw new Problem(404, `没有这个接口令牌：${id}`);
    return token;
  };

  const shownIn = async (transaction: ReadTransaction, token: ApiToken): Promise<Answer> => {
    const use = await transaction.get('apiTokenUses', town.id, token.id);
    return okTagged(token, shown(token, use?.lastUsedAt));
  };

  /** Puts the token with a change, if it stands at a revision the caller saw. */
  const change = async (
    transaction: WriteTransaction,
    id: string,
    seen: Seen | null,
    fields: Partial<Pick<ApiToken, 'label' | 'expiresAt' | 'revokedAt'>>,
  ): Promise<ApiToken> => {
    const token = await tokenIn(transaction, id);
    mustBeSeen(token, seen ?? 'any', '这个令牌');
    const next = { ...token, ...fields };
    if (JSON.stringify(next) === JSON.stringify(token)) return token;
    await transaction.put('apiTokens', { ...next, revision: token.revision + 1 });
    return { ...next, revision: token.revision + 1 };
  };

  /** An expiry in the town's zone. @throws Problem 422 for one that is over */
  const expiryOf = (body: object, text: string | null): string | null => {
    if (text === null) return null;
    const expires = DateTime.fromISO(text);
    if (expires <= clock()) throw unfit([faultAt(body, ['expiresAt'], '要晚于现在')]);
    return isoIn(expires, town.zone);
  };

  const shape = { means: '接口令牌；令牌本身不再显示', schema: shownSchema, headers: ['ETag'] as const };

  return [
    operation({
      id: 'listApiTokens',
      tag: TAG,
      method: 'get',
      path: '/api-tokens',
      summary: '查接口令牌（令牌本身不再显示）',
      allowed: 'admins',
      query: listQuery({}),
      answers: { 200: listOf(shownSchema, '一页接口令牌') },
      run: async ({ query, read }) => {
        const [tokens, uses] = await read(async (transaction) => [
          await transaction.find('apiTokens', { town: town.id }),
          await transaction.find('apiTokenUses', { town: town.id }),
        ]);
        const lastUses = new Map(uses.map(({ id, lastUsedAt }) => [id, lastUsedAt]));
        const positionOf = (token: ApiToken): string => `${token.createdAt} ${publicTokenId(token)}`;
        const sorted = tokens
          .filter(({ revokedAt }) => revokedAt === null)
          .sort((a, b) => (positionOf(a) < positionOf(b) ? -1 : 1));
        const page = pageOf(sorted, positionOf, query);
        return ok({
          items: page.items.map((token) => shown(token, lastUses.get(token.id))),
          next: page.next,
        });
      },
    }),
    operation({
      id: 'createApiToken',
      tag: TAG,
      method: 'post',
      path: '/api-tokens',
      summary: '新建接口令牌；令牌只在这一次答复里显示',
      description: '写 role（village、department 要写明是哪个），或写 account 替一个账号行事。',
      allowed: 'admins',
      secret: true,
      body: () => newTokenSchema(town),
      answers: { 201: { means: '接口令牌', schema: madeSchema, headers: ['ETag', 'Location'] } },
      run: async ({ body, write }) => {
        const { label, scope, role, village = null, department = null, account } = body;
        if ((role === undefined) === (account === undefined))
          throw unfit([faultAt(body, ['role'], 'role 和 account 写一个，也只写一个')]);
        const faults =
          role === undefined
            ? (['village', 'department'] as const)
                .filter((field) => (body[field] ?? null) !== null)
                .map((field) => faultAt(body, [field], '替账号行事的令牌按账号的来，请去掉这一项'))
            : belongingFaults({ role, village, department });
        if (faults.length > 0) throw unfit(faults);
        const { token, fact } = newApiToken({
          town: town.id,
          label,
          role: role ?? null,
          village,
          department,
          account: account ?? null,
          scope,
          expiresAt: expiryOf(body, body.expiresAt ?? null),
          createdAt: nowOf(context),
        });
        const answer = await write(async (transaction) => {
          const known = account === undefined || (await transaction.get('accounts', town.id, account));
          if (known === undefined || (known !== true && known.disabled))
            throw unfit([faultAt(body, ['account'], '没有这个账号，或者已经停用')]);
          await transaction.put('apiTokens', fact);
          return created(`/api-tokens/${fact.id}`, { ...shown(fact, undefined), token }, fact);
        });
        return unkept(answer);
      },
    }),
    operation({
      id: 'getApiToken',
      tag: TAG,
      method: 'get',
      path: '/api-tokens/{id}',
      summary: '看一个接口令牌',
      allowed: 'admins',
      answers: { 200: shape },
      run: ({ params, read }) =>
        read(async (transaction) => shownIn(transaction, await tokenIn(transaction, params.id ?? ''))),
    }),
    operation({
      id: 'changeApiToken',
      tag: TAG,
      method: 'patch',
      path: '/api-tokens/{id}',
      summary: '改接口令牌的备注和期限',
      allowed: 'admins',
      match: 'wanted',
      body: patchSchema,
      answers: { 200: shape },
      run: ({ params, seen, body, write }) =>
        write(async (transaction) => {
          const fields = {
            ...(body.label === undefined ? {} : { label: body.label }),
            ...(body.expiresAt === undefined ? {} : { expiresAt: expiryOf(body, body.expiresAt) }),
          };
          return shownIn(transaction, await change(transaction, params.id ?? '', seen, fields));
        }),
    }),
    operation({
      id: 'revokeApiToken',
      tag: TAG,
      method: 'delete',
      path: '/api-tokens/{id}',
      summary: '作废一个接口令牌；用它登录的会话随即失效',
      allowed: 'admins',
      match: 'optional',
      answers: { 204: { means: '已作废' } },
      run: ({ params, seen, write }) =>
        write(async (transaction) => {
          await change(transaction, params.id ?? '', seen, { revokedAt: nowOf(context) });
          return noContent;
        }),
    }),
  ];
}
