import { z } from 'zod';
import { idSchema } from '../calendar/index.js';
import { instantSchema } from './activity.js';
import { hashSchema } from './hash.js';

/** Whose activities a private feed holds. */
export const feedScopeSchema = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('lawyer'), id: idSchema }),
    z.strictObject({ kind: z.literal('department'), id: idSchema }),
    z.strictObject({ kind: z.literal('contact'), id: z.string() }),
    /** All of the town's, with people's names and telephone numbers. */
    z.strictObject({ kind: z.literal('office') }),
  ],
  { error: '只能是 lawyer（律师）、department（单位）、contact（联系人）或 office（司法所）' },
);

export type FeedScope = Readonly<z.infer<typeof feedScopeSchema>>;

/**
 * The right to one private feed. `id` is public and says nothing of the secret in the link, of which only the hash is
 * kept. A revoked one stays, so that the trail of who could read what is whole.
 */
export const feedTokenSchema = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{20}$/),
  town: idSchema,
  hash: hashSchema,
  label: z.string(),
  scope: feedScopeSchema,
  /** From 1; grows with each change. */
  revision: z.int().min(1),
  createdAt: instantSchema,
  revokedAt: instantSchema.nullable(),
});

export type FeedToken = Readonly<z.infer<typeof feedTokenSchema>>;

/** When a feed token was last used, within the hour; `id` is the token's. */
export const feedTokenUseSchema = z.strictObject({
  id: z.string(),
  town: idSchema,
  lastUsedAt: instantSchema,
});

export type FeedTokenUse = Readonly<z.infer<typeof feedTokenUseSchema>>;

/**
 * Since when feeds look as they do for reasons that no other fact shows: names, key dates or the program itself
 * changed. `id` is always `feeds`.
 */
export const feedEditionSchema = z.strictObject({
  id: z.literal('feeds'),
  town: idSchema,
  /** Of everything but the facts that goes into a feed. */
  fingerprint: hashSchema,
  since: instantSchema,
});

export type FeedEdition = Readonly<z.infer<typeof feedEditionSchema>>;
