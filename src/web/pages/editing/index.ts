/**
 * What the editing pages of the office are made of: their frame, forms that keep what was typed, histories, and the way
 * from a form to an operation of the API.
 */
export * from './changing.js';
export * from './desk.js';
export * from './fields.js';
export * from './history.js';
export * from './merging.js';
export * from './editingPage.js';
export * from './stale.js';
export * from './values.js';
