import { z } from 'zod';
import { hoursSchema } from './clock.js';

const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;
const OVERNIGHT = '请写成 21:00-07:00 这样：从晚上几点到第二天早上几点；不设就写 never';

/** `21:00-07:00`, from an evening to the next morning; `never` is no such time. */
const overnightSchema = z
  .string()
  .transform((text) => {
    if (text === 'never') return { start: '24:00', end: '00:00' };
    const [start = '', end = ''] = text.split('-');
    return { start, end };
  })
  .refine(
    ({ start, end }) => start === '24:00' || (CLOCK.test(start) && CLOCK.test(end) && start > end),
    OVERNIGHT,
  );

const AFTER = '请写成 4h（几个工作小时没有回执就升级，1 到 99）、90m，或 never（不升级）';

/** `4h`, `90m` of working time, or never → minutes or null. */
const escalateAfterSchema = z.string().transform((text, context) => {
  if (text === 'never') return null;
  const groups = /^(?<n>[1-9]\d{0,1})(?<unit>[hm])$/.exec(text)?.groups;
  if (groups) return Number(groups.n) * (groups.unit === 'h' ? 60 : 1);
  context.addIssue({ code: 'custom', message: AFTER, input: text });
  return z.NEVER;
});

/** How a town reminds, whatever the rule; wall clock of the town. */
export const reminderSettingsSchema = z.strictObject({
  /** Nothing goes out from that evening hour to that morning hour; it is held and goes afterwards. */
  quiet: overnightSchema.prefault('21:00-07:00'),
  /** The same, for the morning and the evening of a day off. */
  'quiet-days-off': overnightSchema.prefault('21:00-07:30'),
  /** The office's hours on a workday, in which an escalation counts and goes. */
  working: z
    .array(hoursSchema)
    .min(1, '至少写一段上班时间')
    .refine(
      (spans) => spans.every(({ start }, index) => index === 0 || start >= (spans[index - 1]?.end ?? '')),
      '上班时间要从早到晚写，不能重叠',
    )
    .prefault(['08:30-12:00', '14:30-17:30']),
  /** Minutes of working time without an answer after which the next person is told; null: nobody is. */
  'escalate-after': escalateAfterSchema.prefault('4h'),
});
