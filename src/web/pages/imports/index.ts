/**
 * `/imports`: choose a file, see what it would do and where it is wrong, bring it in. Works without script.
 */
export { importRoutes } from './routes.js';
