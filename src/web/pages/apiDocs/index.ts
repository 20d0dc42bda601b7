/** `/api/docs`: the API's document for whoever writes a program against it. */
export { apiDocsRoutes } from './routes.js';
