import { daysBetween, eachDay, weekdayOf, yearOf, type Day } from './day.js';
import { statutoryHolidays, type HolidayYear } from './holidays.js';
import { weekdayName } from './words.js';

/** Three values, never two: a day near a holiday whose notice is not out is neither off nor work. */
export type WorkdayAnswer = 'off' | 'work' | 'not-announced';

export interface Workday {
  readonly answer: WorkdayAnswer;
  /** What the day is if no notice changes it; the same as `answer` unless that is `not-announced`. */
  readonly usually: 'off' | 'work';
  /** A public holiday, by notice or by statute: nothing is held on it, not even what may stand on a weekend. */
  readonly holiday: boolean;
  /** A Saturday or Sunday that is no make-up workday. */
  readonly weekend: boolean;
  /** Why, in a few words for the screen. */
  readonly because: string;
}

/** Answers for one day. */
export type Workdays = (day: Day) => Workday;

const off = (day: Day, because: string): Workday => ({
  answer: 'off',
  usually: 'off',
  holiday: true,
  weekend: weekdayOf(day) > 5,
  because,
});

const known = new WeakMap<readonly HolidayYear[], Workdays>();

/**
 * Answers from the notices at hand, and from the statute where a year's notice is not out yet; worked out once a list, which all
 * towns of an installation share.
 */
export function workdaysFrom(years: readonly HolidayYear[]): Workdays {
  const workdays = known.get(years) ?? answersFrom(years);
  known.set(years, workdays);
  return workdays;
}

function answersFrom(years: readonly HolidayYear[]): Workdays {
  const noticed = new Map<Day, Workday>();
  for (const { holidays } of years)
    for (const { name, off: range, work } of holidays) {
      for (const day of eachDay(range)) noticed.set(day, off(day, `${name}放假`));
      for (const day of work)
        noticed.set(day, {
          answer: 'work',
          usually: 'work',
          holiday: false,
          weekend: false,
          because: `${weekdayName(day)}，${name}调休上班`,
        });
    }
  const announced = new Set(years.map(({ year }) => year));
  // Without any notice at hand nobody can tell which are out.
  const first = announced.size === 0 ? -Infinity : Math.min(...announced);
  const statutory = new Map<number, ReturnType<typeof statutoryHolidays>>();
  const statutoryOf = (year: number) => {
    const known = statutory.get(year) ?? statutoryHolidays(year);
    statutory.set(year, known);
    return known;
  };

  const memo = new Map<Day, Workday>();
  const answer = (day: Day): Workday => {
    const fromNotice = noticed.get(day);
    if (fromNotice) return fromNotice;
    const weekend = weekdayOf(day) > 5;
    const usual = { usually: weekend ? 'off' : 'work', holiday: false, weekend } as const;
    // 元旦's arrangement reaches back into December; no holiday's reaches on into the next year.
    const open = [yearOf(day), yearOf(day) + 1].filter((year) => !announced.has(year));
    const holidays = open.flatMap(statutoryOf);
    // The notice of a year before the first one at hand has long been out.
    const waits = yearOf(day) < first ? '放假安排没有录入' : '调休安排待国务院通知';
    const onHoliday = holidays.find(({ days }) => days.includes(day));
    if (onHoliday) return off(day, `${onHoliday.name}法定假日`);
    const near = holidays.find(({ days, reach }) =>
      days.some((holiday) => Math.abs(daysBetween(holiday, day)) <= reach),
    );
    if (near)
      return {
        answer: 'not-announced',
        ...usual,
        because: `${weekdayName(day)}，${near.name}${waits}`,
      };
    return { answer: weekend ? 'off' : 'work', ...usual, because: weekdayName(day) };
  };
  return (day) => {
    const known = memo.get(day) ?? answer(day);
    // One year is asked for again and again; a caller that walks centuries must not grow the map for ever.
    if (memo.size > 5000) memo.clear();
    memo.set(day, known);
    return known;
  };
}
