import { z } from 'zod';
import {
  addDays,
  contains,
  dayRangeSchema,
  daySchema,
  isDay,
  LAST_YEAR,
  weekdayOf,
  yearOf,
  type Day,
} from './day.js';
import { textSchema } from './keyDates.js';
import { lunarDay, solarTermDay } from './lunar.js';

/** The days of 全国年节及纪念日放假办法 as revised hold from this year on. */
const STATUTE_SINCE = 2025;

/** Three weeks are longer than any arrangement so far; beyond them a year was mistyped. */
const MOST_DAYS_OFF = 21;

/** One year's days off and make-up workdays, as the State Council's notice gives them. */
export const holidayYearSchema = z
  .strictObject({
    year: z.int('年份要写成四位数字'),
    notice: textSchema,
    number: textSchema,
    published: daySchema,
    source: textSchema,
    holidays: z.array(z.strictObject({ name: textSchema, off: dayRangeSchema, work: z.array(daySchema) })),
  })
  .superRefine(({ year, holidays }, context) => {
    const fault = (path: PropertyKey[], message: string, input: unknown): void => {
      context.addIssue({ code: 'custom', path, message, input });
    };
    holidays.forEach(({ off, work }, index) => {
      // 元旦 may begin in the last days of the year before; nothing else leaves the year.
      const isOfYear = off.end >= `${year}-01-01` && off.start <= `${year}-12-31`;
      // What is no date at all has its own fault, here and below.
      if (isDay(off.start) && isDay(off.end) && !(isOfYear && off.end < addDays(off.start, MOST_DAYS_OFF)))
        fault(
          ['holidays', index, 'off'],
          `不是 ${year} 年的一段假期，请检查年份`,
          `${off.start}..${off.end}`,
        );
      work.forEach((day, at) => {
        if (!isDay(day)) return;
        const path = ['holidays', index, 'work', at];
        if (holidays.some((other) => contains(other.off, day))) fault(path, '同一天又放假又上班', day);
        else if (weekdayOf(day) < 6) fault(path, '调休上班只能在周六、周日', day);
      });
    });
    if (year < STATUTE_SINCE || year > LAST_YEAR) return;
    const missing = statutoryHolidays(year).flatMap(({ name, days }) =>
      days.filter((day) => !holidays.some(({ off }) => contains(off, day))).map((day) => `${day}（${name}）`),
    );
    if (missing.length > 0)
      fault(['holidays'], `这些法定假日没有放假，请对照通知补上：${missing.join('、')}`, undefined);
  });

export type HolidayYear = z.infer<typeof holidayYearSchema>;

/** From this day of a year on the next year's notice has usually been out for weeks. */
const NOTICE_OUT = '12-01';

/** The years whose file should be there on `today`, and is not. */
export function missingHolidayYears(years: readonly Pick<HolidayYear, 'year'>[], today: Day): number[] {
  const year = yearOf(today);
  const wanted = today.slice(5) >= NOTICE_OUT ? [year, year + 1] : [year];
  return wanted.filter((wantedYear) => !years.some((known) => known.year === wantedYear));
}

/** A statutory holiday, and how many days around it a notice may rearrange. */
export interface StatutoryHoliday {
  readonly name: string;
  readonly days: readonly Day[];
  readonly reach: number;
}

// The notices of 2020–2026 moved workdays at most nine days from a long holiday (2026-02-28 after 正月初三,
// 2024-05-11 after 5·2) and at most five from a short one (2026-09-20 before 中秋).
const LONG = 10;
const SHORT = 5;

const run = (start: Day, length: number): Day[] => Array.from({ length }, (_, n) => addDays(start, n));

/** A day that no lunar month lacks. */
const lunarHoliday = (year: number, month: number, date: number): Day => {
  const day = lunarDay(year, month, date);
  if (day === null) throw new RangeError(`lunar ${month}-${date} is not in every year`);
  return day;
};

/** The days off that need no notice: 全国年节及纪念日放假办法 (2024-11-10) §2. */
export function statutoryHolidays(year: number): StatutoryHoliday[] {
  const newYear = lunarHoliday(year, 1, 1);
  return [
    { name: '元旦', days: [`${year}-01-01`], reach: SHORT },
    { name: '春节', days: run(addDays(newYear, -1), 4), reach: LONG },
    { name: '清明节', days: [solarTermDay(year, '清明')], reach: SHORT },
    { name: '劳动节', days: run(`${year}-05-01`, 2), reach: LONG },
    { name: '端午节', days: [lunarHoliday(year, 5, 5)], reach: SHORT },
    { name: '中秋节', days: [lunarHoliday(year, 8, 15)], reach: SHORT },
    { name: '国庆节', days: run(`${year}-10-01`, 3), reach: LONG },
  ];
}
