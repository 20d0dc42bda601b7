import { z } from 'zod';
import { addDays, type Day } from '../calendar/index.js';
import {
  changesBetween,
  photoIdSchema,
  recordedSchema,
  startDayOf,
  type Activity,
  type ActivityRecord,
  type Photo,
  type Recorded,
  type WriteTransaction,
} from '../facts/index.js';
import { check, faultAt, oneOf, type Calendars, type Checked, type Fault, type Town } from '../town/index.js';
import { changed } from './change.js';
import { ConflictError } from './errors.js';

/** How far a record's day may lie before the planned one, in days: some villages are early, nobody by months. */
const EARLY_DAYS = 31;

/** What may be written of a record, for a town. */
const recordFields = ({ villages, forms, departments }: Town) => ({
  ...recordedSchema.shape,
  village: oneOf(villages, '村').nullable(),
  form: oneOf(forms, '形式'),
  host: oneOf(departments, '单位').nullable(),
  helpers: z
    .array(oneOf(departments, '单位'))
    .refine((ids) => new Set(ids).size === ids.length, '同一个单位写了两次'),
});

/** The body of a record: only `people` is wanted, the rest is as the activity says, or unknown. */
export const recordBodySchema = (town: Town) =>
  z.strictObject({
    ...z.strictObject(recordFields(town)).partial().shape,
    people: recordedSchema.shape.people,
    /** Which of its photos it keeps; all when left out. */
    photos: z.array(photoIdSchema).optional(),
  });

/** What an activity's record says before anybody wrote one: what was planned, and nobody counted. */
export function plannedRecord(
  activity: Activity,
  { town, keyDates }: Pick<Calendars, 'town' | 'keyDates'>,
): Omit<Recorded, 'people'> {
  const keyDate = keyDates.find(({ id }) => id === activity.keyDate)?.name.zh;
  const duty = town.duties.find(({ id }) => id === activity.duty)?.name;
  return {
    date: startDayOf(activity),
    start: null,
    end: null,
    place: activity.place,
    village: activity.village,
    theme: keyDate ?? duty ?? activity.title,
    form: activity.form,
    host: activity.lead,
    helpers: activity.partners,
    speaker: null,
    leaflets: 0,
    consultations: 0,
    banners: 0,
    boards: 0,
    hours: null,
    log: null,
    summary: null,
    recorder: null,
  };
}

/** What a stored record says, with what its activity says where it leaves that to it. */
export function recordedOf(record: ActivityRecord, planned: Omit<Recorded, 'people'>): Recorded {
  const { id, town, by, at, photos, village, theme, form, host, helpers, ...rest } = record;
  return {
    ...rest,
    village: village === undefined ? planned.village : village,
    theme: theme ?? planned.theme,
    form: form ?? planned.form,
    host: host === undefined ? planned.host : host,
    helpers: helpers ?? planned.helpers,
  };
}

/** What is wrong with a record's hours together. */
export const clockFaults = (input: Pick<Recorded, 'start' | 'end'>): Fault[] => {
  const { start, end } = input;
  if (end === null) return [];
  if (start === null) return [faultAt(input, ['start'], '写了结束的时间，也请写开始的时间')];
  return start >= end ? [faultAt(input, ['end'], '结束要晚于开始')] : [];
};

/**
 * A whole record from what somebody wrote of it.
 *
 * @param base what stands where nothing is written
 */
export function recordFrom(
  given: Readonly<Record<string, unknown>>,
  base: Omit<Recorded, 'people'>,
  town: Town,
  { planned, today }: { readonly planned: Day; readonly today: Day },
): Checked<Recorded> {
  const written = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const input = { ...base, ...written };
  const checked = check(z.strictObject(recordFields(town)), input);
  if (!checked.ok) return checked;
  const { date } = checked.value;
  const faults = [
    ...(date > today ? [faultAt(input, ['date'], '这一天还没有到，办完了再填')] : []),
    ...(date < addDays(planned, -EARLY_DAYS)
      ? [faultAt(input, ['date'], `比原定的 ${planned} 早得太多，请检查年月`)]
      : []),
    ...clockFaults(checked.value),
  ];
  return faults.length > 0 ? { ok: false, faults } : checked;
}

/** Who files a record, and when. */
export interface Filing {
  /** A contact's id, or an account's. */
  readonly by: string;
  /** ISO 8601 in the town's zone. */
  readonly at: string;
}

/**
 * Files what happened at an activity, which is then done. The same again is the same record; other words correct it, and
 * the trail keeps what stood there before.
 *
 * @param photos all that the record has; those it had when left out
 * @throws ConflictError for a cancelled activity
 */
export async function fileRecord(
  transaction: WriteTransaction,
  activity: Activity,
  recorded: Recorded,
  { by, at }: Filing,
  photos?: readonly Photo[],
): Promise<ActivityRecord> {
  if (activity.status === 'cancelled') throw new ConflictError('这项活动已取消，不能填台账');
  const { town, id } = activity;
  const before = await transaction.get('records', town, id);
  const record = { ...recorded, photos: [...(photos ?? before?.photos ?? [])], id, town };
  if (activity.status !== 'done')
    await transaction.put('activities', changed(activity, { status: 'done' }, at));
  if (before && Object.keys(changesBetween(before, { ...record, by: before.by, at: before.at })).length === 0)
    return before;
  const filed = { ...record, by, at };
  await transaction.put('records', filed);
  return filed;
}
