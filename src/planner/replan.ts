import type { Circumstances } from './circumstances.js';
import { optimumOf, type PlanOptions } from './optimum.js';
import { plan, planFrom, type PlanResult } from './plan.js';
import { refusalOf } from './rules/index.js';
import type { Slot, Task } from './task.js';

/** How far a re-plan had to reach. */
export interface Replan {
  /** With reach `hit`, its bound and gap are those of plans that leave the rest where it is. */
  readonly plan: PlanResult;
  /** `hit`: only tasks that the blackouts hit were planned anew; `all`: everything that is not fixed. */
  readonly reach: 'hit' | 'all';
  /** Released tasks that a blackout hits, or that another rule refuses where they stand. */
  readonly hit: readonly string[];
  /** Tasks that had a slot and found none while all others stayed: why it looked beyond what is hit. */
  readonly withoutSlot: readonly string[];
}

/** Where it searches twice, `onProgress` is told of the second search from its beginning. */
export interface ReplanOptions extends PlanOptions {
  /** Plan everything anew that is not fixed, at the price of moving it, even where the hit ones find slots alone. */
  readonly all?: boolean;
}

/**
 * Released tasks that may no longer stand where they stand: a blackout covers the day, or the data have changed. Days
 * gone by hit nobody.
 */
export const hitTasks = (tasks: readonly Task[], c: Circumstances): string[] =>
  tasks
    .filter((task) => {
      const slot = c.released.get(task.id);
      if (!slot || c.fixed.has(task.id) || slot.date < c.from) return false;
      return refusalOf(task, slot.date, c) !== null;
    })
    .map(({ id }) => id);

/**
 * The circumstances with every released task held where it is, but for those in `free`: a plan then moves nothing
 * else.
 */
function heldExcept(c: Circumstances, free: readonly string[]): Circumstances {
  const held = new Map<string, Slot>([...c.released, ...c.fixed]);
  for (const id of free) if (!c.fixed.has(id)) held.delete(id);
  return { ...c, fixed: held };
}

/**
 * Plans anew what the blackouts of `c` hit, and leaves every other released task where it stands. Where a task that had
 * a slot finds none that way, and planning anew everything that is not fixed leaves fewer out, that is the answer, and
 * it says for which tasks: the proof that one more had to move.
 *
 * @param c its `released` is what stands now; a released task that is pinned, confirmed or done is in `fixed` too
 * @throws when the solver fails; nothing outside is touched
 */
export async function replan(
  tasks: readonly Task[],
  year: number,
  c: Circumstances,
  options: ReplanOptions,
): Promise<Replan> {
  const hit = hitTasks(tasks, c);
  const began = options.clock();
  const whole = async (withoutSlot: readonly string[]): Promise<Replan> => {
    const seconds = options.seconds - (options.clock() - began) / 1000;
    return { plan: await plan(tasks, year, c, { ...options, seconds }), reach: 'all', hit, withoutSlot };
  };
  if (options.all === true) return whole([]);
  const held = await optimumOf([{ tasks, circumstances: heldExcept(c, hit) }], options);
  const local = planFrom(tasks, year, c, held);
  const withoutSlot = local.tasks
    .filter(({ id, slot }) => slot === null && c.released.has(id))
    .map(({ id }) => id);
  const least: Replan = { plan: local, reach: 'hit', hit, withoutSlot };
  if (withoutSlot.length === 0) return least;
  const wide = await whole(withoutSlot);
  return wide.plan.cost.unplaced < local.cost.unplaced ? wide : least;
}
