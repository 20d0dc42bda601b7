import { addDays, daysBetween, eachDay, type Day } from '../calendar/index.js';
import { CHANGE_SIZES, changesFor, type Change, type Situation } from './changes.js';
import type { Circumstances } from './circumstances.js';
import { fullLimits, refusalOf } from './rules/index.js';
import { halvesOf, type Slot, type Task } from './task.js';
import { slotWords } from './words.js';

/** How far a window may be widened, in days to either side. */
const WIDEST = 31;

/** The least that would give a task a slot while everything else stays where it is. */
export interface SmallestChange {
  readonly slot: Slot;
  /** Empty where the slot is free as it is: the search had no time to find it. */
  readonly changes: readonly Change[];
}

/** Whether the rules themselves let the task stand there. */
function isAllowed(
  { task, circumstances: c }: Situation,
  slot: Slot,
  used: ReadonlyMap<string, number>,
): boolean {
  return refusalOf(task, slot.date, c) === null && fullLimits(task, slot, c.town, used).length === 0;
}

/** A change that was found, with what it is measured by. */
interface Found extends SmallestChange {
  readonly size: number;
  /** Days between its slot and the key day. */
  readonly distance: number;
}

const isSmaller = (a: Found, b: Found): boolean =>
  a.size !== b.size
    ? a.size < b.size
    : a.distance !== b.distance
      ? a.distance < b.distance
      : a.slot.date < b.slot.date;

const sizeOf = (changes: readonly Change[]): number => changes.reduce((sum, { size }) => sum + size, 0);

/**
 * The smallest change that would give a task without a slot one, with nothing else moved; null where none within
 * `WIDEST` days of its window would. Of changes of one size, that of the slot nearest the key day, then the earliest.
 * Every change is tried on the rules themselves before it is told.
 *
 * @param used how much of everything the rest of the plan takes
 */
export function smallestChange(
  task: Task,
  circumstances: Circumstances,
  used: ReadonlyMap<string, number>,
): SmallestChange | null {
  const situation = { task, circumstances };
  const { start, end } = task.window;
  const days = eachDay({ start: addDays(start, -WIDEST), end: addDays(end, WIDEST) });
  // From the window outwards: what is found inside spares most of the days around.
  const outside = (date: Day): number => Math.max(0, daysBetween(date, start), daysBetween(end, date));
  let best: Found | null = null;
  for (const date of days.sort((a, b) => outside(a) - outside(b) || (a < b ? -1 : 1))) {
    if (best && outside(date) * CHANGE_SIZES.window > best.size) break;
    for (const half of halvesOf(task)) {
      const slot = { date, half };
      const changes = changesFor(situation, slot, used);
      if (!changes) continue;
      const distance = Math.abs(daysBetween(task.keyDay, date));
      const found = { slot, changes, size: sizeOf(changes), distance };
      if (best && !isSmaller(found, best)) continue;
      const after = changes.reduce<Situation>((before, one) => one.apply(before), situation);
      if (isAllowed(after, slot, used)) best = found;
    }
  }
  return best && { slot: best.slot, changes: best.changes };
}

/** “把窗口向后放宽3天（到12月9日）就能排上（12月9日上午）”. */
export function changeWords(smallest: SmallestChange | null): string {
  if (!smallest) return `窗口前后各放宽${WIDEST}天也排不上`;
  const { slot, changes } = smallest;
  if (changes.length === 0) return `${slotWords(slot)}还有空位，多算一会儿就能排上`;
  return `${changes.map(({ words }) => words).join('，并')}就能排上（${slotWords(slot)}）`;
}
