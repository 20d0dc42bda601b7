import type { KeyDate } from '../../../calendar/index.js';
import type { YearView } from '../year/view.js';

/** All that the page of a key date is made of. */
export interface KeyDateView {
  readonly keyDate: KeyDate;
  /** The calendar of the year looked at, its filter set on this key date. */
  readonly calendar: YearView;
  /** Whether there is a feed of its activities. */
  readonly feed: boolean;
}
