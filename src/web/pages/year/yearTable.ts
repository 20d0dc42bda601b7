import {
  daysBetween,
  eachDay,
  monthRange,
  weekdayOf,
  type Day,
  type Occurrence,
} from '../../../calendar/index.js';
import { startDayOf } from '../../../facts/index.js';
import { shownActivities } from './filter.js';
import type { DayFacts, YearView } from './view.js';

/** A range longer than this is listed but not painted: half a year of colour says nothing. */
const LONGEST_BAND_DAYS = 45;

/** All that one cell of the wall calendar shows. */
export interface DayMark extends DayFacts {
  readonly day: Day;
  readonly date: number;
  /** 1 Monday … 7 Sunday. */
  readonly weekday: number;
  /** Key dates of this single day. */
  readonly keyDates: readonly Occurrence[];
  /** Weeks and months of publicity that this day lies in. */
  readonly bands: readonly Occurrence[];
  /** Activities that start on this day, the cancelled ones left out. */
  readonly activities: number;
}

export interface MonthTable {
  readonly month: number;
  readonly days: readonly DayMark[];
  /** Weeks and months of publicity that touch it. */
  readonly bands: readonly Occurrence[];
  /** Key dates that begin in this month. */
  readonly begins: readonly Occurrence[];
}

const isBand = ({ start, end }: Occurrence): boolean =>
  start < end && daysBetween(start, end) < LONGEST_BAND_DAYS;

/** The enabled key dates, by start. */
export const shownKeyDates = (view: Pick<YearView, 'occurrences'>): Occurrence[] =>
  view.occurrences
    .filter(({ enabled }) => enabled)
    .sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : a.end < b.end ? -1 : 1));

/** Makes the table of one month after another; what is the same for all is worked out once. */
function tableMaker(view: YearView): (month: number) => MonthTable {
  const keyDates = shownKeyDates(view);
  const singles = new Map<Day, Occurrence[]>();
  for (const one of keyDates)
    if (one.start === one.end) singles.set(one.start, [...(singles.get(one.start) ?? []), one]);
  const bands = keyDates.filter(isBand);
  const counts = new Map<Day, number>();
  for (const activity of shownActivities(view)) {
    if (activity.status === 'cancelled') continue;
    const day = startDayOf(activity);
    counts.set(day, (counts.get(day) ?? 0) + 1);
  }
  return (month) => {
    const { start, end } = monthRange(view.year, month);
    const first = weekdayOf(start);
    // Only the bands that touch the month are held against its days.
    const near = bands.filter((band) => band.start <= end && start <= band.end);
    const days = eachDay({ start, end }).map((day, offset): DayMark => {
      const { workday, market, lunar } = view.days(day);
      return {
        workday,
        market,
        lunar,
        day,
        date: offset + 1,
        weekday: ((first - 1 + offset) % 7) + 1,
        keyDates: singles.get(day) ?? [],
        bands: near.filter((band) => band.start <= day && day <= band.end),
        activities: counts.get(day) ?? 0,
      };
    });
    return {
      month,
      days,
      bands: near,
      begins: keyDates.filter((one) => start <= one.start && one.start <= end),
    };
  };
}

/** One month's days with everything that is to be seen on them. */
export const monthTable = (view: YearView, month: number): MonthTable => tableMaker(view)(month);

/** The year's days, month by month. */
export function yearTable(view: YearView): MonthTable[] {
  const table = tableMaker(view);
  return Array.from({ length: 12 }, (_, index) => table(index + 1));
}
