/**
 * `/board/plans` and `/board/calendar`: the office plans. A draft read on a calendar with its reasons and released with
 * its consequences known; the calendar of activities, moved by hand; the days on which nothing is held.
 */
export { planningRoutes } from './routes.js';
