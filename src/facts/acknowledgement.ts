import { createHash } from 'node:crypto';
import { z } from 'zod';
import { daySchema, idSchema, textSchema } from '../calendar/index.js';
import { activityIdSchema, instantSchema } from './activity.js';

/** `received` is “收到”; `difficulty` is “有困难”, with a reason for the office. */
export const ANSWERS = ['received', 'difficulty'] as const;
export type Answer = (typeof ANSWERS)[number];

/** What one contact answered about one activity as it stood at one start (回执). */
export const acknowledgementSchema = z.strictObject({
  id: z.string(),
  town: idSchema,
  activity: activityIdSchema,
  /** The activity's start that the contact saw; after a move it must be answered anew. */
  start: z.union([instantSchema, daySchema]),
  contact: z.string(),
  at: instantSchema,
  answer: z.enum(ANSWERS),
  reason: textSchema.nullable(),
});

export type Acknowledgement = Readonly<z.infer<typeof acknowledgementSchema>>;

/** What makes two answers the same one: a later answer takes the place of an earlier. */
export type AcknowledgementKey = Pick<Acknowledgement, 'town' | 'activity' | 'start' | 'contact'>;

/** One id a key. */
export const acknowledgementIdOf = ({ town, activity, start, contact }: AcknowledgementKey): string =>
  createHash('sha256')
    .update(JSON.stringify([town, activity, start, contact]))
    .digest('base64url')
    .slice(0, 22);
