import { addDays, monthRange, weekdayOf, weekHolding } from '../day.js';
import { isMonth, monthDaySchema, ruleWord, textLike } from './word.js';

const WEEKDAYS = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'];
const WEEKDAY = `星期只能写 ${WEEKDAYS.join('、')}`;
const MONTH = '月份只能是 01 到 12';

/** 1 Monday … 7 Sunday; 0 for what is no weekday. */
const weekdayNumber = (name: string | undefined): number => WEEKDAYS.indexOf(name ?? '') + 1;

/** The n-th of a weekday in a month: the third Saturday of September. */
export const nthWeekday = ruleWord({
  example: '{nth-weekday: 09/SAT/3}',
  schema: textLike(
    /^(\d{2})\/([A-Z]{3})\/(\d+)$/,
    '请写成 09/SAT/3 这样的“月/星期/第几个”',
    ([month, weekday, nth]) => ({
      month: Number(month),
      weekday: weekdayNumber(weekday),
      nth: Number(nth),
    }),
  )
    .refine(({ month }) => isMonth(month), MONTH)
    .refine(({ weekday }) => weekday > 0, WEEKDAY)
    .refine(({ nth }) => nth >= 1 && nth <= 4, '只能是第 1 到第 4 个；最后一个请用 last-weekday'),
  range: ({ month, weekday, nth }, year) => {
    const { start } = monthRange(year, month);
    const day = addDays(start, ((weekday - weekdayOf(start) + 7) % 7) + (nth - 1) * 7);
    return { start: day, end: day };
  },
});

/** The last of a weekday in a month: the last Monday of March. */
export const lastWeekday = ruleWord({
  example: '{last-weekday: 03/MON}',
  schema: textLike(/^(\d{2})\/([A-Z]{3})$/, '请写成 03/MON 这样的“月/星期”', ([month, weekday]) => ({
    month: Number(month),
    weekday: weekdayNumber(weekday),
  }))
    .refine(({ month }) => isMonth(month), MONTH)
    .refine(({ weekday }) => weekday > 0, WEEKDAY),
  range: ({ month, weekday }, year) => {
    const { end } = monthRange(year, month);
    const day = addDays(end, -((weekdayOf(end) - weekday + 7) % 7));
    return { start: day, end: day };
  },
});

/** The week, Monday to Sunday, that holds a day: 家庭教育促进法 §13 “5月15日…所在周”. */
export const weekContaining = ruleWord({
  example: '{week-containing: 05-15}',
  schema: monthDaySchema.refine(
    (monthDay) => monthDay > '01-06',
    '这一周有的年份从上一年开始，请改用 fixed-range 或 by-notice',
  ),
  range: (monthDay, year) => weekHolding(`${year}-${monthDay}`),
});

/**
 * The n-th week of a month, Monday to Sunday; the week that holds the month's first day is the first, however few of
 * its days are in the month. So it was with 网络安全宣传周 in 2020, 2023 and 2026 (“9月第三周”); no law defines it.
 */
export const nthWeek = ruleWord({
  example: '{nth-week: 09/3}',
  schema: textLike(/^(\d{2})\/(\d+)$/, '请写成 09/3 这样的“月/第几周”', ([month, nth]) => ({
    month: Number(month),
    nth: Number(nth),
  }))
    .refine(({ month }) => isMonth(month), MONTH)
    .refine(({ nth }) => nth >= 1 && nth <= 5, '只能是第 1 到第 5 周')
    .refine(
      ({ month, nth }) => month !== 1 || nth !== 1,
      '一月第一周有的年份从上一年开始，请改用 fixed-range 或 by-notice',
    ),
  range: ({ month, nth }, year) => {
    const { start, end } = monthRange(year, month);
    const monday = addDays(weekHolding(start).start, (nth - 1) * 7);
    // A February of four weeks has no fifth.
    return monday > end ? null : { start: monday, end: addDays(monday, 6) };
  },
});
