import { z } from 'zod';
import { daySchema, idSchema } from '../calendar/index.js';
import { instantSchema } from './activity.js';

/** That a deadline of the office was kept (勾销), for one village where each has its own. */
export const tickSchema = z.strictObject({
  id: z.string(),
  town: idSchema,
  duty: idSchema,
  /** The due day it was ticked off for. */
  day: daySchema,
  village: idSchema.nullable(),
  by: z.string(),
  at: instantSchema,
});

export type Tick = Readonly<z.infer<typeof tickSchema>>;

/** One id a deadline and village, so that ticking twice is once. */
export const tickIdOf = ({ duty, day, village }: Pick<Tick, 'duty' | 'day' | 'village'>): string =>
  [duty, day, ...(village === null ? [] : [village])].join('.');
