import { DateTime } from 'luxon';
import { z } from 'zod';

/** A calendar day of the town, `YYYY-MM-DD`; days compare as strings. */
export type Day = string;

/** Both ends inclusive. */
export interface DayRange {
  readonly start: Day;
  readonly end: Day;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The years the program computes: tyme4ts was checked against a second source for these (1950–2099). */
export const FIRST_YEAR = 1950;
export const LAST_YEAR = 2099;

// Days are read at midnight UTC, where every day has 24 hours, whatever zone the process runs in.
const at = (day: Day): DateTime<true> => {
  const time = DateTime.fromISO(day, { zone: 'utc' });
  if (!DAY.test(day) || !time.isValid) throw new RangeError(`not a day (YYYY-MM-DD): ${day}`);
  return time;
};

export const isDay = (text: string): boolean =>
  DAY.test(text) && DateTime.fromISO(text, { zone: 'utc' }).isValid;

export const addDays = (day: Day, days: number): Day => at(day).plus({ days }).toISODate();

const numbers = new Map<Day, number>();
const MOST_NUMBERS = 5000;

/** Days since 1970-01-01. A plan measures the same few hundred days ten thousands of times, so they are remembered. */
function numberOf(day: Day): number {
  const known = numbers.get(day);
  if (known !== undefined) return known;
  const number = at(day).toSeconds() / 86_400;
  if (numbers.size >= MOST_NUMBERS) numbers.clear();
  numbers.set(day, number);
  return number;
}

/** Days from `a` to `b`; negative when `b` is the earlier. */
export const daysBetween = (a: Day, b: Day): number => numberOf(b) - numberOf(a);

/** 1 Monday … 7 Sunday. */
export const weekdayOf = (day: Day): number => at(day).weekday;

/** The ISO 8601 week, `2026-W53`; its year can differ from the day's. */
export const isoWeekOf = (day: Day): string => at(day).toFormat("kkkk-'W'WW");

export const yearOf = (day: Day): number => Number(day.slice(0, 4));

/** Every day from `start` to `end`, both included; empty when `end` is the earlier. */
export function eachDay({ start, end }: DayRange): Day[] {
  const days: Day[] = [];
  for (let time = at(start), last = at(end); time <= last; time = time.plus({ days: 1 }))
    days.push(time.toISODate());
  return days;
}

/** The middle day; of two, the earlier. */
export const middleOf = ({ start, end }: DayRange): Day =>
  addDays(start, Math.floor(daysBetween(start, end) / 2));

/** The years a range touches. */
export const dayRangeYears = ({ start, end }: DayRange): number[] =>
  Array.from({ length: yearOf(end) - yearOf(start) + 1 }, (_, n) => yearOf(start) + n);

export const monthRange = (year: number, month: number): DayRange => {
  const start = `${year}-${String(month).padStart(2, '0')}-01`;
  return { start, end: at(start).endOf('month').toISODate() };
};

/** 1 to 4. */
export const quarterRange = (year: number, quarter: number): DayRange => ({
  start: monthRange(year, quarter * 3 - 2).start,
  end: monthRange(year, quarter * 3).end,
});

export const contains = ({ start, end }: DayRange, day: Day): boolean => start <= day && day <= end;

export const daySchema = z
  .string()
  .refine(isDay, { error: (issue) => `${String(issue.input)} 不是日历上的一天，请写成 2026-12-04 这样` });

/** `2026-09-25..2026-09-27`, or one day. */
export const dayRangeSchema = z
  .string()
  .transform((text): DayRange => {
    const [start = '', end = start] = text.split('..');
    return { start, end };
  })
  .refine(({ start, end }) => isDay(start) && isDay(end), {
    error: '不是日期范围，请写成 2026-09-25..2026-09-27，只有一天就写 2026-09-25',
  })
  .refine(({ start, end }) => !isDay(start) || !isDay(end) || start <= end, {
    error: '结束早于开始，请把两个日期对调',
  });
