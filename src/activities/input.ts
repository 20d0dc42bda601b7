import { DateTime } from 'luxon';
import { z } from 'zod';
import { isDay, textSchema, type KeyDate } from '../calendar/index.js';
import { ACTIVITY_STATUSES, instantSchema, type Activity } from '../facts/index.js';
import { faultAt, isoIn, type Fault, type Town } from '../town/index.js';

const timeSchema = z.string().refine((text) => isDay(text) || instantSchema.safeParse(text).success, {
  error: '请写成带时区的时间（2026-12-04T09:00:00+08:00），全天的写日期（2026-12-04）',
});

const oneOf = (items: readonly { readonly id: string }[], what: string) => {
  const ids = items.map(({ id }) => id);
  return z.string().refine((id) => ids.includes(id), {
    error: `没有这个${what}，请用已有的编号：${ids.join('、')}`,
  });
};

/** What may be written of an activity by hand, for a town. */
export function activityFields(town: Town, keyDates: readonly KeyDate[]) {
  return {
    keyDate: oneOf(keyDates, '节点').nullable(),
    duty: oneOf(town.duties, '常规任务').nullable(),
    village: oneOf(town.villages, '村').nullable(),
    form: oneOf(town.forms, '形式'),
    title: textSchema,
    start: timeSchema,
    end: timeSchema,
    allDay: z.boolean('只能是 true 或 false'),
    place: textSchema,
    lead: oneOf(town.departments, '单位').nullable(),
    partners: z.array(oneOf(town.departments, '单位')).max(50, '最多 50 个单位'),
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

/** Times in the town's zone, or what is wrong with them together. */
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
  if (wholeDays)
    return start <= end
      ? { times: { start, end, allDay: true } }
      : { faults: [faultAt(input, ['end'], '结束早于开始')] };
  const [from, to] = [start, end].map((text) => DateTime.fromISO(text));
  if (!from?.isValid || !to?.isValid || from >= to)
    return { faults: [faultAt(input, ['end'], '结束要晚于开始')] };
  return { times: { start: isoIn(from, zone), end: isoIn(to, zone), allDay: false } };
}
