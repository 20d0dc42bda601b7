/** `/key-dates/{id}`: what a key date is, what it rests on, when it was and will be, and what the town does about it. */
export { keyDateRoutes } from './routes.js';
