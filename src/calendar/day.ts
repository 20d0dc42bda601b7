import { z } from 'zod';
import { dayFromNumber, dayFromParts, daysInMonth, numberFromDay, type Day } from './civil.js';

export type { Day } from './civil.js';

/** Both ends inclusive. */
export interface DayRange {
  readonly start: Day;
  readonly end: Day;
}

/** The years the program computes: for each lunar day of them chinese-days or solarlunar, mostly both, agree with tyme4ts. */
export const FIRST_YEAR = 1950;
export const LAST_YEAR = 2100;

function numberOf(day: Day): number {
  const number = numberFromDay(day);
  if (Number.isNaN(number)) throw new RangeError(`not a day (YYYY-MM-DD): ${day}`);
  return number;
}

/** Whether it is a day of the calendar, written `YYYY-MM-DD`. */
export const isDay = (text: string): boolean => !Number.isNaN(numberFromDay(text));

/** Whether it is a day of the years the program computes. */
export const isComputed = (text: string): boolean =>
  isDay(text) && yearOf(text) >= FIRST_YEAR && yearOf(text) <= LAST_YEAR;

/** The day so many days after `day`; negative: before. @throws RangeError when `day` is no day */
export const addDays = (day: Day, days: number): Day => dayFromNumber(numberOf(day) + days);

/** Days from `a` to `b`; negative when `b` is the earlier. @throws RangeError */
export const daysBetween = (a: Day, b: Day): number => numberOf(b) - numberOf(a);

/** 1 Monday … 7 Sunday; 1970-01-01 was a Thursday. @throws RangeError when `day` is no day */
export const weekdayOf = (day: Day): number => ((((numberOf(day) + 3) % 7) + 7) % 7) + 1;

/** Monday to Sunday around `day` (ISO 8601). @throws RangeError when `day` is no day */
export function weekHolding(day: Day): DayRange {
  const start = addDays(day, 1 - weekdayOf(day));
  return { start, end: addDays(start, 6) };
}

/**
 * The ISO 8601 week, `2026-W53`; its year can differ from the day's, for a week belongs to the year of its Thursday.
 *
 * @throws RangeError when `day` is no day
 */
export function isoWeekOf(day: Day): string {
  const thursday = addDays(weekHolding(day).start, 3);
  const year = yearOf(thursday);
  const week = Math.floor(daysBetween(dayFromParts(year, 1, 1), thursday) / 7) + 1;
  return `${thursday.slice(0, 4)}-W${String(week).padStart(2, '0')}`;
}

/** NaN for text that begins with no number. */
export const yearOf = (day: Day): number => Number(day.slice(0, 4));

/** Every day from `start` to `end`, both included; empty when `end` is the earlier. @throws RangeError for no days */
export function eachDay({ start, end }: DayRange): Day[] {
  const first = numberOf(start);
  const length = Math.max(0, numberOf(end) - first + 1);
  return Array.from({ length }, (_, n) => dayFromNumber(first + n));
}

/** The middle day; of two, the earlier. @throws RangeError for no days */
export const middleOf = ({ start, end }: DayRange): Day =>
  start === end ? start : addDays(start, Math.floor(daysBetween(start, end) / 2));

/** The years a range touches. */
export const dayRangeYears = ({ start, end }: DayRange): number[] =>
  Array.from({ length: yearOf(end) - yearOf(start) + 1 }, (_, n) => yearOf(start) + n);

/** @param month 1 to 12 */
export const monthRange = (year: number, month: number): DayRange => ({
  start: dayFromParts(year, month, 1),
  end: dayFromParts(year, month, daysInMonth(year, month)),
});

/** @param quarter 1 to 4 */
export const quarterRange = (year: number, quarter: number): DayRange => ({
  start: monthRange(year, quarter * 3 - 2).start,
  end: monthRange(year, quarter * 3).end,
});

/** Whether a range holds a day. */
export const contains = ({ start, end }: DayRange, day: Day): boolean => start <= day && day <= end;

/** `12-04` as a day of a range, in whichever year of it; null where the range does not hold it. */
export const monthDayIn = (range: DayRange, monthDay: string): Day | null =>
  dayRangeYears(range)
    .map((year) => `${year}-${monthDay}`)
    .find((day) => contains(range, day)) ?? null;

/** Whether two ranges share a day. */
export const overlaps = (a: DayRange, b: DayRange): boolean => a.start <= b.end && b.start <= a.end;

export const daySchema = z
  .string('请写成 2026-12-04 这样的日期')
  .refine(isDay, { error: (issue) => `${String(issue.input)} 不是日历上的一天，请写成 2026-12-04 这样` })
  .meta({ format: 'date' });

/** `2026-09-25..2026-09-27`, or one day. */
export const dayRangeSchema = z
  .string('请写成 2026-09-25..2026-09-27 这样的日期范围')
  .transform((text): DayRange => {
    const at = text.indexOf('..');
    return at < 0 ? { start: text, end: text } : { start: text.slice(0, at), end: text.slice(at + 2) };
  })
  .refine(({ start, end }) => isDay(start) && isDay(end), {
    error: '不是日期范围，请写成 2026-09-25..2026-09-27，只有一天就写 2026-09-25',
  })
  .refine(({ start, end }) => !isDay(start) || !isDay(end) || start <= end, {
    error: '结束早于开始，请把两个日期对调',
  });
