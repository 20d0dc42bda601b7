/**
 * A town's data: what stands in `calendars/`, its schema, and the checks that tie one file to another.
 *
 * Pure but for reading files.
 */
export * from './fault.js';
export * from './clock.js';
export * from './reminderRule.js';
export * from './reminderSettings.js';
export * from './addressId.js';
export * from './county.js';
export * from './town.js';
export * from './files.js';
export * from './reader.js';
export * from './towns.js';
export * from './load.js';
export { faultLine, type FileFault } from './source.js';
export * from './oneOf.js';
export * from './publicText.js';
