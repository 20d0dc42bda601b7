import { z } from 'zod';
import { textLike } from '../calendar/index.js';
import { hoursSchema, TIME_PATTERN } from './clock.js';

const OVERNIGHT = '请写成 21:00-07:00 这样：从晚上几点到第二天早上几点；不设就写 never';

/** `21:00-07:00`, from an evening to the next morning; `never` is no such time. */
const overnightSchema = textLike(
  new RegExp(`^(?:never|(${TIME_PATTERN})-(${TIME_PATTERN}))$`),
  OVERNIGHT,
  ([start = '24:00', end = '00:00']) => ({ start, end }),
).refine(({ start, end }) => start > end, OVERNIGHT);

const AFTER = '请写成 4h（几个工作小时没有回执就升级，1 到 99）、90m，或 never（不升级）';

/** `4h`, `90m` of working time, or never → minutes or null. */
const escalateAfterSchema = textLike(/^(?:never|([1-9]\d?)([hm]))$/, AFTER, ([count, unit]) =>
  count === undefined ? null : Number(count) * (unit === 'h' ? 60 : 1),
);

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
