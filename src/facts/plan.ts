import { z } from 'zod';
import { daySchema, idSchema } from '../calendar/index.js';
import { activityIdSchema, instantSchema } from './activity.js';
import { blackoutSchema } from './blackout.js';

/** Something worth knowing that stops nothing. */
export const warningSchema = z.strictObject({
  type: z.string(),
  message: z.string(),
  /** The task, activity or day it is about. */
  where: z.string(),
});

export type Warning = Readonly<z.infer<typeof warningSchema>>;

/** What a release would change, or has changed: ids of activities. */
export const planDiffSchema = z.strictObject({
  new: z.array(activityIdSchema),
  moved: z.array(activityIdSchema),
  dropped: z.array(activityIdSchema),
});

export type PlanDiff = Readonly<z.infer<typeof planDiffSchema>>;

const head = {
  id: z.string(),
  town: idSchema,
  year: z.int(),
  /** Nothing is placed before this day. */
  from: daySchema,
  /** The blackout it makes room for, moving only what that hits; null: the year as a whole. */
  blackout: z.string().nullable().default(null),
  createdAt: instantSchema,
};

const quality = {
  cost: z.record(z.string(), z.int()),
  /** No plan can cost less. */
  bound: z.int(),
  seconds: z.number(),
};

/**
 * A plan (计划草案) from its request to its release. How far a search has come is not stored: a plan that stands here as
 * queued and is on nobody's desk was cut off when its process ended.
 */
export const planSchema = z.discriminatedUnion('state', [
  z.strictObject({
    ...head,
    state: z.literal('queued'),
    /** The process on whose desk it is, by the name it has at the store (`Store.self`). */
    desk: z.string().nullable().default(null),
  }),
  z.strictObject({ ...head, state: z.literal('failed'), error: z.string() }),
  z.strictObject({ ...head, state: z.literal('draft'), ...quality }),
  z.strictObject({
    ...head,
    state: z.literal('released'),
    ...quality,
    /** Tasks without a slot, with what refused each. */
    unplaced: z.array(z.strictObject({ id: z.string(), reasons: z.array(z.string()) })),
    warnings: z.array(warningSchema),
  }),
]);

export type Plan = Readonly<z.infer<typeof planSchema>>;
export type PlanIn<S extends Plan['state']> = Extract<Plan, { state: S }>;

export const isReleased = (plan: Plan): plan is PlanIn<'released'> => plan.state === 'released';

const slotSchema = z.strictObject({ date: daySchema, half: z.enum(['am', 'pm', 'day']) });

const plannedTaskSchema = z.strictObject({
  id: activityIdSchema,
  keyDate: idSchema.nullable(),
  duty: idSchema.nullable(),
  village: idSchema.nullable(),
  form: idSchema,
  window: z.strictObject({ start: daySchema, end: daySchema }),
  keyDay: daySchema,
  hours: z.number(),
  lead: idSchema.nullable(),
  partners: z.array(idSchema),
  lawyer: idSchema.nullable(),
  light: z.boolean(),
  weekend: z.boolean(),
  market: z.enum(['require', 'prefer', 'avoid', 'any']),
  slot: slotSchema.nullable(),
  reasons: z.array(z.string()),
});

/** What a plan places, and what it was made from; under the plan's id, beside it, for it is large. */
export const planContentSchema = z.strictObject({
  id: z.string(),
  town: idSchema,
  year: z.int(),
  tasks: z.array(plannedTaskSchema),
  warnings: z.array(warningSchema),
  diff: planDiffSchema,
  /** The revision of each activity the release writes, as the planner saw it; 0 where there was none. */
  touched: z.record(activityIdSchema, z.int().min(0)),
  /** Where each activity that moves stood before: the calendar itself no longer tells once it is released. */
  stood: z.record(activityIdSchema, slotSchema).default({}),
  /** The blackouts it was made with. */
  blackouts: z.array(blackoutSchema),
  createdAt: instantSchema,
});

export type PlanContent = Readonly<z.infer<typeof planContentSchema>>;
