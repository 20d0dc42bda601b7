import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import compression from 'compression';
import express, { type ErrorRequestHandler } from 'express';
import helmet from 'helmet';
import { apiRoutes } from './api/index.js';
import type { WebContext } from './context.js';
import { fontFiles } from './fontFiles.js';
import { feedHandler } from './feeds/index.js';
import { feedHelpRoutes } from './pages/feedHelp/index.js';
import { wordsFor } from './language.js';
import { activityRoutes } from './pages/activities/index.js';
import { apiDocsRoutes } from './pages/apiDocs/index.js';
import { boardRoutes } from './pages/board/index.js';
import { cadreRoutes } from './pages/cadre/index.js';
import { homePage } from './pages/home.js';
import { keyDateRoutes } from './pages/keyDate/index.js';
import { ledgerRoutes } from './pages/ledger/index.js';
import { loginRoutes } from './pages/login/index.js';
import { importRoutes } from './pages/imports/index.js';
import { messagePage } from './pages/message.js';
import { planningRoutes } from './pages/planning/index.js';
import { settingsRoutes } from './pages/settings/index.js';
import { todayRoutes } from './pages/today/index.js';
import { problemOf } from './problem.js';
import { requestId, requestIdOf } from './requestId.js';
import { healthz, metricsRoute, watched } from './watching/index.js';

const ASSETS = fileURLToPath(new URL('./assets/', import.meta.url));

/** Everything from ourselves, nothing inline, in nobody's frame. */
const headers = (https: boolean) =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    // Without a referrer a browser says `Origin: null` for our own forms too, and none could be told from another's.
    referrerPolicy: { policy: 'same-origin' },
    // On plain http a browser that remembered https would lock the office out.
    strictTransportSecurity: https,
  });

/** What is worth compressing and holds no secret beside what a stranger can put in: pages and their files. */
const isPage = (response: { getHeader(name: string): unknown }): boolean =>
  /^(text\/(html|css|javascript)|image\/svg)/.test(String(response.getHeader('Content-Type')));

/** The whole of HTTP: feeds by themselves, for they are polled most by far, everything else by express. */
export function createApp(context: WebContext): RequestListener {
  const { calendars, baseUrl, log } = context;
  const { town } = calendars;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.set('trust proxy', context.trustsProxy);
  app.use(requestId);
  app.use(headers(baseUrl.startsWith('https:')));
  app.use(compression({ filter: (_request, response) => isPage(response) }));

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

  app.use((request, response) => {
    const t = wordsFor(request, response);
    response
      .status(404)
      .type('html')
      .send(messagePage({ t, org: t.names.town(town), title: t.frame.notFound, text: t.frame.notFoundText }));
  });
  const errorPage: ErrorRequestHandler = (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const { status, detail } = problemOf(error);
    if (status >= 500) log.error({ err: error, id: requestIdOf(request), method: request.method }, 'failed');
    response
      .status(status)
      .type('html')
      .send(messagePage({ org: town.name, title: '出错了', text: detail }));
  };
  app.use(errorPage);
  return watched(context, feedHandler(context), app);
}
