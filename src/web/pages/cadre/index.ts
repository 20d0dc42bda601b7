/**
 * `/r/{token}`: what one contact is told of one activity, and what they answer.
 *
 * Read in WeChat's own browser, on a small screen, by tired eyes, often outdoors: no login, no script, big type, few
 * words. Looking at it changes nothing, for chat programs open every link to preview it.
 */
export { cadreRoutes } from './routes.js';
