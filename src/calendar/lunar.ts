import { LunarYear, SolarDay, SolarTerm } from 'tyme4ts';
import { dayFromParts } from './civil.js';
import { addDays, daysBetween, FIRST_YEAR, LAST_YEAR, yearOf, type Day } from './day.js';

/** `month` 1–12, `leap` for an intercalary month; `text` as people say it: 十月廿六. */
export interface LunarDate {
  readonly month: number;
  readonly day: number;
  readonly leap: boolean;
  readonly text: string;
}

interface LunarMonth {
  readonly month: number;
  readonly leap: boolean;
  readonly name: string;
  readonly start: Day;
  readonly days: number;
}

const toDay = (solar: SolarDay): Day => dayFromParts(solar.getYear(), solar.getMonth(), solar.getDay());

/** Answers are kept by year: there are only so many years, and the first and last touch one beyond. */
function byYear<T>(make: (year: number) => T): (year: number) => T {
  const made = new Map<number, T>();
  return (year) => {
    if (!(year >= FIRST_YEAR - 1 && year <= LAST_YEAR + 1))
      throw new RangeError(`not a year from ${FIRST_YEAR} to ${LAST_YEAR}: ${year}`);
    const known = made.get(year) ?? make(year);
    made.set(year, known);
    return known;
  };
}

/** The twelve or thirteen months of the lunar year that begins in `year`, from 正月. */
const monthsOf = byYear((year): readonly LunarMonth[] =>
  LunarYear.fromYear(year)
    .getMonths()
    .map((month) => ({
      month: Math.abs(month.getMonthWithLeap()),
      leap: month.isLeap(),
      name: month.getName(),
      start: toDay(month.getFirstJulianDay().getSolarDay()),
      days: month.getDayCount(),
    })),
);

const DIGITS = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 初一 … 三十. */
function lunarDayName(day: number): string {
  if (day % 10 === 0) return ['初十', '二十', '三十'][day / 10 - 1] ?? '';
  return `${['初', '十', '廿'][Math.floor(day / 10)] ?? ''}${DIGITS[(day % 10) - 1] ?? ''}`;
}

/**
 * The lunar date of a day (tyme4ts; its months agree with chinese-days and solarlunar on every day 2020–2050).
 *
 * @throws RangeError for a day outside the years the program computes
 */
export function lunarOf(day: Day): LunarDate {
  const year = yearOf(day);
  const months = [...monthsOf(year), ...(day < `${year}-03` ? monthsOf(year - 1) : [])];
  // Of the months that have begun, the one that began last.
  const month = months.reduce<LunarMonth | undefined>(
    (last, next) => (next.start <= day && (!last || next.start > last.start) ? next : last),
    undefined,
  );
  if (!month) throw new RangeError(`no lunar month holds ${day}`);
  const date = daysBetween(month.start, day) + 1;
  return { month: month.month, day: date, leap: month.leap, text: `${month.name}${lunarDayName(date)}` };
}

/**
 * The leap month of the lunar year that begins in `year`, 1–12; null when it has none.
 *
 * @throws RangeError for a year beyond those the program computes
 */
export const leapMonthOf = (year: number): number | null =>
  monthsOf(year).find(({ leap }) => leap)?.month ?? null;

/**
 * The day of a lunar date in the lunar year that begins in `year`, in the ordinary month and not a leap one.
 *
 * @param month 1–12
 * @param date 1–30, or `last` for the month's last day
 * @returns null when the month has no such day (三十 of a short month)
 * @throws RangeError for a month that is none, and a year beyond those the program computes
 */
export function lunarDay(year: number, month: number, date: number | 'last'): Day | null {
  const found = monthsOf(year).find((candidate) => candidate.month === month && !candidate.leap);
  if (!found) throw new RangeError(`not a lunar month: ${month}`);
  const number = date === 'last' ? found.days : date;
  return number <= found.days ? addDays(found.start, number - 1) : null;
}

/** The 24 solar terms (节气) as people name them, in the order of a calendar year. */
export const SOLAR_TERMS = [
  ...['小寒', '大寒', '立春', '雨水', '惊蛰', '春分', '清明', '谷雨', '立夏', '小满', '芒种', '夏至'],
  ...['小暑', '大暑', '立秋', '处暑', '白露', '秋分', '寒露', '霜降', '立冬', '小雪', '大雪', '冬至'],
] as const;

const termsOf = byYear(() => new Map<string, Day>());

/**
 * The day of a solar term in `year`, by its Chinese name (清明, 秋分 …).
 *
 * @throws RangeError for a name that is none, and a year beyond those the program computes
 */
export function solarTermDay(year: number, name: string): Day {
  const known = termsOf(year).get(name);
  if (known !== undefined) return known;
  if (!SOLAR_TERMS.some((term) => term === name)) throw new RangeError(`not a solar term: ${name}`);
  // tyme4ts counts a year's terms from the 冬至 of the December before.
  const term = SolarTerm.fromName(name === '冬至' ? year + 1 : year, name);
  const day = toDay(term.getJulianDay().getSolarDay());
  termsOf(year).set(name, day);
  return day;
}
