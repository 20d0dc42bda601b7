import { randomBytes } from 'node:crypto';
import { toString as qrCode } from 'qrcode';
import { z } from 'zod';
import { mustBeSeen, type Seen } from '../../activities/index.js';
import { textSchema } from '../../calendar/index.js';
import {
  feedScopeSchema,
  type FeedToken,
  type ReadTransaction,
  type WriteTransaction,
} from '../../facts/index.js';
import { privateFeedSpec } from '../../feeds/index.js';
import { faultAt } from '../../town/index.js';
import { nowOf, type WebContext } from '../context.js';
import { newFeedLink } from '../feeds/index.js';
import { Problem, unfit } from '../problem.js';
import { created, listOf, noContent, ok, okTagged, unkept } from './answers.js';
import { listQuery, pageOf } from './list.js';
import { operation, type Answer, type Operation } from './operation.js';

const labelSchema = textSchema.refine((text) => text.length <= 100, '备注最多 100 个字');
const newTokenSchema = z.strictObject({ label: labelSchema, scope: feedScopeSchema });
const patchSchema = z.strictObject({ label: labelSchema });

/** A feed token as the API shows it: nothing by which the link could be found. */
const shownSchema = z
  .strictObject({
    id: z.string(),
    label: z.string(),
    scope: feedScopeSchema,
    createdAt: z.string(),
    lastUsedAt: z.string().nullable().describe('一小时以内；没用过是 null'),
    revision: z.int(),
  })
  .meta({ id: 'FeedToken' });

const madeSchema = shownSchema
  .extend({ link: z.string(), webcal: z.string(), qr: z.string().describe('SVG') })
  .meta({ id: 'FeedTokenMade' });

type Shown = z.infer<typeof shownSchema>;

const shown = (token: FeedToken, lastUsedAt: string | undefined): Shown => ({
  id: token.id,
  label: token.label,
  scope: token.scope,
  createdAt: token.createdAt,
  lastUsedAt: lastUsedAt ?? null,
  revision: token.revision,
});

const tagged = (body: Shown): Answer => okTagged(body, body);

/** @throws Problem 404 when there is none, or it has been revoked */
async function tokenIn(transaction: ReadTransaction, town: string, id: string): Promise<FeedToken> {
  const token = await transaction.get('feedTokens', town, id);
  if (token?.revokedAt !== null) throw new Problem(404, `没有这个订阅链接：${id}`);
  return token;
}

const lastUseIn = async (
  transaction: ReadTransaction,
  town: string,
  id: string,
): Promise<string | undefined> => (await transaction.get('feedTokenUses', town, id))?.lastUsedAt;

const TAG = '订阅链接';

/**
 * `/api/v1/feed-tokens`: the private feeds' links. A link is shown once, in the answer to the POST that made it.
 */
export function feedTokenOperations(context: WebContext): Operation[] {
  const { calendars, baseUrl } = context;
  const { town } = calendars;

  /** The token with a change, if it stands at a revision the caller saw. */
  const changed = async (
    transaction: WriteTransaction,
    id: string,
    seen: Seen | null,
    change: Partial<Pick<FeedToken, 'label' | 'revokedAt'>>,
  ): Promise<FeedToken> => {
    const token = await tokenIn(transaction, town.id, id);
    mustBeSeen(token, seen ?? 'any', '这个订阅链接');
    if (change.revokedAt === undefined && change.label === token.label) return token;
    const next = { ...token, ...change, revision: token.revision + 1 };
    await transaction.put('feedTokens', next);
    return next;
  };

  return [
    operation({
      id: 'listFeedTokens',
      tag: TAG,
      method: 'get',
      path: '/feed-tokens',
      summary: '查私密订阅链接（链接本身不再显示）',
      allowed: 'office',
      query: listQuery({}),
      answers: { 200: listOf(shownSchema, '一页订阅链接') },
      run: async ({ query: { limit, cursor }, read }) => {
        const [tokens, uses] = await read(async (transaction) => [
          await transaction.find('feedTokens', { town: town.id }),
          await transaction.find('feedTokenUses', { town: town.id }),
        ]);
        const lastUses = new Map(uses.map(({ id, lastUsedAt }) => [id, lastUsedAt]));
        const positionOf = ({ createdAt, id }: FeedToken): string => `${createdAt} ${id}`;
        const sorted = tokens
          .filter(({ revokedAt }) => revokedAt === null)
          .sort((a, b) => (positionOf(a) < positionOf(b) ? -1 : 1));
        const page = pageOf(sorted, positionOf, { limit, cursor });
        return ok({
          items: page.items.map((token) => shown(token, lastUses.get(token.id))),
          next: page.next,
        });
      },
    }),
    operation({
      id: 'createFeedToken',
      tag: TAG,
      method: 'post',
      path: '/feed-tokens',
      summary: '新建私密订阅链接；链接只在这一次答复里显示',
      allowed: 'office',
      secret: true,
      body: newTokenSchema,
      answers: { 201: { means: '订阅链接', schema: madeSchema, headers: ['ETag', 'Location'] } },
      run: async ({ body, write }) => {
        const { copy, subscribe, hash } = newFeedLink(baseUrl);
        const qr = await qrCode(subscribe, { type: 'svg' });
        const token: FeedToken = {
          id: randomBytes(10).toString('hex'),
          town: town.id,
          hash,
          ...body,
          revision: 1,
          createdAt: nowOf(context),
          revokedAt: null,
        };
        const answer = await write(async (transaction) => {
          const contacts = await transaction.find('contacts', { town: town.id });
          if (!privateFeedSpec(body.scope, town, contacts))
            throw unfit([faultAt(body, ['scope', 'id'], '没有这个编号，请先查看现有的律师、单位或联系人')]);
          await transaction.put('feedTokens', token);
          const links = { link: copy, webcal: subscribe, qr };
          return created(`/feed-tokens/${token.id}`, { ...shown(token, undefined), ...links }, token);
        });
        return unkept(answer);
      },
    }),
    operation({
      id: 'getFeedToken',
      tag: TAG,
      method: 'get',
      path: '/feed-tokens/{id}',
      summary: '看一个订阅链接的备注和最近使用',
      allowed: 'office',
      answers: { 200: { means: '订阅链接', schema: shownSchema, headers: ['ETag'] } },
      run: ({ params, read }) =>
        read(async (transaction) => {
          const id = params.id ?? '';
          const token = await tokenIn(transaction, town.id, id);
          return tagged(shown(token, await lastUseIn(transaction, town.id, id)));
        }),
    }),
    operation({
      id: 'changeFeedToken',
      tag: TAG,
      method: 'patch',
      path: '/feed-tokens/{id}',
      summary: '改订阅链接的备注',
      allowed: 'office',
      match: 'wanted',
      body: patchSchema,
      answers: { 200: { means: '订阅链接', schema: shownSchema, headers: ['ETag'] } },
      run: ({ params, seen, body: { label }, write }) =>
        write(async (transaction) => {
          const id = params.id ?? '';
          const token = await changed(transaction, id, seen, { label });
          return tagged(shown(token, await lastUseIn(transaction, town.id, id)));
        }),
    }),
    operation({
      id: 'revokeFeedToken',
      tag: TAG,
      method: 'delete',
      path: '/feed-tokens/{id}',
      summary: '作废一个订阅链接',
      allowed: 'office',
      match: 'optional',
      answers: { 204: { means: '已作废' } },
      run: ({ params, seen, write }) =>
        write(async (transaction) => {
          await changed(transaction, params.id ?? '', seen, { revokedAt: nowOf(context) });
          return noContent;
        }),
    }),
  ];
}
