/*
 * Days as numbers, by integer arithmetic on the proleptic Gregorian calendar: a plan measures the same few hundred days
 * ten thousands of times, and a century of key dates is thousands of days. No clock and no zone is involved.
 */

/** A calendar day of the town, `YYYY-MM-DD`; days compare as strings. */
export type Day = string;

const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
const DAYS_TO_1970 = 719_162;
const DAYS_IN_400_YEARS = 146_097;

const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** 28 to 31. */
export const daysInMonth = (year: number, month: number): number =>
  month === 2 ? (isLeapYear(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

/** Days before 1 January of `year`, from 1 January of the year 1. */
function daysBeforeYear(year: number): number {
  const past = year - 1;
  return past * 365 + Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400);
}

/** Days since 1970-01-01. */
function numberFromParts(year: number, month: number, date: number): number {
  const leapDay = month > 2 && isLeapYear(year) ? 1 : 0;
  return daysBeforeYear(year) + (DAYS_BEFORE_MONTH[month - 1] ?? NaN) + leapDay + date - 1 - DAYS_TO_1970;
}

const pad = (value: number, length: number): string => String(value).padStart(length, '0');

/** `YYYY-MM-DD` of a year, month (1–12) and date. */
export const dayFromParts = (year: number, month: number, date: number): Day =>
  `${pad(year, 4)}-${pad(month, 2)}-${pad(date, 2)}`;

/** The day that is so many days after 1970-01-01. */
export function dayFromNumber(number: number): Day {
  const days = number + DAYS_TO_1970;
  // At most one year too few, never too many: so it is for each day of the 400 years that come again and again.
  let year = Math.floor((days * 400) / DAYS_IN_400_YEARS) + 1;
  if (daysBeforeYear(year + 1) <= days) year += 1;
  let rest = days - daysBeforeYear(year);
  let month = 1;
  for (let length = daysInMonth(year, month); rest >= length; length = daysInMonth(year, month)) {
    rest -= length;
    month += 1;
  }
  return dayFromParts(year, month, rest + 1);
}

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Days since 1970-01-01 of `YYYY-MM-DD`; NaN for what is no day. */
export function numberFromDay(day: Day): number {
  const [, year, month, date] = DAY.exec(day)?.map(Number) ?? [];
  if (year === undefined || month === undefined || date === undefined) return NaN;
  const exists = year >= 1 && month >= 1 && month <= 12 && date >= 1 && date <= daysInMonth(year, month);
  return exists ? numberFromParts(year, month, date) : NaN;
}
