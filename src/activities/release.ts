import type { Occurrence } from '../calendar/index.js';
import { startDayOf, type Activity, type Actor, type Plan, type Store } from '../facts/index.js';
import type { PlannedTask, PlanResult } from '../planner/index.js';
import type { Calendars, Town } from '../town/index.js';
import { isMadeByHand } from './acts.js';
import { changed } from './change.js';
import { timesOfSlot } from './slotTimes.js';

/** What a release would change, or has changed: ids of activities. */
export interface PlanDiff {
  readonly new: readonly string[];
  readonly moved: readonly string[];
  readonly dropped: readonly string[];
}

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

/** The activity that a placed task becomes when none bears its id yet. */
function activityOf(
  task: PlannedTask,
  slot: NonNullable<PlannedTask['slot']>,
  plan: PlanResult,
  base: Base,
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

interface Base {
  readonly town: Town;
  readonly occurrences: readonly Occurrence[];
  /** The instant of the release. */
  readonly at: string;
}

/** Whether a re-plan may move an activity or take it away: a plan made it, and nobody has held or moved it. */
const isPlans = (activity: Activity, { year, from }: PlanResult): boolean =>
  activity.year === year &&
  !isMadeByHand(activity) &&
  activity.status === 'planned' &&
  !activity.pinned &&
  startDayOf(activity) >= from;

/**
 * The activities to put so that they stand as a plan has them, and what that changes. Those that move keep their id,
 * and so their UID in every feed.
 */
export function releaseOf(
  plan: PlanResult,
  activities: readonly Activity[],
  base: Base,
): { readonly puts: readonly Activity[]; readonly diff: PlanDiff } {
  const existing = new Map(activities.map((activity) => [activity.id, activity]));
  const puts: Activity[] = [];
  const diff = { new: [] as string[], moved: [] as string[], dropped: [] as string[] };
  const placed = new Set<string>();
  for (const task of plan.tasks) {
    if (!task.slot) continue;
    placed.add(task.id);
    const old = existing.get(task.id);
    if (!old) {
      puts.push(activityOf(task, task.slot, plan, base));
      diff.new.push(task.id);
    } else if (isPlans(old, plan) || (old.status === 'cancelled' && !old.pinned)) {
      const change = {
        ...timesOfSlot(task.slot, base.town),
        status: 'planned' as const,
        reasons: [...task.reasons],
      };
      const next = changed(old, change, base.at);
      if (next === old) continue;
      puts.push(next);
      if (next.start !== old.start) diff.moved.push(task.id);
    }
  }
  for (const activity of activities)
    if (isPlans(activity, plan) && !placed.has(activity.id)) {
      puts.push(changed(activity, { status: 'cancelled' }, base.at));
      diff.dropped.push(activity.id);
    }
  return { puts, diff };
}

/** The fact that a plan was released. */
const planFact = (plan: PlanResult, town: Town, at: string): Plan => ({
  id: `${plan.year}-${at.replace(/\D/g, '').slice(0, 14)}`,
  town: town.id,
  year: plan.year,
  from: plan.from,
  state: 'released',
  createdAt: at,
  cost: { ...plan.cost },
  bound: plan.bound,
  seconds: plan.seconds,
  unplaced: plan.tasks
    .filter(({ slot }) => slot === null)
    .map(({ id, reasons }) => ({ id, reasons: [...reasons] })),
  warnings: [...plan.warnings],
});

/** Releases plans of one town: one write, all or nothing. */
export async function releasePlans(
  store: Store,
  actor: Actor,
  plans: readonly PlanResult[],
  { town }: Pick<Calendars, 'town'>,
  occurrencesIn: (year: number) => readonly Occurrence[],
  at: string,
): Promise<PlanDiff[]> {
  return store.write(actor, async (transaction) => {
    const diffs: PlanDiff[] = [];
    for (const plan of plans) {
      const activities = await transaction.find('activities', { town: town.id });
      const base = { town, occurrences: occurrencesIn(plan.year), at };
      const { puts, diff } = releaseOf(plan, activities, base);
      for (const activity of puts) await transaction.put('activities', activity);
      await transaction.put('plans', planFact(plan, town, at));
      diffs.push(diff);
    }
    return diffs;
  });
}
