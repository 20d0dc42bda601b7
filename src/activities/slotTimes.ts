import { startDayOf, type Activity } from '../facts/index.js';
import type { Slot } from '../planner/index.js';
import { instantOf, isoIn, type Town } from '../town/index.js';

/** A morning ends, an afternoon begins. */
const NOON = '12:00';

/** A slot's start and end by the town's clock. */
export function timesOfSlot({ date, half }: Slot, { hours, zone }: Town): { start: string; end: string } {
  const { start, end } = hours[half];
  return { start: isoIn(instantOf(date, start, zone), zone), end: isoIn(instantOf(date, end, zone), zone) };
}

/** The slot an activity takes on its first day, as the planner sees it. */
export function slotOf(activity: Pick<Activity, 'start' | 'end' | 'allDay'>): Slot {
  const date = startDayOf(activity);
  if (activity.allDay) return { date, half: 'day' };
  const [from, to] = [activity.start.slice(11, 16), activity.end.slice(11, 16)];
  const overnight = activity.end.slice(0, 10) > date;
  if (from >= NOON) return { date, half: 'pm' };
  return { date, half: overnight || to > NOON ? 'day' : 'am' };
}
