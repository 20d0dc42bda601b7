import { monthRange } from '../../../calendar/index.js';
import { startDayOf, type Activity } from '../../../facts/index.js';
import { slotOf } from '../../../activities/index.js';
import { lawyerMonth } from '../../../ledger/index.js';
import { halfDaysOf } from '../../../planner/index.js';
import type { Village } from '../../../town/index.js';
import type { BoardFacts } from './facts.js';
import type { Scope } from './scope.js';

/** A half-day's hours, as the planner counts them. */
const HALF_DAY_HOURS = 4;

/** How a village's month with its lawyer stands: enough recorded, enough planned, less than is asked for, no day at all. */
export type HoursState = 'whole' | 'ahead' | 'short' | 'none' | 'before';

export interface HoursCell {
  /** `2026-11`. */
  readonly month: string;
  /** Hours that records say. */
  readonly recorded: number;
  /** Hours still to come. */
  readonly planned: number;
  readonly state: HoursState;
  /** What is missing, in sentences of the data's language. */
  readonly gaps: readonly string[];
}

export interface HoursRow {
  readonly village: Village;
  /** The lawyer's name; null where the village has none. */
  readonly lawyer: string | null;
  readonly cells: readonly HoursCell[];
}

/** The lawyers' hours of a year. */
export interface LawyerHours {
  readonly duty: string;
  readonly months: readonly string[];
  /** Hours the town asks for each month. */
  readonly wanted: number;
  readonly rows: readonly HoursRow[];
}

const hoursOf = (activity: Activity): number => halfDaysOf(slotOf(activity)).length * HALF_DAY_HOURS;

/** Village by village and month by month; null where the town asks its lawyers for nothing. */
export function lawyerHours({ year, ledger, recorded, began }: BoardFacts, scope: Scope): LawyerHours | null {
  const { town, today, entries } = ledger;
  const months = Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`);
  const { duty } = lawyerMonth(town, months[0] ?? '', [], [], today);
  if (duty === null) return null;
  const visits = ledger.activities.filter(
    (activity) =>
      activity.duty === duty &&
      activity.status !== 'cancelled' &&
      startDayOf(activity).startsWith(`${year}-`),
  );
  const tables = months.map((month) => {
    const { end } = monthRange(year, Number(month.slice(5)));
    const held = visits.filter((activity) => startDayOf(activity).startsWith(month));
    const { rows } = lawyerMonth(town, month, held, entries, today);
    return { month, over: end < today, held, rows };
  });
  let wanted = 0;
  const rows = scope.villages.map((village): HoursRow => {
    const cells = tables.map(({ month, over, held, rows: counted }): HoursCell => {
      const row = counted.find((one) => one.village === village.id);
      const mine = held.filter((activity) => activity.village === village.id);
      const done = row?.hours ?? 0;
      wanted = row?.wanted ?? wanted;
      const planned = mine
        .filter((activity) => !recorded.has(activity.id) && startDayOf(activity) >= today)
        .reduce((sum, activity) => sum + hoursOf(activity), 0);
      const gaps = (row?.gaps ?? []).map(({ message }) => message);
      const cell = { month, recorded: done, planned, gaps };
      if (mine.length === 0 && over && month < began.slice(0, 7))
        return { ...cell, state: 'before', gaps: [] };
      if (mine.length === 0) return { ...cell, state: 'none' };
      if (done >= wanted) return { ...cell, state: 'whole' };
      return { ...cell, state: done + planned >= wanted ? 'ahead' : 'short' };
    });
    return { village, lawyer: town.lawyers.find(({ id }) => id === village.lawyer)?.name ?? null, cells };
  });
  return { duty, months, wanted, rows };
}
