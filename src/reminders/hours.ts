import type { DateTime } from 'luxon';
import { addDays, workdaysFrom, type Day, type HolidayYear, type Workdays } from '../calendar/index.js';
import { dayIn, instantOf, type Town } from '../town/index.js';

/** A town's hours: when nothing is sent, and when its office works. */
export interface Hours {
  /** The first instant from `at` on outside the quiet hours; `at` itself mostly. */
  awake(at: DateTime): DateTime;
  /** The first instant from `at` on in working hours. */
  working(at: DateTime): DateTime;
  /** The instant when `minutes` of working time have passed since `at`. */
  afterWorking(at: DateTime, minutes: number): DateTime;
}

/** A year without any working time is no calendar; looking on would not end. */
const LONGEST_WAIT_DAYS = 366;

const known = new WeakMap<readonly HolidayYear[], Workdays>();

/** The workdays of a list of notices, worked out once a list. */
function workdaysOf(holidays: readonly HolidayYear[]): Workdays {
  const workdays = known.get(holidays) ?? workdaysFrom(holidays);
  known.set(holidays, workdays);
  return workdays;
}

/** A day that no notice speaks of yet counts as it usually is. */
export function hoursOf(
  { zone, reminders }: Pick<Town, 'zone' | 'reminders'>,
  holidays: readonly HolidayYear[],
): Hours {
  const workday = workdaysOf(holidays);
  const isWorkday = (day: Day): boolean => workday(day).usually === 'work';
  const quietOn = (day: Day) => (isWorkday(day) ? reminders.quiet : reminders['quiet-days-off']);
  const spansOn = (day: Day): { start: DateTime; end: DateTime }[] =>
    isWorkday(day)
      ? reminders.working.map(({ start, end }) => ({
          start: instantOf(day, start, zone),
          end: instantOf(day, end, zone),
        }))
      : [];

  /** The first span that ends after `at`, with how much of it is still to come. */
  const nextSpan = (at: DateTime): { start: DateTime; end: DateTime } => {
    const today = dayIn(at, zone);
    for (let days = 0; days <= LONGEST_WAIT_DAYS; days += 1)
      for (const { start, end } of spansOn(addDays(today, days)))
        if (end > at) return { start: start > at ? start : at, end };
    throw new RangeError(`no working hours within a year of ${today}`);
  };

  return {
    awake: (at) => {
      const day = dayIn(at, zone);
      const time = at.setZone(zone).toFormat('HH:mm');
      if (time < quietOn(day).end) return instantOf(day, quietOn(day).end, zone);
      if (time < quietOn(day).start) return at;
      const next = addDays(day, 1);
      return instantOf(next, quietOn(next).end, zone);
    },
    working: (at) => nextSpan(at).start,
    afterWorking: (at, minutes) => {
      let left = minutes;
      let from = at;
      for (;;) {
        const { start, end } = nextSpan(from);
        const within = end.diff(start, 'minutes').minutes;
        if (left <= within) return start.plus({ minutes: left });
        left -= within;
        from = end;
      }
    },
  };
}
