import { z } from 'zod';
import { daySchema, idSchema, textSchema } from '../calendar/index.js';
import { activityIdSchema, instantSchema } from './activity.js';

const countSchema = z
  .int('要写整数，没有就写 0')
  .min(0, '要写整数，没有就写 0')
  .max(100_000, '最多 100000，请检查是否多写了数字');

/** What a record says of what happened; whoever files it writes this much. */
export const recordedSchema = z.strictObject({
  date: daySchema,
  place: textSchema,
  /** People reached. */
  people: countSchema,
  leaflets: countSchema,
  consultations: countSchema,
});

export type Recorded = Readonly<z.infer<typeof recordedSchema>>;

/** What happened at one activity (台账记录); its id is the activity's. */
export const recordSchema = recordedSchema.extend({
  id: activityIdSchema,
  town: idSchema,
  /** Who filed it last: a contact's id, or `admin`. */
  by: z.string(),
  /** When it was filed last. */
  at: instantSchema,
});

export type ActivityRecord = Readonly<z.infer<typeof recordSchema>>;
