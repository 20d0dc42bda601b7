import { z } from 'zod';
import { idSchema } from '../calendar/index.js';
import { hashSchema } from './access.js';
import { instantSchema } from './activity.js';

/** A POST that was done under a key of its sender's, so that the same sent again is answered and not done twice. */
export const idempotencyKeySchema = z.strictObject({
  /** Hash of who sent it and the key. */
  id: hashSchema,
  town: idSchema,
  /** Hash of what was asked. */
  asked: hashSchema,
  status: z.int(),
  headers: z.record(z.string(), z.string()),
  /** What was answered; null where it held a secret that is shown once. */
  body: z.unknown(),
  at: instantSchema,
});

export type IdempotencyKey = Readonly<z.infer<typeof idempotencyKeySchema>>;
