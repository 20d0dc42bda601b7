/**
 * The life of an activity: made by hand or by the release of a plan, moved, edited, recorded, cancelled; with the drafts,
 * blackouts and notices that plans are made from, the history of each fact, and the way back.
 *
 * Each act puts into the transaction it is given; what it refuses it refuses whole.
 */
export * from './errors.js';
export * from './seen.js';
export * from './input.js';
export * from './slotTimes.js';
export * from './change.js';
export * from './warnings.js';
export * from './daysOff.js';
export * from './release.js';
export * from './acts.js';
export * from './batch.js';
export * from './records.js';
export * from './planningCase.js';
export * from './drafting.js';
export * from './plans.js';
export * from './blackouts.js';
export * from './keyDateNotices.js';
export * from './presentCalendars.js';
export * from './planDesk.js';
export * from './turn.js';
export * from './history/index.js';
export * from './undo.js';
