import { z } from 'zod';
import { idSchema, textLike, textSchema } from '../calendar/index.js';
import { TIME_PATTERN } from './clock.js';

/** Whom a reminder goes to. */
const RECIPIENTS = ['village', 'lawyer', 'lead', 'office'] as const;
export type Recipient = (typeof RECIPIENTS)[number];

/** What the program itself tells bears these words as its rule, so no rule of a town may. */
export const RESERVED_RULES = [
  'change',
  'cancellation',
  'escalation',
  'missed',
  'difficulty',
  'deadline',
] as const;
const RESERVED = new RegExp(`^(${RESERVED_RULES.join('|')})(-|$)`);

/** When no time is written after `after: 1d`. */
const DEFAULT_TIME = '09:00';

const BEFORE = new RegExp(String.raw`^([1-9]\d{0,2})d at (${TIME_PATTERN})$`);
const ON_DAY = new RegExp(`^at (${TIME_PATTERN})$`);
const AFTER = new RegExp(String.raw`^([1-9]\d{0,2})d(?: at (${TIME_PATTERN}))?( unless recorded)?$`);

/** When a rule's reminder falls due. */
interface When {
  /** Days from the activity's first day to the reminder's; negative is before. */
  readonly offsetDays: number;
  /** Wall clock of the town. */
  readonly time: string;
  /** Only while the activity has no record. */
  readonly unlessRecorded: boolean;
}

const when = (offsetDays: number, time = DEFAULT_TIME, unlessRecorded = false): When => ({
  offsetDays,
  time,
  unlessRecorded,
});

const MINUTES: Readonly<Record<string, number>> = { d: 1440, h: 60, m: 1 };

/** `3d`, `14h`, `90m` → minutes. */
const minutesSchema = textLike(
  /^([1-9]\d{0,3})([dhm])$/,
  '请写成 3d（天）、14h（小时）或 90m（分钟）',
  ([count, unit = 'm']) => Number(count) * (MINUTES[unit] ?? 1),
);

/** A reminder rule in a town's file: exactly one of `before`, `on-day`, `after`. */
export const reminderRuleSchema = z
  .strictObject({
    id: idSchema.refine(
      (id) => !RESERVED.test(id),
      `这几个开头留给程序自己发的通知，请换一个编号：${RESERVED_RULES.join('、')}`,
    ),
    before: textLike(BEFORE, '请写成 7d at 08:30（提前几天、几点），天数从 1 起', ([days, time]) =>
      when(-Number(days), time),
    ).optional(),
    'on-day': textLike(ON_DAY, '请写成 at 07:30（当天几点）', ([time]) => when(0, time)).optional(),
    after: textLike(
      AFTER,
      '请写成 1d at 09:00 unless recorded（过后几天、几点，没有记录才提醒）',
      ([days, time, unless]) => when(Number(days), time, unless !== undefined),
    ).optional(),
    to: z
      .array(z.enum(RECIPIENTS, { error: `只能是 ${RECIPIENTS.join('、')}` }))
      .min(1, '至少写一个提醒对象'),
    'max-late': minutesSchema,
    source: textSchema,
  })
  .transform(({ id, before, 'on-day': onDay, after, to, 'max-late': maxLate, source }, context) => {
    const [one, ...others] = [before, onDay, after].filter((given) => given !== undefined);
    if (one && others.length === 0)
      return {
        id,
        ...one,
        to,
        /** Minutes after which it is no longer sent. */
        maxLate,
        source,
      };
    context.addIssue({ code: 'custom', message: '要写且只写一个：before、on-day、after' });
    return z.NEVER;
  });

export type ReminderRule = z.infer<typeof reminderRuleSchema>;
