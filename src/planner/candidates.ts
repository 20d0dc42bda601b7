import { eachDay } from '../calendar/index.js';
import type { Circumstances } from './circumstances.js';
import { refusalOf, slotCostOf } from './rules/index.js';
import { halvesOf, openWindow, type Slot, type Task } from './task.js';

/** A slot that no filter refuses, and its cost by itself. */
export interface Candidate {
  readonly slot: Slot;
  readonly cost: number;
}

/** Every slot a task may take, in the order of the days; a fixed task has its own and no other. */
function candidatesOf(task: Task, c: Circumstances): readonly Candidate[] {
  const fixed = c.fixed.get(task.id);
  if (fixed) return [{ slot: fixed, cost: slotCostOf(task, fixed, c) }];
  const days = openWindow(task, c.from);
  if (days.start > days.end) return [];
  return eachDay(days)
    .filter((date) => refusalOf(task, date, c) === null)
    .flatMap((date) =>
      halvesOf(task).map((half) => {
        const slot = { date, half };
        return { slot, cost: slotCostOf(task, slot, c) };
      }),
    );
}

/**
 * The candidates of many tasks of a town. Villages that do the same in the same weeks share one list: a task's own
 * are worked out only where it stands somewhere already. The key names all that the filters' and costs' types let
 * them read of a task.
 */
export function candidateFinder(c: Circumstances): (task: Task) => readonly Candidate[] {
  const shared = new Map<string, readonly Candidate[]>();
  const byVillage = c.blackouts.some(({ villages }) => villages !== null);
  return (task) => {
    if (c.fixed.has(task.id) || c.released.has(task.id)) return candidatesOf(task, c);
    const { window, weekend, market, keyDay, village } = task;
    const key = [
      window.start,
      window.end,
      keyDay,
      weekend,
      market,
      halvesOf(task).length,
      byVillage && village,
    ].join();
    const known = shared.get(key) ?? candidatesOf(task, c);
    shared.set(key, known);
    return known;
  };
}
