import type { Activity } from '../facts/index.js';

/** What a change of an activity may touch. */
export type ActivityChange = Partial<
  Omit<Activity, 'id' | 'town' | 'year' | 'sequence' | 'revision' | 'createdAt' | 'updatedAt' | 'scheduledAt'>
>;

const SEQUENCED = ['start', 'end', 'place', 'status'] as const;

/**
 * The activity with the change; the very same object when it changes nothing.
 *
 * SEQUENCE grows when start, end, place or status changes and then only (RFC 5545 §3.8.7.4), the revision with every
 * change.
 *
 * @param at the present instant, ISO 8601 in the town's zone
 */
export function changed(activity: Activity, change: ActivityChange, at: string): Activity {
  const next = { ...activity, ...change };
  const differs = (key: keyof Activity): boolean =>
    JSON.stringify(activity[key]) !== JSON.stringify(next[key]);
  if (!(Object.keys(change) as (keyof ActivityChange)[]).some(differs)) return activity;
  return {
    ...next,
    sequence: activity.sequence + (SEQUENCED.some(differs) ? 1 : 0),
    revision: activity.revision + 1,
    updatedAt: at,
    // One that comes back after a cancellation stands there anew: nobody owed reminders meanwhile.
    scheduledAt: differs('start') || activity.status === 'cancelled' ? at : activity.scheduledAt,
  };
}
