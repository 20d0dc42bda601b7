import type { Day, KeyDate, LunarDate, Occurrence, Workday } from '../../../calendar/index.js';
import type { Activity } from '../../../facts/index.js';
import type { Town } from '../../../town/index.js';
import type { Words } from '../../words/index.js';

/** What the calendar knows about one day. */
export interface DayFacts {
  readonly workday: Workday;
  readonly market: boolean;
  readonly lunar: LunarDate;
}

/** The three ways of looking at a year. */
export const MODES = ['year', 'month', 'list'] as const;

export type Mode = (typeof MODES)[number];

/** Which activities are shown; null asks for all. */
export interface Filter {
  /** Beside a village's own stands what the town does as a whole. */
  readonly village: string | null;
  /** Lead or partner. */
  readonly department: string | null;
  /** A key date's id. */
  readonly campaign: string | null;
}

/** Where in the calendar a reader is: all that its addresses say. */
export interface Place extends Filter {
  readonly year: number;
  readonly mode: Mode;
  /** 1–12; only the month view looks at it. */
  readonly month: number;
}

/** All that the calendar's pages are made of. */
export interface YearView extends Place {
  readonly t: Words;
  /** The address of the same page in the other language. */
  readonly otherLanguage: string;
  readonly town: Town;
  /** Where the site stands, for the subscribe links. */
  readonly baseUrl: string;
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
}
