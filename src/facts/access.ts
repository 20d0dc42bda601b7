import { z } from 'zod';
import { idSchema } from '../calendar/index.js';
import { instantSchema } from './activity.js';

/** What an account may do: everything; plan, edit and report; its own as a unit or as a village; look. */
export const ACCOUNT_ROLES = ['admin', 'office', 'department', 'village', 'reader'] as const;
export type AccountRole = (typeof ACCOUNT_ROLES)[number];

/** SHA-256, hexadecimal; the secret itself is never stored. */
export const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);

/** A browser that logged in; `id` is the hash of its cookie. */
export const sessionSchema = z.strictObject({
  id: hashSchema,
  town: idSchema,
  createdAt: instantSchema,
  expiresAt: instantSchema,
});

export type Session = Readonly<z.infer<typeof sessionSchema>>;

/** A bearer token for the API; `id` is its hash. */
export const apiTokenSchema = z.strictObject({
  id: hashSchema,
  town: idSchema,
  label: z.string(),
  createdAt: instantSchema,
});

export type ApiToken = Readonly<z.infer<typeof apiTokenSchema>>;
