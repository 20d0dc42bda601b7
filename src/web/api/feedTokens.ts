import { randomBytes } from 'node:crypto';
import { Router, type Response } from 'express';
import { toString as qrCode } from 'qrcode';
import { z } from 'zod';
import { textSchema } from '../../calendar/index.js';
import {
  feedScopeSchema,
  type FeedScope,
  type FeedToken,
  type ReadTransaction,
  type WriteTransaction,
} from '../../facts/index.js';
import { privateFeedSpec } from '../../feeds/index.js';
import { faultAt } from '../../town/index.js';
import { ADMIN } from '../auth.js';
import { revisionsIn, revisionTag, seenRevisions } from '../conditional.js';
import { nowOf, type WebContext } from '../context.js';
import { newFeedLink } from '../feeds/index.js';
import { Problem } from '../problem.js';
import { listQuery, pageOf, readBody, readQuery } from './list.js';

const labelSchema = textSchema.refine((text) => text.length <= 100, '备注最多 100 个字');
const newTokenSchema = z.strictObject({ label: labelSchema, scope: feedScopeSchema });
const patchSchema = z.strictObject({ label: labelSchema });
const tokensQuery = listQuery({});

/** A feed token as the API shows it: nothing by which the link could be found. */
interface Shown {
  readonly id: string;
  readonly label: string;
  readonly scope: FeedScope;
  readonly createdAt: string;
  /** Within the hour; null when it was never used. */
  readonly lastUsedAt: string | null;
  readonly revision: number;
}

const shown = (token: FeedToken, lastUsedAt: string | undefined): Shown => ({
  id: token.id,
  label: token.label,
  scope: token.scope,
  createdAt: token.createdAt,
  lastUsedAt: lastUsedAt ?? null,
  revision: token.revision,
});

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

/**
 * `/api/v1/feed-tokens`: the private feeds' links. A link is shown once, in the answer to the POST that made it.
 */
export function feedTokenRoutes(context: WebContext): Router {
  const { store, calendars, baseUrl } = context;
  const { town } = calendars;

  /** The token with a change, if it stands at a revision the caller saw. */
  const changed = async (
    transaction: WriteTransaction,
    id: string,
    seen: ReturnType<typeof revisionsIn>,
    change: Partial<Pick<FeedToken, 'label' | 'revokedAt'>>,
  ): Promise<FeedToken> => {
    const token = await tokenIn(transaction, town.id, id);
    if (seen !== null && seen !== 'any' && !seen.includes(token.revision))
      throw new Problem(412, `这个订阅链接已被别人改过（现在是第 ${token.revision} 版），请重新打开再改`);
    if (change.revokedAt === undefined && change.label === token.label) return token;
    const next = { ...token, ...change, revision: token.revision + 1 };
    await transaction.put('feedTokens', next);
    return next;
  };

  const answer = (response: Response, body: Shown): void => {
    response.set('ETag', revisionTag(body)).json(body);
  };

  const router = Router();
  router.get('/', async (request, response) => {
    const { limit, cursor } = readQuery(tokensQuery, request.query);
    const [tokens, uses] = await store.read((transaction) =>
      Promise.all([
        transaction.find('feedTokens', { town: town.id }),
        transaction.find('feedTokenUses', { town: town.id }),
      ]),
    );
    const lastUses = new Map(uses.map(({ id, lastUsedAt }) => [id, lastUsedAt]));
    const positionOf = ({ createdAt, id }: FeedToken): string => `${createdAt} ${id}`;
    const valid = tokens.filter(({ revokedAt }) => revokedAt === null);
    const sorted = [...valid].sort((a, b) => (positionOf(a) < positionOf(b) ? -1 : 1));
    const page = pageOf(sorted, positionOf, { limit, cursor });
    response.json({
      items: page.items.map((token) => shown(token, lastUses.get(token.id))),
      next: page.next,
    });
  });
  router.post('/', async (request, response) => {
    const body = readBody(newTokenSchema, request.body);
    const { copy, subscribe, hash } = newFeedLink(baseUrl);
    const token: FeedToken = {
      id: randomBytes(10).toString('hex'),
      town: town.id,
      hash,
      ...body,
      revision: 1,
      createdAt: nowOf(context),
      revokedAt: null,
    };
    await store.write(ADMIN, async (transaction) => {
      const contacts = await transaction.find('contacts', { town: town.id });
      if (!privateFeedSpec(body.scope, town, contacts))
        throw new Problem(422, '有内容不对，什么都没有保存', [
          faultAt(body, ['scope', 'id'], '没有这个编号，请先查看现有的律师、单位或联系人'),
        ]);
      await transaction.put('feedTokens', token);
    });
    response
      .status(201)
      .location(`/api/v1/feed-tokens/${token.id}`)
      .set({ ETag: revisionTag(token), 'Cache-Control': 'no-store' })
      .json({
        ...shown(token, undefined),
        link: copy,
        webcal: subscribe,
        qr: await qrCode(subscribe, { type: 'svg' }),
      });
  });
  router.get('/:id', async (request, response) => {
    const { id } = request.params;
    const [token, lastUsedAt] = await store.read((transaction) =>
      Promise.all([tokenIn(transaction, town.id, id), lastUseIn(transaction, town.id, id)]),
    );
    // No 304: the tag is the revision's, and the last use changes without one.
    answer(response, shown(token, lastUsedAt));
  });
  router.patch('/:id', async (request, response) => {
    const { id } = request.params;
    const seen = seenRevisions(request.headers);
    const { label } = readBody(patchSchema, request.body);
    const [token, lastUsedAt] = await store.write(ADMIN, async (transaction) => [
      await changed(transaction, id, seen, { label }),
      await lastUseIn(transaction, town.id, id),
    ]);
    answer(response, shown(token, lastUsedAt));
  });
  router.delete('/:id', async (request, response) => {
    const seen = revisionsIn(request.headers);
    await store.write(ADMIN, (transaction) =>
      changed(transaction, request.params.id, seen, { revokedAt: nowOf(context) }),
    );
    response.status(204).end();
  });
  return router;
}
