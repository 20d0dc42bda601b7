/** Logging in and out: by password, one-time link or token; setting a password by an invitation, and changing one's own. */
export { loginRoutes } from './routes.js';
