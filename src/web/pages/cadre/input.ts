import { z } from 'zod';
import { plannedRecord, recordedOf, recordFrom } from '../../../activities/index.js';
import type { Day } from '../../../calendar/index.js';
import {
  ANSWERS,
  type Activity,
  type ActivityRecord,
  type Photo,
  type Recorded,
} from '../../../facts/index.js';
import { check, type Calendars, type Checked, type Fault } from '../../../town/index.js';

/** What a form was sent with, and what was wrong with it. */
export interface Sent {
  readonly form: 'ack' | 'record';
  readonly faults: readonly Pick<Fault, 'path' | 'message'>[];
  readonly values: Readonly<Record<string, unknown>>;
}

/** What a contact answers. */
export interface GivenAnswer {
  readonly answer: (typeof ANSWERS)[number];
  readonly reason: string | null;
}

const REASON = '请写明有什么困难，司法所才好帮忙';

/** Difficulties that are told with one tap; `OTHER` wants words. */
export const DIFFICULTIES = ['时间不合适', '场地用不了', '人手不够', '天气、交通不便'] as const;
export const OTHER = '别的';

const answerSchema = z
  .object({
    answer: z.enum(ANSWERS, { error: `只能是 ${ANSWERS.join('、')}` }).optional(),
    choice: z.enum([...DIFFICULTIES, OTHER], { error: '请从上面选一项' }).optional(),
    reason: z.string().trim().max(500, '最多 500 个字').nullish(),
  })
  .transform(({ answer, choice, reason }): GivenAnswer => {
    const chosen = choice === OTHER ? undefined : choice;
    const said = [chosen, reason].filter((part) => typeof part === 'string' && part !== '').join('：');
    const given = said === '' ? null : said;
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

const blank = (value: unknown): boolean => value === null || value === '';

/** `9:05` as `09:05`. */
const padded = (value: unknown): unknown =>
  typeof value === 'string' ? value.replace(/^(\d:\d\d)(:00)?$/, '0$1') : value;

const numbered = (value: unknown): unknown =>
  typeof value === 'string' && /^\d{1,9}(\.\d{1,2})?$/.test(value) ? Number(value) : value;

/** What a field means, and what it means left empty; not sent at all it stays as it was. */
const FIELDS: Readonly<
  Record<string, { readonly read: (value: unknown) => unknown; readonly empty?: unknown }>
> = {
  date: { read: plain },
  place: { read: (value) => value },
  start: { read: (value) => padded(plain(value)), empty: null },
  end: { read: (value) => padded(plain(value)), empty: null },
  people: { read: (value) => numbered(plain(value)) },
  leaflets: { read: (value) => numbered(plain(value)), empty: 0 },
  consultations: { read: (value) => numbered(plain(value)), empty: 0 },
  banners: { read: (value) => numbered(plain(value)), empty: 0 },
  boards: { read: (value) => numbered(plain(value)), empty: 0 },
  hours: { read: (value) => numbered(plain(value)), empty: null },
  speaker: { read: (value) => value, empty: null },
  log: { read: (value) => value, empty: null },
  summary: { read: (value) => value, empty: null },
  recorder: { read: (value) => value, empty: null },
};

/**
 * What is written of an activity that was held, over what stood there before. Day and place are the planned ones unless
 * said; counts that are left empty are none.
 *
 * @param before null: it is the first
 */
export function recordIn(
  body: unknown,
  { activity, before }: { readonly activity: Activity; readonly before: ActivityRecord | null },
  calendars: Calendars,
  today: Day,
): Checked<Recorded> {
  const given = (body ?? {}) as Readonly<Record<string, unknown>>;
  const planned = plannedRecord(activity, calendars);
  const written = Object.entries(FIELDS).map(([name, { read, empty }]) => {
    const value = given[name];
    const text = typeof value === 'string' ? value.trim() : value;
    return [name, text === undefined ? undefined : blank(text) ? empty : read(text)] as const;
  });
  const { people, ...base } = before === null ? { ...planned, people: 0 } : recordedOf(before, planned);
  // A day or place left empty is the planned one, whatever was corrected before.
  const back = ['date', 'place'].filter((name) => blank(given[name]));
  return recordFrom(
    Object.fromEntries(written),
    { ...base, ...Object.fromEntries(back.map((name) => [name, planned[name as 'date' | 'place']])) },
    calendars.town,
    { planned: planned.date, today },
  );
}

const DROP = 'drop-';

/** The name of the box that is ticked to take a photo away. */
export const dropName = (photo: string): string => DROP + photo;

/** Photos of a record that a form leaves it. */
export const photosKept = (body: unknown, before: ActivityRecord | null): readonly Photo[] =>
  (before?.photos ?? []).filter(({ id }) => !Object.hasOwn(body ?? {}, dropName(id)));
