import { z } from 'zod';
import { idSchema } from '../calendar/index.js';
import { instantSchema } from './activity.js';
import { hashSchema } from './hash.js';

/** What an account may do: everything; plan, edit and report; its own as a unit or as a village; look. */
export const ACCOUNT_ROLES = ['admin', 'office', 'department', 'village', 'reader'] as const;
export type AccountRole = (typeof ACCOUNT_ROLES)[number];

/** A person who logs in. */
export const accountSchema = z.strictObject({
  id: z.string().regex(/^u-[0-9a-f]{12}$/),
  town: idSchema,
  /** In small letters; no two of a town are the same. */
  username: z.string(),
  name: z.string(),
  role: z.enum(ACCOUNT_ROLES),
  /** Whose, for a `village`; null for every other role. */
  village: idSchema.nullable(),
  /** Which, for a `department`; null for every other role. */
  department: idSchema.nullable(),
  disabled: z.boolean(),
  /** The password's hash with what it was worked out by, and since when it stands; null as long as none is set. */
  password: z.strictObject({ hash: z.string(), setAt: instantSchema }).nullable(),
  /** The open invitation to set a password. */
  invitation: z.strictObject({ hash: hashSchema, expiresAt: instantSchema }).nullable(),
  /** From 1; grows with each change that a person makes, so not with a login. */
  revision: z.int().min(1),
  createdAt: instantSchema,
  lastLoginAt: instantSchema.nullable(),
});

export type Account = Readonly<z.infer<typeof accountSchema>>;

/** An account as the trail may show it: that a password was set, and when; no hash. */
export function accountInTrail({ password, invitation, ...account }: Account) {
  return {
    ...account,
    passwordSetAt: password?.setAt ?? null,
    invitedUntil: invitation?.expiresAt ?? null,
  };
}
