import { z } from 'zod';
import { idSchema } from '../calendar/index.js';
import { instantSchema } from './activity.js';

/**
 * What the links of a town's contacts follow from: links are not stored, each is worked out from this key, the contact,
 * the activity and the contact's generation, so that a later message bears the same link. Who has it could make links,
 * so it is in no trail.
 */
export const linkKeySchema = z.strictObject({
  id: z.literal('links'),
  town: idSchema,
  /** 256 random bits, hexadecimal. */
  key: z.string().regex(/^[0-9a-f]{64}$/),
});

export type LinkKey = Readonly<z.infer<typeof linkKeySchema>>;

/** That the links of one contact, or of the stand-in for a village without contacts, were revoked. */
export const contactLinkSchema = z.strictObject({
  /** The contact's id, or `village:{id}`, `lawyer:{id}`, `office`. */
  id: z.string(),
  town: idSchema,
  /** Links of an earlier one no longer open; 0 as long as nothing was revoked. */
  generation: z.int().min(1),
  revokedAt: instantSchema,
});

export type ContactLink = Readonly<z.infer<typeof contactLinkSchema>>;
