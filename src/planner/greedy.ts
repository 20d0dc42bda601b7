import type { Circumstances } from './circumstances.js';
import { usage, weeklyLoad, type Assignment } from './evaluate.js';
import type { Candidate } from './model.js';
import { loadCostOf, usesOf } from './rules/index.js';
import { weekOf, type Slot, type Task } from './task.js';

/**
 * A quick plan that keeps every hard rule: the task with the fewest slots first, each at its cheapest slot still
 * free. It stands in when the exact search is stopped before it found anything.
 */
export function greedyAssignment(
  tasks: readonly Task[],
  candidates: ReadonlyMap<string, readonly Candidate[]>,
  c: Circumstances,
): Assignment {
  const assignment = new Map<string, Slot | null>(tasks.map(({ id }) => [id, c.fixed.get(id) ?? null]));
  const used = usage(tasks, assignment, c);
  const load = weeklyLoad(tasks, assignment, c);
  const choices = (task: Task): readonly Candidate[] => candidates.get(task.id) ?? [];
  const open = tasks
    .filter(({ id }) => !c.fixed.has(id))
    .sort((a, b) => choices(a).length - choices(b).length || (a.id < b.id ? -1 : 1));
  const overload = (slot: Slot): number => {
    const count = load.get(weekOf(slot)) ?? 0;
    return (
      loadCostOf(count + 1, c.town.limits.comfortablePerWeek) -
      loadCostOf(count, c.town.limits.comfortablePerWeek)
    );
  };
  for (const task of open) {
    let best: { slot: Slot; cost: number } | undefined;
    for (const { slot, cost } of choices(task)) {
      const total = cost + (task.light ? 0 : overload(slot));
      if (best && best.cost <= total) continue;
      if (usesOf(task, slot, c.town).every(({ key, capacity }) => (used.get(key) ?? 0) < capacity))
        best = { slot, cost: total };
    }
    if (!best) continue;
    assignment.set(task.id, best.slot);
    for (const { key } of usesOf(task, best.slot, c.town)) used.set(key, (used.get(key) ?? 0) + 1);
    if (!task.light) load.set(weekOf(best.slot), (load.get(weekOf(best.slot)) ?? 0) + 1);
  }
  return assignment;
}
