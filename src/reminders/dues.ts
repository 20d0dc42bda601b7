import type { DateTime } from 'luxon';
import { addDays } from '../calendar/index.js';
import {
  deliveryIdOf,
  startDayOf,
  type Activity,
  type Contact,
  type Delivery,
  type DeliveryKey,
  type ReadTransaction,
} from '../facts/index.js';
import { dayIn, instantOf, isoIn, type ReminderRule, type Town } from '../town/index.js';
import { addressesFor } from './recipients.js';

/** A reminder that is owed at some instant. */
export interface Due extends DeliveryKey {
  readonly id: string;
  /** ISO 8601 in the town's zone. */
  readonly dueAt: string;
}

/** How far back a reminder that nobody sent is still noted as missed, in days. */
const MISSED_DAYS = 31;

/** When a rule falls due for an activity: wall clock of the town. */
export const dueAtOf = (rule: ReminderRule, activity: Activity, zone: string): DateTime<true> =>
  instantOf(addDays(startDayOf(activity), rule.offsetDays), rule.time, zone);

/** When it may be sent last. */
const lastAtOf = (rule: ReminderRule, activity: Activity, zone: string): DateTime<true> =>
  dueAtOf(rule, activity, zone).plus({ minutes: rule.maxLate });

/** Whether it is later than the rule allows. */
export const isTooLate = (rule: ReminderRule, activity: Activity, at: DateTime, zone: string): boolean =>
  at > lastAtOf(rule, activity, zone);

/** Whether an activity still stands as it did when a reminder of it fell due. */
export const stillStands = (activity: Activity | undefined, { start }: Delivery): activity is Activity =>
  activity !== undefined && activity.status !== 'cancelled' && activity.start === start;

/** Where a reminder stands at an instant, deliveries aside. */
export type Standing = 'later' | 'due' | 'missed' | 'not-owed';

/**
 * Not owed: an activity cancelled or done; what was too late already when the activity came to stand at its present
 * start, for nobody could have sent it; and an invitation to what was entered after it had begun.
 */
export function standingOf(rule: ReminderRule, activity: Activity, at: DateTime, zone: string): Standing {
  if (activity.status === 'cancelled' || activity.status === 'done') return 'not-owed';
  if (rule.offsetDays <= 0 && activity.start <= activity.scheduledAt && !activity.allDay) return 'not-owed';
  if (at < dueAtOf(rule, activity, zone)) return 'later';
  if (!isTooLate(rule, activity, at, zone)) return 'due';
  return isoIn(lastAtOf(rule, activity, zone), zone) < activity.scheduledAt ? 'not-owed' : 'missed';
}

/** The reminders of one rule for one activity, whoever they go to. */
export const duesOf = (
  rule: ReminderRule,
  activity: Activity,
  contacts: readonly Contact[],
  town: Town,
): Due[] =>
  addressesFor(rule.to, activity, contacts).map(({ contact, channel }) => {
    const key = {
      town: town.id,
      activity: activity.id,
      start: activity.start,
      rule: rule.id,
      contact,
      channel,
    };
    return { ...key, id: deliveryIdOf(key), dueAt: isoIn(dueAtOf(rule, activity, town.zone), town.zone) };
  });

/** What is owed at `at` and has no delivery yet: to be sent, or too late for it. By due instant, then activity. */
export async function owedAt(
  transaction: ReadTransaction,
  town: Town,
  at: DateTime,
): Promise<{ readonly due: Due[]; readonly missed: Due[] }> {
  const today = dayIn(at, town.zone);
  const offsets = town.rules.map(({ offsetDays }) => offsetDays);
  const activities = await transaction.find('activities', {
    town: town.id,
    from: addDays(today, -MISSED_DAYS - Math.max(0, ...offsets)),
    to: addDays(today, 1 - Math.min(0, ...offsets)),
  });
  const contacts = await transaction.find('contacts', { town: town.id });
  const owed = { due: [] as Due[], missed: [] as Due[] };
  for (const activity of activities)
    for (const rule of town.rules) {
      const standing = standingOf(rule, activity, at, town.zone);
      if (standing !== 'due' && standing !== 'missed') continue;
      for (const due of duesOf(rule, activity, contacts, town))
        if (!(await transaction.get('deliveries', town.id, due.id))) owed[standing].push(due);
    }
  const byDue = (a: Due, b: Due): number =>
    a.dueAt.localeCompare(b.dueAt) ||
    a.activity.localeCompare(b.activity) ||
    a.contact.localeCompare(b.contact);
  owed.due.sort(byDue);
  owed.missed.sort(byDue);
  return owed;
}
