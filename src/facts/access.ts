import { z } from 'zod';
import { idSchema } from '../calendar/index.js';
import { ACCOUNT_ROLES } from './account.js';
import { instantSchema } from './activity.js';
import { hashSchema } from './hash.js';

/** A browser that logged in; `id` is the hash of its cookie. */
export const sessionSchema = z.strictObject({
  id: hashSchema,
  town: idSchema,
  /** Whose; null for whoever came by a one-time link or a token. */
  account: z.string().nullable().default(null),
  /** The API token it was opened with, and lasts no longer than; null for every other. */
  token: z.string().nullable().default(null),
  /** Whether its cookie is signed; those from before cookies were are not. */
  signed: z.boolean().default(false),
  createdAt: instantSchema,
  /** Within the hour; null in those from before it was noted. */
  lastSeenAt: instantSchema.nullable().default(null),
  expiresAt: instantSchema,
});

export type Session = Readonly<z.infer<typeof sessionSchema>>;

/** What a town's session cookies are signed with. Who has it could make cookies worth looking up, so it is in no trail. */
export const sessionKeySchema = z.strictObject({
  id: z.literal('sessions'),
  town: idSchema,
  /** 256 random bits, hexadecimal. */
  key: z.string().regex(/^[0-9a-f]{64}$/),
});

export type SessionKey = Readonly<z.infer<typeof sessionKeySchema>>;

/** What an API token may do with what its role may: look, or change too. */
export const TOKEN_SCOPES = ['read', 'write'] as const;

/**
 * A bearer token for the API. It acts in a role of its own, or for an account and with what that may at the time. A
 * revoked one stays, so that the trail of who could do what is whole. The defaults are what tokens could do that were
 * made before they had roles.
 */
export const apiTokenSchema = z.strictObject({
  /** Public, and part of the token; the hash itself in those from before. */
  id: z.string().regex(/^(?:[0-9a-f]{20}|[0-9a-f]{64})$/),
  town: idSchema,
  /** Of the whole token; null where `id` is it. */
  hash: hashSchema.nullable().default(null),
  label: z.string(),
  /** Null where it acts for an account. */
  role: z.enum(ACCOUNT_ROLES).nullable().default('admin'),
  village: idSchema.nullable().default(null),
  department: idSchema.nullable().default(null),
  /** For whom it acts. */
  account: z.string().nullable().default(null),
  scope: z.enum(TOKEN_SCOPES).default('write'),
  /** Null: until it is revoked. */
  expiresAt: instantSchema.nullable().default(null),
  /** From 1; grows with each change. */
  revision: z.int().min(1).default(1),
  createdAt: instantSchema,
  revokedAt: instantSchema.nullable().default(null),
});

export type ApiToken = Readonly<z.infer<typeof apiTokenSchema>>;

/** Characters of an older token's hash that stand for it; a fifth of it finds nothing. */
const OLD_ID = 12;

/** The id of a token as it may be shown: never a whole hash. */
export const publicTokenId = ({ id, hash }: Pick<ApiToken, 'id' | 'hash'>): string =>
  hash === null ? `old-${id.slice(0, OLD_ID)}` : id;

/** A token as the trail may show it: without its hash. */
export const tokenInTrail = ({ hash, ...token }: ApiToken): Omit<ApiToken, 'hash'> => ({
  ...token,
  id: publicTokenId({ id: token.id, hash }),
});

/** When an API token was last used, within the hour; `id` is the token's. */
export const apiTokenUseSchema = z.strictObject({
  id: z.string(),
  town: idSchema,
  lastUsedAt: instantSchema,
});

export type ApiTokenUse = Readonly<z.infer<typeof apiTokenUseSchema>>;
