import type { Circumstances } from './circumstances.js';
import { countUp } from './counts.js';
import { loadCostOf, SLOT_COSTS, shortageGroupOf, unplacedCostOf, usesOf } from './rules/index.js';
import { weekOf, type Slot, type Task } from './task.js';

/** What a plan costs, term by term. */
export interface PlanCost {
  readonly total: number;
  readonly unplaced: number;
  readonly distance: number;
  readonly weekend: number;
  readonly market: number;
  readonly load: number;
  readonly moved: number;
}

/** The cost of nothing. */
export const NO_COST: PlanCost = {
  total: 0,
  unplaced: 0,
  distance: 0,
  weekend: 0,
  market: 0,
  load: 0,
  moved: 0,
};

/** Term by term. */
export const addCosts = (a: PlanCost, b: PlanCost): PlanCost => ({
  total: a.total + b.total,
  unplaced: a.unplaced + b.unplaced,
  distance: a.distance + b.distance,
  weekend: a.weekend + b.weekend,
  market: a.market + b.market,
  load: a.load + b.load,
  moved: a.moved + b.moved,
});

/** The slot of each task, by id; null for none. */
export type Assignment = ReadonlyMap<string, Slot | null>;

/** Activities that are not light by ISO week, those outside the plan included. */
export function weeklyLoad(
  tasks: readonly Task[],
  assignment: Assignment,
  c: Circumstances,
): Map<string, number> {
  const weeks = new Map<string, number>();
  for (const { occupant, slot } of c.occupied) if (!occupant.light) countUp(weeks, weekOf(slot));
  for (const task of tasks) {
    const slot = assignment.get(task.id);
    if (slot && !task.light) countUp(weeks, weekOf(slot));
  }
  return weeks;
}

/** What weeks of such a load cost together. */
const overloadOf = (weeks: ReadonlyMap<string, number>, { town }: Circumstances): number =>
  [...weeks.values()].reduce((sum, count) => sum + loadCostOf(count, town.limits.comfortablePerWeek), 0);

/** What the activities outside the plan cost by themselves: never the plan's to answer for. */
export const overloadOutside = (c: Circumstances): number => overloadOf(weeklyLoad([], new Map(), c), c);

/** How much of each limited thing is used. */
export function usage(tasks: readonly Task[], assignment: Assignment, c: Circumstances): Map<string, number> {
  const used = new Map<string, number>();
  for (const { occupant, slot } of c.occupied)
    for (const { key } of usesOf(occupant, slot, c.town)) countUp(used, key);
  for (const task of tasks) {
    const slot = assignment.get(task.id);
    if (slot) for (const { key } of usesOf(task, slot, c.town)) countUp(used, key);
  }
  return used;
}

/** The cost of an assignment, computed from the rules and not from any model. */
export function costOf(tasks: readonly Task[], assignment: Assignment, c: Circumstances): PlanCost {
  const terms = { unplaced: 0, distance: 0, weekend: 0, market: 0, load: 0, moved: 0 };
  const short = new Map<string, number>();
  for (const task of tasks) {
    const slot = assignment.get(task.id);
    if (slot) for (const cost of SLOT_COSTS) terms[cost.name] += cost.of(task, slot, c);
    else {
      const group = shortageGroupOf(task);
      countUp(short, group);
      terms.unplaced += unplacedCostOf(short.get(group) ?? 1);
    }
  }
  terms.load = overloadOf(weeklyLoad(tasks, assignment, c), c) - overloadOutside(c);
  return { total: Object.values(terms).reduce((sum, term) => sum + term, 0), ...terms };
}
