import type { Occurrence } from '../calendar/index.js';
import { startDayOf, type Activity, type PlanDiff } from '../facts/index.js';
import type { PlannedTask, PlanResult } from '../planner/index.js';
import type { Town } from '../town/index.js';
import { isMadeByHand } from './acts.js';
import { changed } from './change.js';
import { timesOfSlot } from './slotTimes.js';

/** What an activity is called in a calendar. */
function titleOf(task: PlannedTask, town: Town, occurrences: readonly Occurrence[]): string {
  const form = town.forms.find(({ id }) => id === task.form);
  const village = town.villages.find(({ id }) => id === task.village);
  const occurrence = occurrences.find(({ id }) => id === task.keyDate);
  const duty = town.duties.find(({ id }) => id === task.duty);
  const what = occurrence ? `${occurrence.name.zh}：${form?.name ?? task.form}` : (duty?.name ?? task.id);
  return `${what}（${village?.name ?? '全镇'}）`;
}

/** Where it is held, until somebody writes a better place. */
function placeOf(task: PlannedTask, town: Town): string {
  const village = town.villages.find(({ id }) => id === task.village);
  if (village) return `${village.name}委会`;
  return task.market === 'require' ? `${town.name}圩市` : town.name;
}

/** What a release needs beside the plan and the activities. */
export interface ReleaseBase {
  readonly town: Town;
  readonly occurrences: readonly Occurrence[];
  /** The instant of the release. */
  readonly at: string;
}

/** The activity that a placed task becomes when none bears its id yet. */
function activityOf(
  task: PlannedTask,
  slot: NonNullable<PlannedTask['slot']>,
  plan: ReleasablePlan,
  base: ReleaseBase,
): Activity {
  const { town, occurrences, at } = base;
  return {
    id: task.id,
    town: town.id,
    keyDate: task.keyDate,
    duty: task.duty,
    year: plan.year,
    village: task.village,
    form: task.form,
    title: titleOf(task, town, occurrences),
    ...timesOfSlot(slot, town),
    allDay: false,
    place: placeOf(task, town),
    lead: task.lead,
    partners: [...task.partners],
    lawyer: task.lawyer,
    status: 'planned',
    pinned: false,
    sequence: 0,
    revision: 1,
    reasons: [...task.reasons],
    createdAt: at,
    updatedAt: at,
    scheduledAt: at,
  };
}

/** What a release looks at in a plan. */
export type ReleasablePlan = Pick<PlanResult, 'year' | 'from' | 'tasks'>;

/** Whether a re-plan may move an activity or take it away: a plan made it, and nobody has held or moved it. */
export const isMovable = (activity: Activity, { year, from }: Pick<PlanResult, 'year' | 'from'>): boolean =>
  activity.year === year &&
  !isMadeByHand(activity) &&
  activity.status === 'planned' &&
  !activity.pinned &&
  startDayOf(activity) >= from;

/** Whether a plan may bring a cancelled activity back: a re-plan took it away, and no person. */
const isRevivable = ({ status, pinned }: Activity): boolean => status === 'cancelled' && !pinned;

export interface Release {
  /** The activities to put. */
  readonly puts: readonly Activity[];
  readonly diff: PlanDiff;
  /** The revision each of them had before; 0 for a new one. */
  readonly touched: Readonly<Record<string, number>>;
}

/**
 * The activities to put so that they stand as a plan has them, and what that changes. Those that move keep their id,
 * and so their UID in every feed. One that stays where it is takes over who does it; one that comes back after a re-plan
 * dropped it counts as new.
 */
export function releaseOf(plan: ReleasablePlan, activities: readonly Activity[], base: ReleaseBase): Release {
  const existing = new Map(activities.map((activity) => [activity.id, activity]));
  const puts: Activity[] = [];
  const diff: PlanDiff = { new: [], moved: [], dropped: [] };
  const placed = new Set<string>();
  for (const task of plan.tasks) {
    if (!task.slot) continue;
    placed.add(task.id);
    const old = existing.get(task.id);
    if (!old) {
      puts.push(activityOf(task, task.slot, plan, base));
      diff.new.push(task.id);
    } else if (isMovable(old, plan) || isRevivable(old)) {
      const next = changed(old, placementOf(task, task.slot, base), base.at);
      if (next === old) continue;
      puts.push(next);
      if (isRevivable(old)) diff.new.push(task.id);
      else if (next.start !== old.start) diff.moved.push(task.id);
    }
  }
  for (const activity of activities)
    if (isMovable(activity, plan) && !placed.has(activity.id)) {
      puts.push(changed(activity, { status: 'cancelled' }, base.at));
      diff.dropped.push(activity.id);
    }
  const touched = Object.fromEntries(puts.map(({ id }) => [id, existing.get(id)?.revision ?? 0]));
  return { puts, diff, touched };
}

/** What a plan says of an activity that stands already: when it is held, and by whom. */
const placementOf = (
  { lead, partners, lawyer, reasons }: PlannedTask,
  slot: NonNullable<PlannedTask['slot']>,
  { town }: ReleaseBase,
) => ({
  ...timesOfSlot(slot, town),
  allDay: false,
  lead,
  partners: [...partners],
  lawyer,
  status: 'planned' as const,
  reasons: [...reasons],
});
