import { DateTime } from 'luxon';
import { addDays, type Day, type HolidayYear } from '../calendar/index.js';
import type { Acknowledgement, Activity, Contact, Delivery, ReadTransaction } from '../facts/index.js';
import { dayIn, instantOf, isoIn, type ReminderRule, type Town } from '../town/index.js';
import { hoursOf, type Hours } from './hours.js';
import { isRecorded } from './recorded.js';

/** The data that reminders follow from, beside the facts. */
export interface Setting {
  readonly town: Town;
  readonly holidays: readonly HolidayYear[];
}

/** When a rule falls due for what starts on a day. */
export interface Times {
  readonly dueAt: DateTime;
  /** The same, ISO 8601 in the town's zone. */
  readonly dueAtIso: string;
  /** The last minute in which it is still sent. */
  readonly lastAt: DateTime;
  readonly lastAtIso: string;
}

/** The facts at one instant, and all that is needed to say what is due; pure functions of it do the rest. */
export interface Look {
  readonly town: Town;
  readonly at: DateTime;
  readonly hours: Hours;
  readonly activities: ReadonlyMap<string, Activity>;
  readonly contacts: readonly Contact[];
  readonly deliveries: ReadonlyMap<string, Delivery>;
  /** The deliveries about one activity. */
  readonly about: (activity: string) => readonly Delivery[];
  /** What was answered about an activity as it stands. */
  readonly answersTo: (activity: Activity) => readonly Acknowledgement[];
  readonly isRecorded: (activity: Activity) => boolean;
  readonly times: (rule: ReminderRule, startDay: Day) => Times;
}

/** A stored instant in the town's zone. */
export const instantIn = (iso: string, { town }: Pick<Look, 'town'>): DateTime =>
  DateTime.fromISO(iso, { zone: town.zone });

/** How far back facts matter: a rule reaches 999 days at most, but nobody plans more than a year ahead. */
const FACTS_DAYS = 400;

/** Wall clock of the town. What would be too late in the quiet hours may still go when they end: they hold, not drop. */
function timesFor(town: Town, hours: Hours): Look['times'] {
  const memo = new Map<string, Times>();
  return (rule, startDay) => {
    const key = `${startDay} ${rule.id}`;
    const known = memo.get(key);
    if (known) return known;
    const dueAt = instantOf(addDays(startDay, rule.offsetDays), rule.time, town.zone);
    const lastAt = hours.awake(hours.awake(dueAt).plus({ minutes: rule.maxLate }));
    const times = {
      dueAt,
      dueAtIso: isoIn(dueAt, town.zone),
      lastAt,
      lastAtIso: isoIn(lastAt, town.zone),
    };
    memo.set(key, times);
    return times;
  };
}

function grouped<T>(items: Iterable<T>, keyOf: (item: T) => string): (key: string) => readonly T[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return (key) => groups.get(key) ?? [];
}

/** Reads what is needed to say what is due at `at`. */
export async function lookAt(
  transaction: ReadTransaction,
  { town, holidays }: Setting,
  at: DateTime,
): Promise<Look> {
  const from = addDays(dayIn(at, town.zone), -FACTS_DAYS);
  const activities = await transaction.find('activities', { town: town.id, from });
  const deliveries = await transaction.find('deliveries', { town: town.id, from });
  const answers = await transaction.find('acknowledgements', { town: town.id });
  const recorded = await isRecorded(transaction, town);
  const hours = hoursOf(town, holidays);
  const about = grouped(deliveries, ({ activity }) => activity);
  const answered = grouped(answers, ({ activity, start }) => `${activity} ${start}`);
  return {
    town,
    at,
    hours,
    activities: new Map(activities.map((activity) => [activity.id, activity])),
    contacts: await transaction.find('contacts', { town: town.id }),
    deliveries: new Map(deliveries.map((delivery) => [delivery.id, delivery])),
    about,
    answersTo: ({ id, start }) => answered(`${id} ${start}`),
    isRecorded: recorded,
    times: timesFor(town, hours),
  };
}
