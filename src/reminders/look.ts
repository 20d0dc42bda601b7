import { DateTime } from 'luxon';
import { addDays, isDay, type HolidayYear } from '../calendar/index.js';
import {
  endDayOf,
  type Acknowledgement,
  type Activity,
  type Contact,
  type Delivery,
  type ReadTransaction,
} from '../facts/index.js';
import { dayIn, isoIn, type Town } from '../town/index.js';
import { deadlinesAround, type Deadline } from './deadlines.js';
import { MISSED_DAYS } from './dues.js';
import { hoursOf, type Hours } from './hours.js';
import { recordedIn } from './recorded.js';

/** The data that reminders follow from, beside the facts. */
export interface Setting {
  readonly town: Town;
  readonly holidays: readonly HolidayYear[];
}

/** The facts at one instant, and all that is needed to say what is due; pure functions of it do the rest. */
export interface Look {
  readonly town: Town;
  readonly at: DateTime;
  /** The same, ISO 8601 in the town's zone, whole seconds. Stored instants bear the same offset, so they compare as text. */
  readonly now: string;
  readonly hours: Hours;
  readonly activities: ReadonlyMap<string, Activity>;
  readonly contacts: readonly Contact[];
  readonly deliveries: ReadonlyMap<string, Delivery>;
  /** The deliveries about one activity. */
  readonly about: (activity: string) => readonly Delivery[];
  /** What was answered about an activity as it stands. */
  readonly answersTo: (activity: Activity) => readonly Acknowledgement[];
  readonly isRecorded: (activity: Activity) => boolean;
  /** The office's own deadlines of these days, by id. */
  readonly deadlines: ReadonlyMap<string, Deadline>;
}

/** A stored instant in the town's zone. */
export const instantIn = (iso: string, { town }: Pick<Look, 'town'>): DateTime =>
  DateTime.fromISO(iso, { zone: town.zone });

/** Whether an activity has begun; a day begins at its midnight. */
export const hasBegun = ({ start }: Pick<Activity, 'start'>, { now }: Pick<Look, 'now'>): boolean =>
  start <= now;

/** Whether what ends then is over; a day at its midnight. */
export const isOver = (end: string, { now }: Pick<Look, 'now'>): boolean =>
  isDay(end) ? end < now.slice(0, end.length) : end <= now;

/** How far back activities matter: a rule reaches 999 days at most, but nobody plans more than a year ahead. */
const ACTIVITIES_DAYS = 400;

/** How far back deliveries matter about what is over: a little more than a reminder is noted as missed. */
const DELIVERIES_DAYS = MISSED_DAYS + 4;

function grouped<T>(items: Iterable<T>, keyOf: (item: T) => string): (key: string) => readonly T[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return (key) => groups.get(key) ?? [];
}

/**
 * Reads what is needed to say what is due at `at`: of a year's deliveries those of the last weeks, and whatever was ever told of
 * what was not yet over then. Nobody is told of a change to what is over for longer.
 */
export async function lookAt(
  transaction: ReadTransaction,
  { town, holidays }: Setting,
  at: DateTime,
): Promise<Look> {
  const today = dayIn(at, town.zone);
  const lately = addDays(today, -DELIVERIES_DAYS);
  const query = { town: town.id };
  // Asked for at once: a store behind a network answers in one go.
  const [activities, recent, answers, isRecorded, ticks, contacts] = await Promise.all([
    transaction.find('activities', { ...query, from: addDays(today, -ACTIVITIES_DAYS) }),
    transaction.find('deliveries', { ...query, from: lately }),
    transaction.find('acknowledgements', query),
    recordedIn(transaction, town),
    transaction.find('ticks', query),
    transaction.find('contacts', query),
  ]);
  const open = new Set(activities.filter((one) => endDayOf(one) >= lately).map(({ id }) => id));
  const earlier = await transaction.find('deliveries', { ...query, to: lately, activities: open });
  const deliveries = [...earlier, ...recent];
  const deadlines = deadlinesAround(today, { town, ticks, activities, isRecorded });
  const answered = grouped(answers, ({ activity, start }) => `${activity} ${start}`);
  return {
    town,
    at,
    now: isoIn(at, town.zone),
    hours: hoursOf(town, holidays),
    activities: new Map(activities.map((activity) => [activity.id, activity])),
    contacts,
    deliveries: new Map(deliveries.map((delivery) => [delivery.id, delivery])),
    about: grouped(deliveries, ({ activity }) => activity),
    answersTo: ({ id, start }) => answered(`${id} ${start}`),
    isRecorded,
    deadlines: new Map(deadlines.map((deadline) => [deadline.id, deadline])),
  };
}
