/**
 * A county's own pages: its board over its towns, and who may log in there.
 */
export { asTown } from './asTown.js';
export { countyRoutes, type CountyTowns } from './routes.js';
