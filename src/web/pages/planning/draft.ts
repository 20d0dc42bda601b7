import { isMadeByHand, releaseOf, slotOf } from '../../../activities/index.js';
import { occurrencesOf, weekdayOf, yearOf } from '../../../calendar/index.js';
import { startDayOf, type Activity } from '../../../facts/index.js';
import type { PlannedTask, Slot } from '../../../planner/index.js';
import type { Calendars } from '../../../town/index.js';
import type { ShownPlan } from '../../api/plans.js';
import type { Words } from '../../words/index.js';
import { inOrder, type Item, type Mark } from './item.js';

/** One change that a release makes. */
export interface Change {
  readonly id: string;
  readonly title: string;
  readonly village: string | null;
  /** Where it stood; null for a new one, and where that is no longer known. */
  readonly from: Slot | null;
  /** Where it comes to stand; null for one that is dropped. */
  readonly to: Slot | null;
}

/** What a plan has to show: every activity of its year as it would stand, and what that changes. */
export interface DraftView {
  readonly items: readonly Item[];
  readonly changes: {
    readonly new: readonly Change[];
    readonly moved: readonly Change[];
    readonly dropped: readonly Change[];
  };
  readonly unplaced: readonly {
    readonly id: string;
    readonly what: string;
    readonly reasons: readonly string[];
  }[];
}

/** `12月5日 周六 上午`. */
export const slotText = ({ date, half }: Slot, t: Words): string =>
  `${t.dates.dayAndWeekday(date, weekdayOf(date))} ${t.planning.halves[half]}`;

const byWhen = (a: Change, b: Change): number => {
  const key = ({ from, to, id }: Change): string => `${(to ?? from)?.date ?? ''} ${id}`;
  return key(a) < key(b) ? -1 : 1;
};

/**
 * What a plan would make of the calendar, or, once released, has made of it.
 *
 * @param activities all of the town, as they stand now
 * @param stood where those that it moves stood when it was made
 */
export function draftView(
  plan: ShownPlan,
  activities: readonly Activity[],
  stood: Readonly<Record<string, Slot>>,
  { town, keyDates }: Calendars,
  t: Words,
): DraftView {
  const tasks: readonly PlannedTask[] = plan.tasks ?? [];
  const diff = plan.diff ?? { new: [], moved: [], dropped: [] };
  const standing = new Map(activities.map((activity) => [activity.id, activity]));
  const isDraft = plan.state === 'draft';
  // A release would name the new ones so; once it is done they bear the names.
  const base = { town, occurrences: occurrencesOf(keyDates, plan.year), at: plan.createdAt };
  const puts = isDraft ? releaseOf({ ...plan, tasks }, activities, base).puts : [];
  const named = new Map([...activities, ...puts].map(({ id, title }) => [id, title]));
  const titleOf = (id: string): string => named.get(id) ?? id;
  const marks = new Map<string, Mark>([
    ...diff.new.map((id): [string, Mark] => [id, 'new']),
    ...diff.moved.map((id): [string, Mark] => [id, 'moved']),
    ...diff.dropped.map((id): [string, Mark] => [id, 'dropped']),
  ]);
  const { plan: words } = t.planning;

  const shared = (activity: Activity | undefined) => ({
    pinned: activity?.pinned ?? false,
    movable: false,
    cancelled: false,
    revision: activity?.revision ?? 0,
  });
  const itemOfTask = (task: PlannedTask, slot: Slot): Item => {
    const { id, village, form, keyDate, duty, reasons } = task;
    const old = standing.get(id);
    const stays = old !== undefined && (old.pinned || old.status !== 'planned');
    const mark = marks.get(id) ?? (stays ? 'fixed' : 'kept');
    const was = mark === 'moved' ? stood[id] : undefined;
    return {
      id,
      ...slot,
      village,
      form,
      subject: keyDate ?? duty,
      title: titleOf(id),
      mark,
      lines: was ? [words.movedFrom(slotText(was, t))] : [],
      reasons,
      ...shared(old),
    };
  };
  const itemOfActivity = (activity: Activity, mark: Mark, line: string): Item => {
    const { id, village, form, keyDate, duty, title } = activity;
    const slot = slotOf(activity);
    return {
      id,
      ...slot,
      village,
      form,
      subject: keyDate ?? duty,
      title,
      mark,
      lines: [line],
      reasons: [],
      ...shared(activity),
    };
  };

  const placed = new Set(tasks.flatMap(({ id, slot }) => (slot ? [id] : [])));
  const besides = activities.filter(
    (activity) => !placed.has(activity.id) && yearOf(startDayOf(activity)) === plan.year,
  );
  const items = [
    ...tasks.flatMap((task) => (task.slot ? [itemOfTask(task, task.slot)] : [])),
    ...besides
      .filter(({ id }) => marks.get(id) === 'dropped')
      .map((activity) => itemOfActivity(activity, 'dropped', words.droppedReason)),
    ...besides
      .filter(({ id, status }) => status !== 'cancelled' && marks.get(id) !== 'dropped')
      .map((activity) =>
        itemOfActivity(activity, 'fixed', isMadeByHand(activity) ? words.handReason : words.fixedReason),
      ),
  ];

  const slots = new Map(tasks.map(({ id, slot }) => [id, slot]));
  const villageOf = (id: string): string | null =>
    tasks.find((task) => task.id === id)?.village ?? standing.get(id)?.village ?? null;
  const change = (id: string, kind: 'new' | 'moved' | 'dropped'): Change => {
    const old = standing.get(id);
    return {
      id,
      title: titleOf(id),
      village: villageOf(id),
      from: kind === 'moved' ? (stood[id] ?? null) : kind === 'dropped' && old ? slotOf(old) : null,
      to: kind === 'dropped' ? null : (slots.get(id) ?? null),
    };
  };
  const said = new Map(plan.warnings.map(({ type, where, message }) => [`${type} ${where}`, message]));
  return {
    items: items.sort(inOrder),
    changes: {
      new: diff.new.map((id) => change(id, 'new')).sort(byWhen),
      moved: diff.moved.map((id) => change(id, 'moved')).sort(byWhen),
      dropped: diff.dropped.map((id) => change(id, 'dropped')).sort(byWhen),
    },
    unplaced: tasks
      .filter(({ slot }) => slot === null)
      .map(({ id, reasons }) => ({ id, what: said.get(`unplaced ${id}`) ?? titleOf(id), reasons })),
  };
}
