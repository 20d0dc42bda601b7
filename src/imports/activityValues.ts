import type { Activity } from '../facts/index.js';

/** What a row or an event says of an activity; what it leaves out stays, or takes its default. */
export type ActivityValues = Pick<Activity, 'title' | 'start' | 'end' | 'allDay'> &
  Partial<Pick<Activity, 'place' | 'village' | 'form' | 'lead' | 'partners' | 'lawyer' | 'keyDate'>>;

/** An activity as a file has it. */
export interface ActivityRow {
  readonly sheet: string;
  readonly row: number;
  /** The ids it may be stored under; a new one gets the last. Empty: known by what it is, where and when. */
  readonly ids: readonly string[];
  /** Whether one of them must be stored: a person typed it. */
  readonly known: boolean;
  readonly cancelled: boolean;
  readonly values: ActivityValues;
  /** What a new one takes where the values say nothing. */
  readonly defaults: Partial<Pick<Activity, 'village' | 'form'>>;
  /** The cell of a field, for faults. */
  readonly cellOf: (field: string) => string;
}
