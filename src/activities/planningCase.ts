import { eachDay, occurrencesOf, type Day } from '../calendar/index.js';
import { endDayOf, startDayOf, type Activity, type BlackoutFact, type Warning } from '../facts/index.js';
import {
  blackoutFilter,
  circumstancesOf,
  tasksOf,
  type Circumstances,
  type Slot,
  type Task,
} from '../planner/index.js';
import type { Calendars } from '../town/index.js';
import { isMovable } from './release.js';
import { slotOf } from './slotTimes.js';
import { occupantOf } from './warnings.js';

/** What is stored of a town that its plans must look at. */
export interface Standing {
  readonly activities: readonly Activity[];
  readonly blackouts: readonly BlackoutFact[];
}

/** What a year has to place, beside all that stands already. */
export interface PlanningCase {
  readonly tasks: readonly Task[];
  readonly circumstances: Circumstances;
}

/** The slots an activity takes, one a day. */
export function slotsOf(activity: Activity): Slot[] {
  const first = slotOf(activity);
  const days = eachDay({ start: first.date, end: endDayOf(activity) });
  return days.map((date, index) => (index === 0 ? first : { date, half: 'day' }));
}

/** The task of an activity that stays: as people have set it up since, for that is whose time it takes. */
const taskAsHeld = (task: Task, activity: Activity, town: Calendars['town']): Task => ({
  ...task,
  ...occupantOf(activity, { town }),
  form: activity.form,
});

/**
 * What a plan of `year` from the day `from` on has to place, and all it must not touch or double-book: activities
 * that are pinned, confirmed, done or over stay; those of other years, or made by hand, take their people's time.
 * What a person cancelled is not placed again.
 */
export function planningCase(
  calendars: Calendars,
  { year, from }: { readonly year: number; readonly from: Day },
  { activities, blackouts }: Standing,
): PlanningCase {
  const { town, keyDates } = calendars;
  const occurrences = occurrencesOf(keyDates, year);
  const byId = new Map(activities.map((activity) => [activity.id, activity]));
  const released = new Map<string, Slot>();
  const fixed = new Map<string, Slot>();
  const tasks = tasksOf(town, occurrences, year, from).flatMap((task) => {
    const activity = byId.get(task.id);
    if (!activity) return [task];
    if (activity.status === 'cancelled') return activity.pinned ? [] : [task];
    if (isMovable(activity, { year, from })) {
      released.set(task.id, slotOf(activity));
      return [task];
    }
    fixed.set(task.id, slotOf(activity));
    return [taskAsHeld(task, activity, town)];
  });
  const occupied = activities
    .filter(
      (activity) =>
        activity.status !== 'cancelled' && !fixed.has(activity.id) && !isMovable(activity, { year, from }),
    )
    .flatMap((activity) =>
      slotsOf(activity).map((slot) => ({ occupant: occupantOf(activity, { town }), slot })),
    );
  return {
    tasks,
    circumstances: circumstancesOf(calendars, occurrences, { from, blackouts, released, fixed, occupied }),
  };
}

/** Activities that a blackout covers and no plan moves: pinned, confirmed or made by hand. */
export function immovableInBlackouts({ activities }: Standing, c: Circumstances): Warning[] {
  const { from } = c;
  return activities
    .filter(({ status }) => status === 'planned' || status === 'confirmed')
    .filter((activity) => endDayOf(activity) >= from && !isMovable(activity, { year: activity.year, from }))
    .flatMap((activity): Warning[] => {
      const days = eachDay({ start: startDayOf(activity), end: endDayOf(activity) });
      const hit = days.map((day) => blackoutFilter.refuses(taskOn(activity, day), day, c)).find(Boolean);
      if (!hit) return [];
      const message = `${startDayOf(activity)} ${activity.title}已经定下，不会移动（${hit}），要改请手工改期或取消`;
      return [{ type: 'blackout', message, where: activity.id }];
    });
}

const taskOn = ({ village }: Activity, day: Day) => ({
  village,
  window: { start: day, end: day },
  weekend: true,
  market: 'any' as const,
});
