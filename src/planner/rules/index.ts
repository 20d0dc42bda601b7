/** The planning rules of the contract, each written once. */
export * from './filters.js';
export * from './limits.js';
export * from './costs.js';
export * from './reasons.js';
