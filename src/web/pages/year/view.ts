import type { Day, KeyDate, LunarDate, Occurrence, Workday } from '../../../calendar/index.js';
import type { Activity } from '../../../facts/index.js';
import type { Town } from '../../../town/index.js';

/** What the calendar knows about one day. */
export interface DayFacts {
  readonly workday: Workday;
  readonly market: boolean;
  readonly lunar: LunarDate;
}

/** All that the year page is made of. */
export interface YearView {
  readonly town: Town;
  /** Where the site stands, for the subscribe links. */
  readonly baseUrl: string;
  readonly year: number;
  readonly today: Day;
  /** Of that year; only the enabled ones are shown. */
  readonly occurrences: readonly Occurrence[];
  /** What the occurrences are of. */
  readonly keyDates: readonly KeyDate[];
  /** The next enabled occurrence that begins today or later. */
  readonly nextKeyDate: Occurrence | null;
  readonly days: (day: Day) => DayFacts;
  /** Of that year, every status, any order. */
  readonly activities: readonly Activity[];
  /** The village the list is narrowed to. */
  readonly village: string | null;
}
