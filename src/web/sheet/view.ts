import { occurrencesOf } from '../../calendar/index.js';
import type { Activity } from '../../facts/index.js';
import type { Calendars } from '../../town/index.js';
import { dayFactsOf, type YearView } from '../pages/year/index.js';
import { words } from '../words/index.js';

/** A day before every year: on paper nothing is past and no day is today. */
const NO_DAY = '0000-01-01';

/** What a sheet is drawn from: the public calendar of a year, in Chinese, with the activities that are given. */
export function sheetView(
  { town, keyDates, holidays }: Calendars,
  activities: readonly Activity[],
  wanted: { readonly year: number; readonly village: string | null },
): YearView {
  return {
    t: words('zh'),
    otherLanguage: '',
    town,
    baseUrl: '',
    year: wanted.year,
    mode: 'year',
    month: 1,
    village: wanted.village,
    department: null,
    campaign: null,
    today: NO_DAY,
    occurrences: occurrencesOf(keyDates, wanted.year),
    keyDates,
    nextKeyDate: null,
    days: dayFactsOf({ town, holidays }),
    activities,
  };
}
