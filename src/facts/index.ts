/**
 * What is stored: the shapes of the facts, their schemas, and the interface of every store.
 *
 * Pure. Only facts stand here; occurrences, feeds, dues and figures are computed from them at each look.
 */
export * from './activity.js';
export * from './account.js';
export * from './access.js';
export * from './blackout.js';
export * from './acknowledgement.js';
export * from './contact.js';
export * from './contactLink.js';
export * from './idempotency.js';
export * from './import.js';
export * from './maskedContact.js';
export * from './record.js';
export * from './photo.js';
export * from './tick.js';
export * from './lawGuide.js';
export * from './keyDateNotice.js';
export * from './delivery.js';
export * from './feedToken.js';
export * from './plan.js';
export * from './trail.js';
export * from './kinds.js';
export * from './plain.js';
export * from './store.js';
