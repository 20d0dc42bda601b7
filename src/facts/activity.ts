import { z } from 'zod';
import { daySchema, idSchema, textSchema, type Day } from '../calendar/index.js';

/** An instant, ISO 8601 with an offset. */
export const instantSchema = z.iso.datetime({
  offset: true,
  error: '请写成带时区的时间，例如 2026-12-04T09:00:00+08:00',
});

export const ACTIVITY_STATUSES = ['planned', 'confirmed', 'done', 'cancelled'] as const;
export type ActivityStatus = (typeof ACTIVITY_STATUSES)[number];

/** An activity's id: a plan's task id, or `x-` and random letters for one made by hand. */
export const activityIdSchema = z.string().regex(/^[a-z0-9-]{1,120}$/, '不是活动编号');

/** A dated thing in the calendar (活动). */
export const activitySchema = z.strictObject({
  id: activityIdSchema,
  town: idSchema,
  /** The key date it marks, or null for a duty or one made by hand. */
  keyDate: idSchema.nullable(),
  duty: idSchema.nullable(),
  year: z.int(),
  /** Null: for the whole town. */
  village: idSchema.nullable(),
  form: idSchema,
  title: textSchema,
  /** An instant with the town's offset; a day when `allDay`. */
  start: z.union([instantSchema, daySchema]),
  /** Exclusive instant; the last day, inclusive, when `allDay`. */
  end: z.union([instantSchema, daySchema]),
  allDay: z.boolean(),
  place: textSchema,
  lead: idSchema.nullable(),
  partners: z.array(idSchema),
  lawyer: idSchema.nullable(),
  status: z.enum(ACTIVITY_STATUSES),
  /** A re-plan leaves it where it is. */
  pinned: z.boolean(),
  /** RFC 5545 §3.8.7.4: grows when start, end, place or status changes. */
  sequence: z.int().min(0),
  /** From 1; grows with each change. */
  revision: z.int().min(1),
  /** Why the plan put it there. */
  reasons: z.array(z.string()),
  createdAt: instantSchema,
  updatedAt: instantSchema,
  /** Since when it stands at its present start; a reminder that was due before is not owed. */
  scheduledAt: instantSchema,
});

export type Activity = Readonly<z.infer<typeof activitySchema>>;

/** The town's day on which it starts. */
export const startDayOf = (activity: Pick<Activity, 'start'>): Day => activity.start.slice(0, 10);

/** The town's day on which it ends. */
export const endDayOf = (activity: Pick<Activity, 'end'>): Day => activity.end.slice(0, 10);

/** What to find; days are the town's, `from` inclusive, `to` exclusive, held against the start. */
export interface ActivityQuery {
  readonly town: string;
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
  readonly village?: string | undefined;
  readonly keyDate?: string | undefined;
  readonly department?: string | undefined;
  readonly status?: ActivityStatus | undefined;
}

/** Whether an activity answers a query: the meaning every store must give it. */
export function matchesActivity(query: ActivityQuery, activity: Activity): boolean {
  const day = startDayOf(activity);
  return (
    activity.town === query.town &&
    (query.from === undefined || day >= query.from) &&
    (query.to === undefined || day < query.to) &&
    (query.village === undefined || activity.village === query.village) &&
    (query.keyDate === undefined || activity.keyDate === query.keyDate) &&
    (query.department === undefined ||
      activity.lead === query.department ||
      activity.partners.includes(query.department)) &&
    (query.status === undefined || activity.status === query.status)
  );
}

/** By start, then id: the order of every list. */
export const byStart = (a: Pick<Activity, 'start' | 'id'>, b: Pick<Activity, 'start' | 'id'>): number =>
  a.start < b.start ? -1 : a.start > b.start ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
