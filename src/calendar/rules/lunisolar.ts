import { z } from 'zod';
import { yearOf } from '../day.js';
import { lunarDay, SOLAR_TERMS, solarTermDay } from '../lunar.js';
import { ruleWord, textLike } from './word.js';

const LUNAR = '请写成 09-09 这样的农历“月-日”，月底写 12-last';

/** A lunar month and date: `09-09`, or `12-last` for the month's last day. */
export const lunarMonthDaySchema = textLike(
  /^(\d{2})-(\d{2}|last)$/,
  LUNAR,
  ([month, date]): { month: number; date: number | 'last' } => ({
    month: Number(month),
    date: date === 'last' ? 'last' : Number(date),
  }),
)
  .refine(({ month }) => month >= 1 && month <= 12, '农历月份只能是 01 到 12')
  .refine(({ date }) => date === 'last' || (date >= 1 && date <= 30), '农历日期只能是 01 到 30，或 last');

/**
 * A day of the lunar calendar, in the ordinary month and not in a leap one. Which lunar year it is of does not matter:
 * it is the one that falls in `year`, of two the earlier; the last two lunar months fall in none or two of some years.
 */
export const lunar = ruleWord({
  example: '{lunar: 09-09}',
  schema: lunarMonthDaySchema,
  range: ({ month, date }, year) => {
    const day = [year - 1, year]
      .map((lunarYear) => lunarDay(lunarYear, month, date))
      .find((candidate) => candidate !== null && yearOf(candidate) === year);
    return day ? { start: day, end: day } : null;
  },
});

/** The day of a solar term. */
export const term = ruleWord({
  example: '{term: 秋分}',
  schema: z.enum(SOLAR_TERMS, { error: `没有这个节气，只能写：${SOLAR_TERMS.join('、')}` }),
  range: (name, year) => {
    const day = solarTermDay(year, name);
    return { start: day, end: day };
  },
});
