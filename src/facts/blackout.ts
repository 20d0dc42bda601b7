import { z } from 'zod';
import { daySchema, idSchema, textSchema } from '../calendar/index.js';
import { instantSchema } from './activity.js';

/** Days on which nothing is held (停办时段): typhoon, election, examination. */
export const blackoutSchema = z.strictObject({
  id: z.string(),
  town: idSchema,
  start: daySchema,
  /** The last day, inclusive. */
  end: daySchema,
  /** Null: the whole town, town-wide activities included. */
  villages: z.array(idSchema).nullable(),
  reason: textSchema,
  createdAt: instantSchema,
  /** From 1; grows when one that was removed is brought back. */
  revision: z.int().min(1).default(1),
});

export type BlackoutFact = Readonly<z.infer<typeof blackoutSchema>>;
