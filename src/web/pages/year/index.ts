/**
 * The public page `/`: a town's year of legal publicity at a glance.
 *
 * Pure: a `YearView` in, a whole HTML document out; no script, and no person's name.
 */
import { htmlDocument } from '../layout.js';
import { yearDocument } from './page.js';
import type { YearView } from './view.js';

export { rememberDays } from './rememberDays.js';
export type { DayFacts, YearView } from './view.js';

/** The year page as a full HTML document. */
export const yearPage = (view: YearView): string => htmlDocument(yearDocument(view));
