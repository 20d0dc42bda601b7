import { occurrencesOf } from '../calendar/index.js';
import type { Activity, Plan, PlanContent, BlackoutFact } from '../facts/index.js';
import {
  blackoutFilter,
  circumstancesOf,
  fullLimits,
  refusalOf,
  tasksOf,
  usesOf,
  type Circumstances,
  type Task,
} from '../planner/index.js';
import type { Calendars } from '../town/index.js';
import { isMovable, type Release } from './release.js';
import { slotOf } from './slotTimes.js';
import { occupantOf } from './warnings.js';
import { slotsOf, type Standing } from './planningCase.js';

/** One thing that makes a draft out of date. */
export interface Stale {
  /** `activities/ID`, `blackouts/ID` or `tasks/ID`. */
  readonly path: string;
  readonly message: string;
}

interface Present extends Standing {
  readonly calendars: Calendars;
  /** The present instant, ISO 8601 in the town's zone. */
  readonly at: string;
}

/**
 * What has changed since a draft was made so that its release would undo a person's edit or break a rule: an activity it
 * writes was changed, or has begun; a blackout came or went; the town's data ask for something else; a person, a team or
 * a village is taken by now. Changes that touch nothing the draft writes do not count.
 *
 * @param release what releasing the draft would put now
 */
export function staleIn(
  plan: Pick<Plan, 'year' | 'from'>,
  content: PlanContent,
  release: Release,
  present: Present,
): Stale[] {
  const { calendars, blackouts } = present;
  const occurrences = occurrencesOf(calendars.keyDates, plan.year);
  const c = circumstancesOf(calendars, occurrences, { from: plan.from, blackouts });
  const found = [
    ...changedActivities(content, release, present),
    ...begun(release, present),
    ...changedBlackouts(plan, content, present, c),
    ...changedData(plan, content, release, c, occurrences),
    ...taken(release, present, c),
  ];
  // One activity may be out of date in several ways; the first says enough.
  return found.filter(({ path }, index) => found.findIndex((other) => other.path === path) === index);
}

/** Activities the draft would write that are not as it saw them, or that it did not mean to write. */
function changedActivities({ touched }: PlanContent, release: Release, { activities }: Present): Stale[] {
  const now = new Map(activities.map(({ id, revision }) => [id, revision]));
  const meant = new Map(Object.entries(touched));
  const ids = new Set([...meant.keys(), ...Object.keys(release.touched)]);
  return [...ids]
    .filter((id) => !meant.has(id) || (now.get(id) ?? 0) !== meant.get(id))
    .sort()
    .map((id) => ({ path: `activities/${id}`, message: '编排之后改过这项活动' }));
}

/** Activities whose old or new start has come: nobody moves what has begun. */
function begun({ puts }: Release, { activities, at }: Present): Stale[] {
  const before = new Map(activities.map((activity) => [activity.id, activity]));
  return puts
    .filter(({ id, start, status }) => {
      const old = before.get(id);
      const stood = old && old.status !== 'cancelled' ? old.start : undefined;
      return (status !== 'cancelled' && start <= at) || (stood !== undefined && stood <= at);
    })
    .map(({ id, start }) => ({
      path: `activities/${id}`,
      message: `已经到了它的时间（${start.slice(0, 10)}）`,
    }));
}

/** Blackouts that are gone, and new ones that cover a slot of the draft. */
function changedBlackouts(
  plan: Pick<Plan, 'year' | 'from'>,
  { tasks, blackouts: known }: PlanContent,
  { blackouts, activities }: Present,
  c: Circumstances,
): Stale[] {
  const idsOf = (list: readonly BlackoutFact[]): Set<string> => new Set(list.map(({ id }) => id));
  const [before, now] = [idsOf(known), idsOf(blackouts)];
  const standing = new Map(activities.map((activity) => [activity.id, activity]));
  const movable = tasks.filter(({ id }) => {
    const activity = standing.get(id);
    return !activity || isMovable(activity, plan);
  });
  const covers = (blackout: BlackoutFact): boolean =>
    movable.some(
      (task) =>
        task.slot && blackoutFilter.refuses(task, task.slot.date, { ...c, blackouts: [blackout] }) !== null,
    );
  return [
    ...known
      .filter(({ id, end }) => !now.has(id) && end >= plan.from)
      .map(({ id, reason }) => ({ path: `blackouts/${id}`, message: `停办时段已经取消（${reason}）` })),
    ...blackouts
      .filter((blackout) => !before.has(blackout.id) && covers(blackout))
      .map(({ id, reason }) => ({ path: `blackouts/${id}`, message: `又有停办时段（${reason}）` })),
  ];
}

/** Tasks the draft places which the town's data now ask for differently, or on days the rules now refuse. */
function changedData(
  { year, from }: Pick<Plan, 'year' | 'from'>,
  { tasks }: PlanContent,
  { touched }: Release,
  c: Circumstances,
  occurrences: Parameters<typeof tasksOf>[1],
): Stale[] {
  const asked = new Map(tasksOf(c.town, occurrences, year, from).map((task) => [task.id, task]));
  return tasks.flatMap(({ slot, reasons, ...task }): Stale[] => {
    if (!slot || touched[task.id] === undefined) return [];
    const path = `tasks/${task.id}`;
    if (!sameTask(task, asked.get(task.id))) return [{ path, message: '镇的资料改过，这项任务已经不同' }];
    const refusal = refusalOf(task, slot.date, c);
    return refusal ? [{ path, message: `${slot.date} 现在不能办（${refusal.reason}）` }] : [];
  });
}

const sameTask = (task: Task, asked: Task | undefined): boolean =>
  asked !== undefined &&
  (Object.keys(asked) as (keyof Task)[]).every(
    (key) => JSON.stringify(task[key]) === JSON.stringify(asked[key]),
  );

/** Activities the draft puts where somebody or something is taken by now. */
function taken({ puts }: Release, { activities }: Present, c: Circumstances): Stale[] {
  const written = new Map(puts.map((activity) => [activity.id, activity]));
  const after = [...activities.filter(({ id }) => !written.has(id)), ...puts].filter(
    ({ status }) => status !== 'cancelled',
  );
  const usesIn = (activity: Activity) =>
    slotsOf(activity).flatMap((slot) => usesOf(occupantOf(activity, c), slot, c.town));
  const used = new Map<string, number>();
  for (const activity of after)
    for (const { key } of usesIn(activity)) used.set(key, (used.get(key) ?? 0) + 1);
  return after
    .filter(({ id }) => written.has(id))
    .flatMap((activity): Stale[] => {
      const others = new Map(used);
      for (const { key } of usesIn(activity)) others.set(key, (others.get(key) ?? 0) - 1);
      const [full] = fullLimits(occupantOf(activity, c), slotOf(activity), c.town, others);
      if (!full) return [];
      const day = activity.start.slice(0, 10);
      return [{ path: `activities/${activity.id}`, message: `${day} 已经排不下（${full.reason}）` }];
    });
}
