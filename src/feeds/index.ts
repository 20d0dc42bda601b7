/**
 * Activities and key dates as iCalendar bytes (RFC 5545, RFC 7986).
 *
 * Pure: the same facts give the same bytes, whatever zone the process runs in and whenever it is asked.
 */
export * from './catalogue.js';
export * from './component.js';
export * from './selection.js';
export * from './feed.js';
export * from './activityFile.js';
