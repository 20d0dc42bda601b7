/**
 * `/board`: the year in one look. Which village has been forgotten, what comes in two weeks, who has not answered, where
 * the lawyers were, what stands wrongly; and `/board/ledger`, the list behind each number. A unit and a village see their
 * own part of both.
 */
export { boardRoutes } from './routes.js';
