import type { Circumstances } from './circumstances.js';
import { usage, type Assignment } from './evaluate.js';
import { placementReasons, unplacedReasons } from './rules/index.js';
import { changeWords, smallestChange } from './smallestChange.js';
import type { PlannedTask, Task } from './task.js';

/**
 * Each task where the assignment puts it, and why it stands there; for one that stands nowhere, what refused its slots
 * and the smallest change that would give it one.
 */
export function explained(tasks: readonly Task[], assignment: Assignment, c: Circumstances): PlannedTask[] {
  const used = usage(tasks, assignment, c);
  return tasks.map((task) => {
    const slot = assignment.get(task.id) ?? null;
    const reasons = slot
      ? placementReasons(task, slot, c)
      : [...unplacedReasons(task, c, used), changeWords(smallestChange(task, c, used))];
    return { ...task, slot, reasons };
  });
}
