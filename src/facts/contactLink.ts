import { z } from 'zod';
import { idSchema } from '../calendar/index.js';
import { instantSchema } from './activity.js';

/**
 * That the links of one contact, or of the stand-in for a village without contacts, were revoked. Links themselves
 * are not stored: each follows from a key of the server, the contact, the activity and this generation.
 */
export const contactLinkSchema = z.strictObject({
  /** The contact's id, or `village:{id}`, `lawyer:{id}`, `office`. */
  id: z.string(),
  town: idSchema,
  /** Links of an earlier one no longer open; 0 as long as nothing was revoked. */
  generation: z.int().min(1),
  revokedAt: instantSchema,
});

export type ContactLink = Readonly<z.infer<typeof contactLinkSchema>>;
