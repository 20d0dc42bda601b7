import {
  blackoutFilter,
  explained,
  plan,
  type Circumstances,
  type PlanOptions,
  type PlanResult,
  type Task,
} from '../planner/index.js';
import type { PlanningCase } from './planningCase.js';

/**
 * Looks for the best plan of a case.
 *
 * @param onlyHit keep everything released that no blackout hits, unless more tasks find a slot when others move too
 */
export async function search(
  { tasks, circumstances: c }: PlanningCase,
  year: number,
  onlyHit: boolean,
  options: PlanOptions,
): Promise<PlanResult> {
  const result = await (onlyHit ? replanned : plan)(tasks, year, c, options);
  // What was kept for the search alone is not fixed for good, and its reasons must not say so.
  const assignment = new Map(result.tasks.map(({ id, slot }) => [id, slot]));
  return { ...result, tasks: explained(tasks, assignment, c) };
}

/** Whether a task's released activity stands on a day that a blackout closes. */
export function isHit(task: Task, c: Circumstances): boolean {
  const slot = c.released.get(task.id);
  return slot !== undefined && blackoutFilter.refuses(task, slot.date, c) !== null;
}

/** The seam to the planner's re-plan: the least that a blackout forces. */
const replanned: typeof plan = async (tasks, year, c, options) => {
  const kept = tasks.flatMap((task) => {
    const slot = c.released.get(task.id);
    return slot && !isHit(task, c) ? [[task.id, slot] as const] : [];
  });
  const least = await plan(tasks, year, { ...c, fixed: new Map([...c.fixed, ...kept]) }, options);
  if (least.tasks.every(({ id, slot }) => slot !== null || !c.released.has(id))) return least;
  const whole = await plan(tasks, year, c, options);
  return whole.cost.unplaced < least.cost.unplaced ? whole : least;
};
