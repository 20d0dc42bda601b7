/** `/feeds/help`: how to have a feed in one's own calendar, and the QR codes that lead there. */
export { feedHelpRoutes } from './routes.js';
