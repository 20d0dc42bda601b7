import { DateTime } from 'luxon';
import { z } from 'zod';
import {
  daysBetween,
  FIRST_YEAR,
  isDay,
  LAST_YEAR,
  textSchema,
  yearOf,
  type KeyDate,
} from '../calendar/index.js';
import { ACTIVITY_STATUSES, instantSchema, type Activity } from '../facts/index.js';
import { faultAt, isoIn, oneOf, plannedDuties, type Fault, type Town } from '../town/index.js';

const timeSchema = z
  .string()
  .refine((text) => isDay(text) || instantSchema.safeParse(text).success, {
    error: '请写成带时区的时间（2026-12-04T09:00:00+08:00），全天的写日期（2026-12-04）',
  })
  .meta({ anyOf: [{ format: 'date-time' }, { format: 'date' }] });

/** What may be written of an activity by hand, for a town. */
function activityFields(town: Town, keyDates: readonly KeyDate[]) {
  return {
    keyDate: oneOf(keyDates, '节点').nullable(),
    duty: oneOf(plannedDuties(town), '常规任务').nullable(),
    village: oneOf(town.villages, '村').nullable(),
    form: oneOf(town.forms, '形式'),
    title: textSchema,
    start: timeSchema,
    end: timeSchema,
    allDay: z.boolean('只能是 true 或 false'),
    place: textSchema,
    lead: oneOf(town.departments, '单位').nullable(),
    partners: z
      .array(oneOf(town.departments, '单位'))
      .refine((ids) => new Set(ids).size === ids.length, '同一个单位写了两次'),
    lawyer: oneOf(town.lawyers, '律师').nullable(),
    pinned: z.boolean('只能是 true 或 false'),
    status: z.enum(ACTIVITY_STATUSES, { error: `只能是 ${ACTIVITY_STATUSES.join('、')}` }),
  };
}

/** The body of a new activity: village (or null), form, title, start, end and place are wanted, the rest has defaults. */
export function newActivitySchema(town: Town, keyDates: readonly KeyDate[]) {
  const { village, form, title, start, end, place, status, ...rest } = activityFields(town, keyDates);
  return z.strictObject({
    village,
    form,
    title,
    start,
    end,
    place,
    ...z.strictObject(rest).partial().shape,
    status: status.exclude(['done', 'cancelled'], { error: '新活动只能是 planned 或 confirmed' }).optional(),
  });
}

/** The body of a change: any of an activity's fields. */
export const activityPatchSchema = (town: Town, keyDates: readonly KeyDate[]) =>
  z
    .strictObject(activityFields(town, keyDates))
    .partial()
    .refine((patch) => Object.keys(patch).length > 0, { error: '没有要改的内容，至少写一项' });

export type NewActivity = z.infer<ReturnType<typeof newActivitySchema>>;
export type ActivityPatch = z.infer<ReturnType<typeof activityPatchSchema>>;

type Times = Pick<Activity, 'start' | 'end' | 'allDay'>;

/** The longest activity, in days: none lasts longer, and a feed would show a longer one for ever. */
const MOST_DAYS = 366;

/** What is wrong with two days together, the last inclusive. */
function daysFault(input: unknown, first: string, last: string): Fault | null {
  const strange = [first, last].findIndex((day) => yearOf(day) < FIRST_YEAR || yearOf(day) > LAST_YEAR);
  if (strange >= 0)
    return faultAt(input, [strange === 0 ? 'start' : 'end'], `年份要在 ${FIRST_YEAR} 到 ${LAST_YEAR} 之间`);
  if (last < first) return faultAt(input, ['end'], '结束早于开始');
  if (daysBetween(first, last) >= MOST_DAYS) return faultAt(input, ['end'], `一项活动最长 ${MOST_DAYS} 天`);
  return null;
}

/** Times in the town's zone, whole seconds, or what is wrong with them together. */
export function timesFrom(
  { start, end, allDay }: { start: string; end: string; allDay?: boolean | undefined },
  zone: string,
): { readonly times: Times } | { readonly faults: Fault[] } {
  const input = { start, end, allDay };
  const wholeDays = isDay(start);
  if (wholeDays !== isDay(end))
    return { faults: [faultAt(input, ['end'], '开始和结束要么都是日期，要么都是时间')] };
  if (allDay !== undefined && allDay !== wholeDays)
    return { faults: [faultAt(input, ['allDay'], '全天的活动 start 和 end 写日期，不是全天的写时间')] };
  const times = wholeDays
    ? { start, end, allDay: true }
    : {
        start: isoIn(DateTime.fromISO(start), zone),
        end: isoIn(DateTime.fromISO(end), zone),
        allDay: false,
      };
  const fault = daysFault(input, times.start.slice(0, 10), times.end.slice(0, 10));
  if (fault) return { faults: [fault] };
  // In one zone without summer time the texts compare as the instants do.
  if (!wholeDays && times.start >= times.end) return { faults: [faultAt(input, ['end'], '结束要晚于开始')] };
  return { times };
}
