/**
 * What stands in a file somebody sent, as plain rows and events, whatever the file is made to do to its reader.
 *
 * An .xlsx is unpacked under a bound before a parser gets it, and parsed in a thread that may be ended.
 */
export * from './content.js';
export * from './limits.js';
export * from './unreadableError.js';
export { readFile } from './read.js';
export { readInWorker } from './inWorker.js';
