import {
  isMarketDay,
  middleOf,
  workdaysFrom,
  type Day,
  type DayRange,
  type Occurrence,
  type Workday,
} from '../calendar/index.js';
import type { Calendars, Town } from '../town/index.js';
import type { Slot, Task } from './task.js';

/** Days on which nothing is held (停办时段). */
export interface Blackout extends DayRange {
  /** Null: the whole town. */
  readonly villages: readonly string[] | null;
  readonly reason: string;
}

/** What a task needs of a slot, for an activity that stands outside the plan as for a task in it. */
export type Occupant = Pick<Task, 'village' | 'lead' | 'partners' | 'lawyer' | 'light'>;

/** All that the rules look at beside the task itself. */
export interface Circumstances {
  readonly town: Town;
  /** Nothing is placed before this day. */
  readonly from: Day;
  readonly workday: (day: Day) => Workday;
  readonly isMarketDay: (day: Day) => boolean;
  readonly blackouts: readonly Blackout[];
  /** What each key date's day is called in a sentence, by its id: 12·4. */
  readonly keyDayNames: ReadonlyMap<string, string>;
  /** Key dates whose day is only expected, with their names, by id. */
  readonly expectedKeyDates: ReadonlyMap<string, string>;
  /** Where released activities of these tasks stand now. */
  readonly released: ReadonlyMap<string, Slot>;
  /** Tasks that stay where they are: pinned, confirmed or done. */
  readonly fixed: ReadonlyMap<string, Slot>;
  /** Activities outside the plan that take people's time: made by hand, or of a year beside this one. */
  readonly occupied: readonly { readonly occupant: Occupant; readonly slot: Slot }[];
}

/** What differs from one planning to the next. */
export type Occasion = Pick<Circumstances, 'from'> &
  Partial<Pick<Circumstances, 'blackouts' | 'released' | 'fixed' | 'occupied'>>;

/** “12·4”; the key day of a longer range is its middle, or a day of its own. */
function dayNameOf({ short, start, end, day }: Occurrence): string {
  if (start === end) return short;
  return day === middleOf({ start, end }) ? `${short}正中` : `${short}重点日`;
}

/** The circumstances of a town in the year of `occurrences`. */
export function circumstancesOf(
  { town, holidays }: Pick<Calendars, 'town' | 'holidays'>,
  occurrences: readonly Occurrence[],
  { from, blackouts = [], released = new Map(), fixed = new Map(), occupied = [] }: Occasion,
): Circumstances {
  const { market } = town;
  return {
    town,
    from,
    workday: workdaysFrom(holidays),
    isMarketDay: (day) => market !== undefined && isMarketDay(market, day),
    blackouts,
    keyDayNames: new Map(occurrences.map((occurrence) => [occurrence.id, dayNameOf(occurrence)])),
    expectedKeyDates: new Map(
      occurrences.filter(({ status }) => status === 'expected').map(({ id, name }) => [id, name.zh]),
    ),
    released,
    fixed,
    occupied,
  };
}
