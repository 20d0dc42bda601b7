/**
 * `/today`: the office's day on a phone. What is to be passed on by hand, and in one look what did not go as it should:
 * who has a difficulty, what did not arrive, who has not answered, what came too late.
 */
export { todayRoutes } from './routes.js';
