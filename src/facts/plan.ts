import { z } from 'zod';
import { daySchema, idSchema } from '../calendar/index.js';
import { instantSchema } from './activity.js';

/** Something worth knowing that stops nothing. */
export const warningSchema = z.strictObject({
  type: z.string(),
  message: z.string(),
  /** The task, activity or day it is about. */
  where: z.string(),
});

export type Warning = Readonly<z.infer<typeof warningSchema>>;

/** A released plan: what it cost, how good it is proven to be, and what it could not place. */
export const planSchema = z.strictObject({
  id: z.string(),
  town: idSchema,
  year: z.int(),
  from: daySchema,
  state: z.literal('released'),
  createdAt: instantSchema,
  cost: z.record(z.string(), z.int()),
  /** No plan can cost less. */
  bound: z.int(),
  seconds: z.number(),
  /** Tasks without a slot, with what refused each. */
  unplaced: z.array(z.strictObject({ id: z.string(), reasons: z.array(z.string()) })),
  warnings: z.array(warningSchema),
});

export type Plan = Readonly<z.infer<typeof planSchema>>;
