/**
 * Files that the office already has (.xlsx, .csv, .ics) → rows → what they would do to what is stored → done in one write.
 *
 * Pure but for `reading/`, which unpacks and parses. A file is held against what is stored and shown first; only what a
 * person then says yes to is written, whole or not at all.
 */
export * from './reading/index.js';
export * from './contentPreview.js';
export * from './apply.js';
export * from './template.js';
export type { Preview } from './preview.js';
