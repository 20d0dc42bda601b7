/**
 * The public page `/`: a town's year of legal publicity at a glance, month by month, and as a list.
 *
 * Pure: a `YearView` in, a whole HTML document out; no person's name.
 */
import { htmlDocument } from '../layout.js';
import { calendarDocument } from './page.js';
import type { YearView } from './view.js';

export { dayFactsOf } from './dayFacts.js';
export { filterIn } from './filter.js';
export { MODES, type DayFacts, type YearView } from './view.js';

/** The page as a full HTML document. */
export const calendarPage = (view: YearView): string => htmlDocument(calendarDocument(view));
