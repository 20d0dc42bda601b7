import { DateTime } from 'luxon';
import { addDays, workdaysFrom, type Day, type HolidayYear } from '../calendar/index.js';
import { dayIn, instantOf, isoIn, type ReminderRule, type Town } from '../town/index.js';

/** Of a rule, what its instants depend on. */
export type TimedRule = Pick<ReminderRule, 'offsetDays' | 'time' | 'maxLate'>;

/** When a rule falls due for what starts on a day; instants ISO 8601 in the town's zone. */
export interface Times {
  readonly dueAt: string;
  /** The last minute in which it is still sent. */
  readonly lastAt: string;
}

/** A town's hours: when nothing is sent, and when its office works. */
export interface Hours {
  /** The first instant from `at` on outside the quiet hours; `at` itself mostly. */
  awake(at: DateTime): DateTime;
  /** The first instant from `at` on in working hours. */
  working(at: DateTime): DateTime;
  /** The instant when `minutes` of working time have passed since `at`, ISO 8601. */
  afterWorking(at: string, minutes: number): DateTime;
  /** When a rule falls due for what starts on a day. */
  times(rule: TimedRule, startDay: Day): Times;
}

/** A year without any working time is no calendar; looking on would not end. */
const LONGEST_WAIT_DAYS = 366;

/** By the notices, and by what a town says of its hours. */
const hoursKnown = new WeakMap<readonly HolidayYear[], Map<string, Hours>>();

/**
 * A town's hours by a list of notices, made once for all towns that have the same: what they remember is asked again each minute,
 * and for the next town.
 */
export function hoursOf(town: Pick<Town, 'zone' | 'reminders'>, holidays: readonly HolidayYear[]): Hours {
  const known = hoursKnown.get(holidays) ?? new Map<string, Hours>();
  hoursKnown.set(holidays, known);
  const { zone, reminders } = town;
  const key = JSON.stringify([zone, reminders]);
  const hours = known.get(key) ?? makeHours({ zone, reminders }, holidays);
  known.set(key, hours);
  return hours;
}

/** Remembers answers about the minutes that are asked about again and again; forgets them all when they are many. */
function remembered<T>(memo: Map<string, T>, key: string, answer: () => T): T {
  const known = memo.get(key);
  if (known !== undefined) return known;
  const found = answer();
  if (memo.size > 5000) memo.clear();
  memo.set(key, found);
  return found;
}

/** A day that no notice speaks of yet counts as it usually is. */
function makeHours(
  { zone, reminders }: Pick<Town, 'zone' | 'reminders'>,
  holidays: readonly HolidayYear[],
): Hours {
  const workday = workdaysFrom(holidays);
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

  const awake = (at: DateTime): DateTime => {
    const day = dayIn(at, zone);
    const time = at.setZone(zone).toFormat('HH:mm');
    if (time < quietOn(day).end) return instantOf(day, quietOn(day).end, zone);
    if (time < quietOn(day).start) return at;
    const next = addDays(day, 1);
    return instantOf(next, quietOn(next).end, zone);
  };

  const afterWorking = (at: string, minutes: number): DateTime => {
    let left = minutes;
    let from: DateTime = DateTime.fromISO(at, { zone });
    for (;;) {
      const { start, end } = nextSpan(from);
      const within = end.diff(start, 'minutes').minutes;
      if (left <= within) return start.plus({ minutes: left });
      left -= within;
      from = end;
    }
  };

  /** Wall clock. What would be too late in the quiet hours may still go when they end: they hold, they do not drop. */
  const times = ({ offsetDays, time, maxLate }: TimedRule, startDay: Day): Times => {
    const dueAt = instantOf(addDays(startDay, offsetDays), time, zone);
    const lastAt = awake(awake(dueAt).plus({ minutes: maxLate }));
    return { dueAt: isoIn(dueAt, zone), lastAt: isoIn(lastAt, zone) };
  };

  const instants = new Map<string, DateTime>();
  const timesKnown = new Map<string, Times>();
  // Towns that share their hours are looked at in the same minute.
  const known = (what: string, at: DateTime, answer: () => DateTime): DateTime =>
    remembered(instants, `${what} ${at.toMillis()} ${at.zoneName ?? ''}`, answer);
  return {
    awake: (at) => known('awake', at, () => awake(at)),
    working: (at) => known('working', at, () => nextSpan(at).start),
    afterWorking: (at, minutes) => remembered(instants, `${at} ${minutes}`, () => afterWorking(at, minutes)),
    times: (rule, startDay) =>
      remembered(timesKnown, `${startDay} ${rule.offsetDays} ${rule.time} ${rule.maxLate}`, () =>
        times(rule, startDay),
      ),
  };
}
