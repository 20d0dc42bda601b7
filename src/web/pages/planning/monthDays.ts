import {
  contains,
  eachDay,
  isMarketDay,
  lunarOf,
  monthRange,
  occurrencesTouching,
  weekdayOf,
  workdaysFrom,
  yearOf,
  type Day,
  type LunarDate,
  type Occurrence,
} from '../../../calendar/index.js';
import type { BlackoutFact } from '../../../facts/index.js';
import type { Calendars } from '../../../town/index.js';

/** `YYYY-MM`. */
export type Month = string;

/** One day of a calendar of months, before anything stands in it. */
export interface MonthDay {
  readonly day: Day;
  /** 1 Monday … 7 Sunday. */
  readonly weekday: number;
  readonly lunar: LunarDate;
  readonly market: boolean;
  readonly off: boolean;
  readonly makeUp: boolean;
  /** Why the day is off, worked, or not announced. */
  readonly because: string;
  readonly keyDates: readonly Occurrence[];
  readonly blackouts: readonly BlackoutFact[];
}

export const monthOfDay = (day: Day): Month => day.slice(0, 7);

/** The month `count` months later. */
export function addMonths(month: Month, count: number): Month {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}

export const monthsOfYear = (year: number): Month[] =>
  Array.from({ length: 12 }, (_, index) => addMonths(`${year}-01`, index));

/** The days of a month, each with what the town's data say of it at the time. */
export function monthDaysFrom(calendars: Calendars) {
  const { town, holidays } = calendars;
  const workday = workdaysFrom(holidays);
  return (month: Month, blackouts: readonly BlackoutFact[]): MonthDay[] => {
    const range = monthRange(yearOf(`${month}-01`), Number(month.slice(5, 7)));
    // A month of weeks on every day says nothing of a day; its own day does.
    const touching = occurrencesTouching(calendars.keyDates, range).filter(({ enabled }) => enabled);
    return eachDay(range).map((day) => {
      const { answer, holiday, weekend, because } = workday(day);
      const weekday = weekdayOf(day);
      return {
        day,
        weekday,
        lunar: lunarOf(day),
        market: town.market !== undefined && isMarketDay(town.market, day),
        off: answer === 'off' && holiday,
        makeUp: answer === 'work' && weekday > 5 && !weekend,
        because,
        keyDates: touching.filter(
          (occurrence) => occurrence.start === occurrence.end && occurrence.day === day,
        ),
        blackouts: blackouts.filter((blackout) => contains(blackout, day)),
      };
    });
  };
}
