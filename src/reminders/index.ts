/**
 * Activities → what is due → deliveries.
 *
 * What is due is computed at each look from the activities as they stand, so that nothing has to be cleaned up when
 * one moves. The tick claims in the store before anything is sent.
 */
export * from './recipients.js';
export * from './dues.js';
export * from './message.js';
export * from './channels/index.js';
export * from './tick.js';
