import { addDays, isoWeekOf, type Day, type DayRange } from '../calendar/index.js';
import type { Form, Half } from '../town/index.js';

/** One thing to be placed (任务): a campaign or a duty, in a village or town-wide, in one form. */
export interface Task {
  /** Stable from plan to plan; the activity it becomes bears it. */
  readonly id: string;
  readonly keyDate: string | null;
  readonly duty: string | null;
  /** Null: town-wide. */
  readonly village: string | null;
  readonly form: string;
  readonly window: DayRange;
  /** The day it should stand near. */
  readonly keyDay: Day;
  /** Eight or more take both halves of a day. */
  readonly hours: number;
  readonly lead: string | null;
  readonly partners: readonly string[];
  readonly lawyer: string | null;
  readonly light: boolean;
  readonly weekend: boolean;
  readonly market: Form['market'];
}

/** Where a task stands (时段). */
export interface Slot {
  readonly date: Day;
  readonly half: Half;
}

/** A task and where it stands, with the reasons for it. */
export interface PlannedTask extends Task {
  readonly slot: Slot | null;
  readonly reasons: readonly string[];
}

/** A half-day in hours: what a campaign's task takes, and what an activity outside the plan counts for. */
export const HALF_DAY_HOURS = 4;

/** Tasks of this many hours take the whole day. */
const WHOLE_DAY_HOURS = 8;

/** The halves a task can be offered: a morning or an afternoon, or both at once. */
export const halvesOf = (task: Pick<Task, 'hours'>): readonly Half[] =>
  task.hours >= WHOLE_DAY_HOURS ? ['day'] : ['am', 'pm'];

/** The half-days a slot takes. */
export const halfDaysOf = ({ date, half }: Slot): readonly string[] =>
  (half === 'day' ? ['am', 'pm'] : [half]).map((part) => `${date}/${part}`);

export const sameSlot = (a: Slot, b: Slot): boolean => a.date === b.date && a.half === b.half;

const weeks = new Map<Day, string>();

/** A key of the ISO week a slot lies in; weeks over New Year are one. */
export function weekOf({ date }: Slot): string {
  const known = weeks.get(date) ?? isoWeekOf(date);
  // A plan asks for each day of its year thousands of times; a caller that walks centuries must not fill the memory.
  if (weeks.size > 5000) weeks.clear();
  weeks.set(date, known);
  return known;
}

/** The days from `from` to the end of a task's window; empty when it is over. */
export const openWindow = (task: Task, from: Day): DayRange =>
  task.window.start < from ? { start: from, end: task.window.end } : task.window;

/** The window of a campaign around its occurrence. */
export const windowAround = (range: DayRange, days: { before: number; after: number }): DayRange => ({
  start: addDays(range.start, -days.before),
  end: addDays(range.end, days.after),
});
