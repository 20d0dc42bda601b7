/**
 * `/activities`: every activity found, looked at, made, changed, confirmed, cancelled and restored by hand. Works without
 * script.
 */
export { activityRoutes } from './routes.js';
