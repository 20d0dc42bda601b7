import { addDays } from '../calendar/index.js';
import { deliveryIdOf, startDayOf, type Activity, type DeliveryKey } from '../facts/index.js';
import { dayIn, type ReminderRule } from '../town/index.js';
import type { Times } from './hours.js';
import type { Look } from './look.js';
import { addressesFor, type Address } from './recipients.js';

/** A reminder that is owed at some instant. */
export interface Due extends DeliveryKey {
  readonly id: string;
  /** ISO 8601 in the town's zone. */
  readonly dueAt: string;
}

/** Where something owed stands: to be sent, or too late for it. */
export type Standing = 'due' | 'missed';

/** What follows from the facts at an instant, whether it has a delivery or not. */
export interface Derived {
  readonly due: Due;
  readonly standing: Standing;
}

/** How far back a reminder that nobody sent is still noted as missed, in days. */
export const MISSED_DAYS = 31;

export const dueFor = (
  activity: Pick<Activity, 'id' | 'town' | 'start'>,
  rule: string,
  { contact, channel }: Address,
  dueAt: string,
): Due => {
  const { town, id, start } = activity;
  const key = { town, activity: id, start, rule, contact, channel };
  return { id: deliveryIdOf(key), town, activity: id, start, rule, contact, channel, dueAt };
};

/** The reminders of one rule for one activity, whoever they go to. */
export const duesOf = (
  rule: ReminderRule,
  activity: Activity,
  look: Look,
  { dueAt } = look.hours.times(rule, startDayOf(activity)),
): Due[] =>
  addressesFor(rule.to, activity, look.contacts).map((address) => dueFor(activity, rule.id, address, dueAt));

/**
 * Whether a rule speaks of an activity at all, deliveries and time aside: not of one cancelled or done, not of one that
 * has its record where the rule asks for that, and it invites nobody to what was entered after it had begun.
 */
export const appliesTo = (rule: ReminderRule, activity: Activity, look: Look): boolean =>
  activity.status !== 'cancelled' &&
  activity.status !== 'done' &&
  !(rule.unlessRecorded && look.isRecorded(activity)) &&
  !(rule.offsetDays <= 0 && !activity.allDay && activity.start <= activity.scheduledAt);

/** `2026-12-04T09:00`. */
const TO_MINUTE = 16;

/** Where a rule stands for an activity it applies to; `null` before it is due, and for what nobody could have sent. */
function standingOf({ dueAt, lastAt }: Times, activity: Activity, look: Look): Standing | null {
  if (look.now < dueAt) return null;
  // A tick comes a little after its minute has begun.
  if (look.now.slice(0, TO_MINUTE) <= lastAt.slice(0, TO_MINUTE)) return 'due';
  return lastAt < activity.scheduledAt ? null : 'missed';
}

/** What the town's rules want of every activity at that instant. */
export function ruleDues(look: Look): Derived[] {
  const today = dayIn(look.at, look.town.zone);
  const earliest = addDays(today, -MISSED_DAYS);
  const windows = look.town.rules.map((rule) => ({
    rule,
    // By the activity's first day; what is far off is passed over without any reckoning.
    from: addDays(earliest, -rule.offsetDays),
    to: addDays(today, -rule.offsetDays),
  }));
  const derived: Derived[] = [];
  for (const activity of look.activities.values()) {
    const day = startDayOf(activity);
    for (const { rule, from, to } of windows) {
      if (day < from || day > to || !appliesTo(rule, activity, look)) continue;
      const times = look.hours.times(rule, day);
      const standing = standingOf(times, activity, look);
      if (standing !== null)
        for (const due of duesOf(rule, activity, look, times)) derived.push({ due, standing });
    }
  }
  return derived;
}
