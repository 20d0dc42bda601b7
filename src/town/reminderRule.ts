import { z } from 'zod';
import { idSchema, textSchema } from '../calendar/index.js';

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

const TIME = String.raw`(?<time>([01]\d|2[0-3]):[0-5]\d)`;
const BEFORE = new RegExp(String.raw`^(?<days>[1-9]\d{0,2})d at ${TIME}$`);
const ON_DAY = new RegExp(String.raw`^at ${TIME}$`);
const AFTER = new RegExp(String.raw`^(?<days>[1-9]\d{0,2})d( at ${TIME})?(?<unless> unless recorded)?$`);

/** Text read by a pattern, or a fault that shows how to write it. */
const pattern = (regex: RegExp, remedy: string) =>
  z.string().transform((text, context) => {
    const groups = regex.exec(text)?.groups;
    if (groups)
      return {
        days: Number(groups.days ?? 0),
        time: groups.time ?? DEFAULT_TIME,
        unless: groups.unless !== undefined,
      };
    context.addIssue({ code: 'custom', message: remedy, input: text });
    return z.NEVER;
  });

/** `3d`, `14h`, `90m` → minutes. */
const minutesSchema = z.string().transform((text, context) => {
  const groups = /^(?<n>[1-9]\d{0,3})(?<unit>[dhm])$/.exec(text)?.groups;
  if (groups) return Number(groups.n) * { d: 1440, h: 60, m: 1 }[groups.unit as 'd' | 'h' | 'm'];
  context.addIssue({ code: 'custom', message: '请写成 3d（天）、14h（小时）或 90m（分钟）', input: text });
  return z.NEVER;
});

/** A reminder rule in a town's file: exactly one of `before`, `on-day`, `after`. */
export const reminderRuleSchema = z
  .strictObject({
    id: idSchema.refine(
      (id) => !RESERVED.test(id),
      `这几个开头留给程序自己发的通知，请换一个编号：${RESERVED_RULES.join('、')}`,
    ),
    before: pattern(BEFORE, '请写成 7d at 08:30（提前几天、几点），天数从 1 起').optional(),
    'on-day': pattern(ON_DAY, '请写成 at 07:30（当天几点）').optional(),
    after: pattern(AFTER, '请写成 1d at 09:00 unless recorded（过后几天、几点，没有记录才提醒）').optional(),
    to: z
      .array(z.enum(RECIPIENTS, { error: `只能是 ${RECIPIENTS.join('、')}` }))
      .min(1, '至少写一个提醒对象'),
    'max-late': minutesSchema,
    source: textSchema,
  })
  .refine((rule) => [rule.before, rule['on-day'], rule.after].filter(Boolean).length === 1, {
    error: '要写且只写一个：before、on-day、after',
  })
  .transform((rule) => {
    const when = rule.before ??
      rule['on-day'] ??
      rule.after ?? { days: 0, time: DEFAULT_TIME, unless: false };
    return {
      id: rule.id,
      /** Days from the activity's first day to the reminder's; negative is before. */
      offsetDays: rule.before ? -when.days : when.days,
      /** Wall clock of the town. */
      time: when.time,
      /** Only while the activity has no record. */
      unlessRecorded: when.unless,
      to: rule.to,
      /** Minutes after which it is no longer sent. */
      maxLate: rule['max-late'],
      source: rule.source,
    };
  });

export type ReminderRule = z.infer<typeof reminderRuleSchema>;
