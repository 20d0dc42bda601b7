/**
 * Activities and key dates as iCalendar bytes (RFC 5545, RFC 7986).
 *
 * Pure: the same facts give the same bytes, whatever zone the process runs in and whenever it is asked. A component is
 * rendered once for each state of its fact, a feed is joined from components, and what did not change stays the same
 * object, so that whoever keeps feeds sees at a glance what is new.
 */
export * from './age.js';
export * from './board.js';
export * from './catalogue.js';
export * from './component.js';
export * from './feed.js';
export * from './people.js';
export * from './selection.js';
export * from './specimen.js';
export * from './activityFile.js';
