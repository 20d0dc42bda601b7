/**
 * Which days are which: key dates, the lunar calendar, workdays and market days.
 *
 * Pure: plain data and `YYYY-MM-DD` strings in, plain data out; no file, no clock, no process time zone.
 */
export * from './day.js';
export * from './words.js';
export * from './lunar.js';
export * from './rules/index.js';
export * from './keyDates.js';
export * from './occurrences.js';
export * from './dueDays.js';
export * from './holidays.js';
export * from './workdays.js';
export * from './marketDays.js';
