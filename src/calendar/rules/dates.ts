import { z } from 'zod';
import { monthRange } from '../day.js';
import { lunarDay } from '../lunar.js';
import { lunarMonthDaySchema } from './lunisolar.js';
import { monthDaySchema, ruleWord, textLike } from './word.js';

/** One day of every year. */
export const fixed = ruleWord({
  example: '{fixed: 12-04}',
  schema: monthDaySchema,
  range: (monthDay, year) => ({ start: `${year}-${monthDay}`, end: `${year}-${monthDay}` }),
});

const SPAN = '请写成 03-22..03-28 这样的“月-日..月-日”';

const span = textLike(/^(.+)\.\.(.+)$/, SPAN, ([start = '', end = '']) => ({ start, end }));

/** Several days of every year, within it. */
export const fixedRange = ruleWord({
  example: '{fixed-range: 03-22..03-28}',
  schema: span
    .pipe(z.strictObject({ start: monthDaySchema, end: monthDaySchema }))
    .refine(({ start, end }) => start <= end, '结束早于开始；跨年的请用 cross-year'),
  range: ({ start, end }, year) => ({ start: `${year}-${start}`, end: `${year}-${end}` }),
});

/** A whole month. */
export const month = ruleWord({
  example: '{month: 6}',
  schema: z.int('月份要写 1 到 12 的整数').min(1, '月份只能是 1 到 12').max(12, '月份只能是 1 到 12'),
  range: (number, year) => monthRange(year, number),
});

const LUNAR_MARK = '农历';

/** The end of a span into the next year: a day of every year, or a lunar one. */
const endSchema = z.string().transform((text, context) => {
  const lunar = text.startsWith(LUNAR_MARK);
  const read = lunar
    ? lunarMonthDaySchema.safeParse(text.slice(LUNAR_MARK.length))
    : monthDaySchema.safeParse(text);
  if (read.success) return read.data;
  for (const { message } of read.error.issues) context.addIssue({ code: 'custom', message, input: text });
  return z.NEVER;
});

/**
 * From a day of the year to one of the next. The end may be lunar, `11-01..农历12-last`: then it is that day of the
 * lunar year that begins in `year`.
 */
export const crossYear = ruleWord({
  example: '{cross-year: 10-01..04-30}',
  schema: span
    .pipe(z.strictObject({ start: monthDaySchema, end: endSchema }))
    .refine(({ start, end }) => typeof end !== 'string' || end < start, '没有跨年；年内的请用 fixed-range')
    .refine(
      ({ start, end }) => typeof end === 'string' || (end.month === 12 && start <= '11-30'),
      '农历的结束只能在腊月，开始不能晚于 11-30',
    ),
  range: ({ start, end }, year) => {
    const last = typeof end === 'string' ? `${year + 1}-${end}` : lunarDay(year, end.month, end.date);
    return last === null ? null : { start: `${year}-${start}`, end: last };
  },
});
