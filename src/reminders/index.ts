/**
 * Activities → what is due → deliveries.
 *
 * What is due is derived at each look from the facts as they stand, so that nothing has to be cleaned up when an
 * activity moves, and there is no queue to lose. The tick claims in the store before anything is sent, and sends what
 * the activity is at that moment.
 */
export * from './sorts.js';
export * from './hours.js';
export * from './recipients.js';
export * from './look.js';
export * from './dues.js';
export * from './notices.js';
export * from './escalations.js';
export * from './forOffice.js';
export * from './deadlines.js';
export * from './owed.js';
export * from './budget.js';
export * from './message.js';
export * from './channels/index.js';
export * from './work.js';
export * from './parcels.js';
export * from './send.js';
export * from './moments.js';
export * from './batches.js';
export * from './nextLook.js';
export * from './watch.js';
export * from './tick.js';
export * from './acknowledge.js';
export * from './passedOn.js';
export * from './office.js';
export * from './upcoming.js';
export * from './recorded.js';
export * from './contactInput.js';
export * from './contactOrder.js';
export * from './links.js';
