import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express from 'express';
import { apiRoutes } from './api/index.js';
import { endOf, framedApp, inTown } from './appFrame.js';
import type { WebContext } from './context.js';
import { fontFiles } from './fontFiles.js';
import { feedHandler } from './feeds/index.js';
import { feedHelpRoutes } from './pages/feedHelp/index.js';
import { activityRoutes } from './pages/activities/index.js';
import { apiDocsRoutes } from './pages/apiDocs/index.js';
import { boardRoutes } from './pages/board/index.js';
import { cadreRoutes } from './pages/cadre/index.js';
import { homePage } from './pages/home.js';
import { keyDateRoutes } from './pages/keyDate/index.js';
import { ledgerRoutes } from './pages/ledger/index.js';
import { loginRoutes } from './pages/login/index.js';
import { importRoutes } from './pages/imports/index.js';
import { planningRoutes } from './pages/planning/index.js';
import { settingsRoutes } from './pages/settings/index.js';
import { todayRoutes } from './pages/today/index.js';
import { healthz, metricsRoute, watched } from './watching/index.js';

const ASSETS = fileURLToPath(new URL('./assets/', import.meta.url));

/** Everything but feeds. */
function siteOf(context: WebContext): RequestListener {
  const { calendars, log } = context;
  const app = framedApp(context);

  app.get('/healthz', healthz(context));
  app.get('/metrics', metricsRoute(context));
  app.use(
    '/assets/islands',
    express.static(context.islands ?? join(ASSETS, 'islands'), { index: false, cacheControl: false }),
  );
  app.use('/assets/fonts', fontFiles());
  app.use('/assets', express.static(ASSETS, { index: false, cacheControl: false }));
  app.use(async (_request, _response, next) => {
    // Where the store cannot be read whoever needs it says so, in their own manner.
    await calendars.refresh().catch((error: unknown) => {
      log.warn({ err: error }, 'notices not read');
    });
    next();
  });
  app.use(apiDocsRoutes(context));
  app.use(apiRoutes(context));
  app.get('/', homePage(context));
  app.use(keyDateRoutes(context));
  app.use(feedHelpRoutes(context));
  app.use(loginRoutes(context));
  app.use(todayRoutes(context));
  app.use(boardRoutes(context));
  app.use(planningRoutes(context));
  app.use(ledgerRoutes(context));
  app.use(importRoutes(context));
  app.use(activityRoutes(context));
  app.use(settingsRoutes(context));
  app.use(cadreRoutes(context));

  app.use(...endOf(context));
  return inTown(context, app);
}

/**
 * The whole of a town's HTTP: feeds by themselves, for they are polled most by far, everything else by express. What it
 * is asked for bears no prefix; what it answers leads to where `baseUrl` says that the town is.
 */
export function createApp(context: WebContext): RequestListener {
  let site: RequestListener | undefined;
  return watched(context, feedHandler(context), (request, response) => {
    // Its routes and schemas take a tenth of a second to make, and of most towns a process is asked for feeds alone.
    site ??= siteOf(context);
    site(request, response);
  });
}
