import type { Day } from '../calendar/index.js';
import type { Warning } from '../facts/index.js';
import type { Circumstances } from './circumstances.js';
import type { Assignment } from './evaluate.js';
import type { Task } from './task.js';

/** What is worth knowing of a plan and stops nothing. */
export function warningsOf(tasks: readonly Task[], assignment: Assignment, c: Circumstances): Warning[] {
  const open = new Map<Day, number>();
  const warnings: Warning[] = [];
  for (const task of tasks) {
    const slot = assignment.get(task.id);
    if (!slot) warnings.push({ type: 'unplaced', message: '没有排上', where: task.id });
    else if (c.workday(slot.date).answer === 'not-announced')
      open.set(slot.date, (open.get(slot.date) ?? 0) + 1);
  }
  for (const [date, count] of [...open].sort())
    warnings.push({
      type: 'not-announced',
      message: `${date} 排了 ${count} 项，${c.workday(date).because}，公布后请再看一遍`,
      where: date,
    });
  return warnings;
}
