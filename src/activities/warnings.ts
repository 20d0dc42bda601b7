import { addDays, weekdayOf } from '../calendar/index.js';
import { startDayOf, type Activity, type Warning } from '../facts/index.js';
import {
  fullLimits,
  refusalOf,
  usesOf,
  windowAround,
  type Circumstances,
  type Occupant,
} from '../planner/index.js';
import type { Occurrence } from '../calendar/index.js';
import { slotOf } from './slotTimes.js';

/** What the planner's limits look at in an activity. */
export const occupantOf = (activity: Activity, c: Pick<Circumstances, 'town'>): Occupant => ({
  village: activity.village,
  lead: activity.lead,
  partners: activity.partners,
  lawyer: activity.lawyer,
  light: c.town.forms.find(({ id }) => id === activity.form)?.light ?? false,
});

/** The days of the ISO week an activity begins in; `to` exclusive. */
export function weekAround(activity: Pick<Activity, 'start'>): { from: string; to: string } {
  const day = startDayOf(activity);
  const from = addDays(day, 1 - weekdayOf(day));
  return { from, to: addDays(from, 7) };
}

/**
 * The planning rules that an activity placed by hand breaks. It is stored all the same: the office knows what the
 * program does not.
 *
 * @param week the other activities of its ISO week
 * @param occurrence of its key date in its year; null when it has none
 */
export function warningsFor(
  activity: Activity,
  week: readonly Activity[],
  c: Circumstances,
  occurrence: Occurrence | null,
): Warning[] {
  if (activity.status === 'cancelled') return [];
  const day = startDayOf(activity);
  const form = c.town.forms.find(({ id }) => id === activity.form);
  const campaign = c.town.campaigns.find(({ keyDate }) => keyDate === activity.keyDate);
  const window = occurrence && campaign ? windowAround(occurrence, campaign.days) : { start: day, end: day };
  const refusal = refusalOf(
    {
      window,
      weekend: form?.weekend ?? false,
      market: form?.market ?? 'any',
      village: activity.village,
    },
    day,
    c,
  );
  const used = new Map<string, number>();
  for (const other of week)
    if (other.id !== activity.id && other.status !== 'cancelled')
      for (const { key } of usesOf(occupantOf(other, c), slotOf(other), c.town))
        used.set(key, (used.get(key) ?? 0) + 1);
  const full = fullLimits(occupantOf(activity, c), slotOf(activity), c.town, used);
  return [
    ...(refusal ? [{ type: refusal.filter.name, message: `${day}：${refusal.reason}`, where: 'start' }] : []),
    ...full.map(({ limit, reason }) => ({ type: limit.name, message: `${day}：${reason}`, where: 'start' })),
  ];
}
