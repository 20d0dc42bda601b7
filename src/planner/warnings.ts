import { dayText, weekHolding, type Day } from '../calendar/index.js';
import type { Warning } from '../facts/index.js';
import type { Circumstances } from './circumstances.js';
import { countUp } from './counts.js';
import { weeklyLoad, type Assignment } from './evaluate.js';
import { HALF_DAY_HOURS, halfDaysOf, weekOf, type Slot, type Task } from './task.js';
import { nameOf } from './words.js';

/** What a plan can be warned of, for scripts; never renamed. */
export const PLAN_WARNINGS = [
  'unplaced',
  'not-announced',
  'expected',
  'lawyer-hours',
  'village-behind',
  'heavy-week',
] as const;

type PlanWarning = Warning & { readonly type: (typeof PLAN_WARNINGS)[number] };

/** A task and where it stands. */
interface Placed {
  readonly task: Task;
  readonly slot: Slot;
}

const inOrder = (counts: ReadonlyMap<string, number>): [string, number][] =>
  [...counts].sort(([a], [b]) => (a < b ? -1 : 1));

/** What is worth knowing of a plan and stops nothing, kind by kind, each in the order of its days or ids. */
export function warningsOf(tasks: readonly Task[], assignment: Assignment, c: Circumstances): Warning[] {
  const placed = tasks.flatMap((task): Placed[] => {
    const slot = assignment.get(task.id);
    return slot ? [{ task, slot }] : [];
  });
  return [
    ...unplaced(tasks, assignment, c),
    ...notAnnounced(placed, c),
    ...expected(placed, c),
    ...lawyerHours(placed, c),
    ...villagesBehind(placed, c),
    ...heavyWeeks(tasks, assignment, placed, c),
  ];
}

/** Each task without a slot. */
function unplaced(tasks: readonly Task[], assignment: Assignment, { town }: Circumstances): PlanWarning[] {
  return tasks
    .filter(({ id }) => !assignment.get(id))
    .map(({ id, village, form, window }) => {
      const where = village === null ? '全镇' : nameOf(town.villages, village);
      const days = `${dayText(window.start)}至${dayText(window.end)}`;
      const message = `${where}的${nameOf(town.forms, form)}（${days}）没有排上`;
      return { type: 'unplaced', message, where: id };
    });
}

/** Days that a notice may still change. */
function notAnnounced(placed: readonly Placed[], { workday }: Circumstances): PlanWarning[] {
  const open = new Map<Day, number>();
  for (const { slot } of placed) if (workday(slot.date).answer === 'not-announced') countUp(open, slot.date);
  return inOrder(open).map(([date, count]) => ({
    type: 'not-announced',
    message: `${date} 排了 ${count} 项，${workday(date).because}，公布后请再看一遍`,
    where: date,
  }));
}

/** Key dates whose notice is not out: what was placed for them stands around a guess. */
function expected(placed: readonly Placed[], { expectedKeyDates }: Circumstances): PlanWarning[] {
  const counts = new Map<string, number>();
  for (const { task } of placed)
    if (task.keyDate !== null && expectedKeyDates.has(task.keyDate)) countUp(counts, task.keyDate);
  return inOrder(counts).map(([id, count]) => ({
    type: 'expected',
    message: `${expectedKeyDates.get(id) ?? id}的日期还没有通知，先按惯例排了 ${count} 项，通知出来后请重新编排`,
    where: id,
  }));
}

/** Lawyers who are asked for more hours in a month than their entry allows; without a limit nobody is over it. */
function lawyerHours(placed: readonly Placed[], { town, occupied }: Circumstances): PlanWarning[] {
  const hours = new Map<string, number>();
  const add = (lawyer: string | null, { date }: Slot, count: number): void => {
    if (lawyer !== null) countUp(hours, `${lawyer}/${date.slice(0, 7)}`, count);
  };
  for (const { task, slot } of placed) add(task.lawyer, slot, task.hours);
  for (const { occupant, slot } of occupied)
    add(occupant.lawyer, slot, halfDaysOf(slot).length * HALF_DAY_HOURS);
  return inOrder(hours).flatMap(([key, count]): PlanWarning[] => {
    const [id = '', month = ''] = key.split('/');
    const lawyer = town.lawyers.find((candidate) => candidate.id === id);
    const most = lawyer?.hoursPerMonth;
    if (lawyer === undefined || most === undefined || count <= most) return [];
    const message = `${lawyer.name}在 ${month} 排了 ${count} 小时，超过每月 ${most} 小时`;
    return [{ type: 'lawyer-hours', message, where: id }];
  });
}

/** Villages with fewer activities than most of the others: below the median, the lower of two. */
function villagesBehind(placed: readonly Placed[], { town }: Circumstances): PlanWarning[] {
  const counts = new Map(town.villages.map(({ id }) => [id, 0]));
  for (const { task } of placed) if (task.village !== null) countUp(counts, task.village);
  const sorted = [...counts.values()].sort((a, b) => a - b);
  const usual = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  return town.villages.flatMap(({ id, name }): PlanWarning[] => {
    const count = counts.get(id) ?? 0;
    if (count >= usual) return [];
    return [{ type: 'village-behind', message: `${name}排了 ${count} 项，多数村有 ${usual} 项`, where: id }];
  });
}

/** Weeks with more than the comfortable load that the plan adds to; `where` is their Monday. */
function heavyWeeks(
  tasks: readonly Task[],
  assignment: Assignment,
  placed: readonly Placed[],
  c: Circumstances,
): PlanWarning[] {
  const { comfortablePerWeek } = c.town.limits;
  const load = weeklyLoad(tasks, assignment, c);
  const heavy = new Map<string, number>();
  for (const { task, slot } of placed) {
    const count = load.get(weekOf(slot)) ?? 0;
    if (!task.light && count > comfortablePerWeek) heavy.set(weekHolding(slot.date).start, count);
  }
  return inOrder(heavy).map(([monday, count]) => ({
    type: 'heavy-week',
    message: `${dayText(monday)}起的一周有 ${count} 场，多于宽裕的 ${comfortablePerWeek} 场`,
    where: monday,
  }));
}
