/**
 * Who asks, what a role may do, and what it sees of it.
 */
export * from './principal.js';
export * from './sight.js';
