/** HTTP only: the feeds, the API, the pages, and who may see them. What is done is done by the rooms below. */
export { createApp } from './app.js';
export { createCountyApp } from './countyApp.js';
export { dispatch } from './dispatch.js';
export { Houses, type House } from './houses.js';
export { asTown } from './pages/county/index.js';
export { baseOf } from './base.js';
export type { AccessContext, WebContext } from './context.js';
export { HTTP_LIMITS, httpServer } from './httpServer.js';
export { makeOneTimeLink } from './oneTimeLinks.js';
export { hashOf } from './secrets.js';
export { LoginDesk, newApiToken } from './access/index.js';
export { NO_PROXY, trustProxySchema } from './clientAddress.js';
export { Metrics } from './watching/index.js';
export { SHEET_SIZES, sheetOf, sheetView } from './sheet/index.js';
