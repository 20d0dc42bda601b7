/**
 * Feeds over http, answered before express: bytes, packed bytes and headers stand ready, so that a poll costs what a
 * bare server costs.
 */
export { feedHandler } from './handler.js';
export { newFeedLink } from './links.js';
