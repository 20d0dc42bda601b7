import { z } from 'zod';
import { addDays, textSchema, type Day } from '../../../calendar/index.js';
import { ANSWERS, recordedSchema, startDayOf, type Activity, type Recorded } from '../../../facts/index.js';
import { check, faultAt, type Checked, type Fault } from '../../../town/index.js';

/** What a form was sent with, and what was wrong with it. */
export interface Sent {
  readonly form: 'ack' | 'record';
  readonly faults: readonly Pick<Fault, 'path' | 'message'>[];
  readonly values: Readonly<Record<string, unknown>>;
}

/** How far a record's day may lie before the planned one, in days: some villages are early, nobody by months. */
const EARLY_DAYS = 31;

/** What a contact answers. */
export interface GivenAnswer {
  readonly answer: (typeof ANSWERS)[number];
  readonly reason: string | null;
}

const REASON = '请写明有什么困难，司法所才好帮忙';

const answerSchema = z
  .object({
    answer: z.enum(ANSWERS, { error: `只能是 ${ANSWERS.join('、')}` }).optional(),
    reason: z.string().trim().max(500, '最多 500 个字').nullish(),
  })
  .transform(({ answer, reason }): GivenAnswer => {
    const given = reason === undefined || reason === '' ? null : reason;
    return { answer: answer ?? (given === null ? 'received' : 'difficulty'), reason: given };
  })
  .transform((given) => (given.answer === 'received' ? { ...given, reason: null } : given))
  .refine(({ answer, reason }) => answer === 'received' || reason !== null, {
    path: ['reason'],
    error: REASON,
  });

/** “收到”, or “有困难” with its reason; with nothing said it is “收到”. */
export const answerIn = (body: unknown): Checked<GivenAnswer> => check(answerSchema, body ?? {});

/** A form sends text, and phones type digits as wide as characters. */
const plain = (value: unknown): unknown =>
  typeof value === 'string' ? value.normalize('NFKC').trim() : value;

const countOf = (value: unknown): unknown => {
  const text = plain(value);
  return typeof text === 'string' && /^\d{1,9}$/.test(text) ? Number(text) : text;
};

const blank = (value: unknown): boolean => value === undefined || value === null || value === '';

/**
 * What is written of an activity that was held. Day and place are the planned ones unless said; leaflets and
 * consultations that are left empty are none.
 */
export function recordIn(body: unknown, activity: Activity, today: Day): Checked<Recorded> {
  const given = (body ?? {}) as Readonly<Record<string, unknown>>;
  const planned = startDayOf(activity);
  const input = {
    date: blank(given.date) ? planned : plain(given.date),
    place: blank(given.place) ? activity.place : given.place,
    people: blank(given.people) ? undefined : countOf(given.people),
    leaflets: blank(given.leaflets) ? 0 : countOf(given.leaflets),
    consultations: blank(given.consultations) ? 0 : countOf(given.consultations),
  };
  const checked = check(recordedSchema.extend({ place: textSchema }), input);
  if (!checked.ok) return checked;
  const { date } = checked.value;
  if (date > today) return { ok: false, faults: [faultAt(input, ['date'], '这一天还没有到，办完了再填')] };
  if (date < addDays(planned, -EARLY_DAYS))
    return { ok: false, faults: [faultAt(input, ['date'], `比原定的 ${planned} 早得太多，请检查年月`)] };
  return checked;
}
