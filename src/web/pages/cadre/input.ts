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
import { numbered, plain, prose } from '../typed.js';

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
    reason: z.string().transform(prose).pipe(z.string().max(500, '最多 500 个字')).nullish(),
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

/** Reads what a form sends, which is text; what a program sends is as it is meant. */
const ofText =
  (read: (text: string) => unknown) =>
  (value: unknown): unknown =>
    typeof value === 'string' ? read(value) : value;

const blank = (value: unknown): boolean =>
  value === null || (typeof value === 'string' && value.trim() === '');

/** `9:05` as `09:05`. */
const padded = (text: string): string => text.replace(/^(\d:\d\d)(:00)?$/, '0$1');

const DAY = { read: ofText(plain) };
const TIME = { read: ofText((text) => padded(plain(text))), empty: null };
const NUMBER = { read: ofText(numbered) };
const PROSE = { read: ofText(prose), empty: null };

/** What a field means, and what it means left empty; not sent at all it stays as it was. */
const FIELDS: Readonly<
  Record<string, { readonly read: (value: unknown) => unknown; readonly empty?: unknown }>
> = {
  date: DAY,
  place: { read: ofText(prose) },
  start: TIME,
  end: TIME,
  people: NUMBER,
  leaflets: { ...NUMBER, empty: 0 },
  consultations: { ...NUMBER, empty: 0 },
  banners: { ...NUMBER, empty: 0 },
  boards: { ...NUMBER, empty: 0 },
  hours: { ...NUMBER, empty: null },
  speaker: PROSE,
  log: PROSE,
  summary: PROSE,
  recorder: PROSE,
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
    return [name, value === undefined ? undefined : blank(value) ? empty : read(value)] as const;
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
