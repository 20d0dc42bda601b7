import type { RequestListener } from 'node:http';
import { countyApiRoutes } from './api/index.js';
import { endOf, framedApp, inTown } from './appFrame.js';
import type { WebContext } from './context.js';
import { countyRoutes, type CountyTowns } from './pages/county/index.js';
import { loginRoutes } from './pages/login/index.js';
import { watched } from './watching/index.js';

/** The whole of a county's HTTP: logging in, its accounts, its board. The files of its pages are every town's. */
export function createCountyApp(context: WebContext, towns: CountyTowns): RequestListener {
  const app = framedApp(context);
  app.use(countyApiRoutes(context));
  app.use(loginRoutes(context));
  app.use(countyRoutes(context, towns));
  app.use(...endOf(context));
  return watched(context, () => false, inTown(context, app));
}
