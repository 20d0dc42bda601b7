import type { RequestListener } from 'node:http';
import { fileURLToPath } from 'node:url';
import express, { type ErrorRequestHandler } from 'express';
import helmet from 'helmet';
import { isReleased } from '../facts/index.js';
import { apiRoutes } from './api/index.js';
import type { WebContext } from './context.js';
import { feedHandler } from './feeds/index.js';
import { feedHelpRoutes } from './pages/feedHelp/index.js';
import { loggedPath } from './loggedPath.js';
import { cadreRoutes } from './pages/cadre/index.js';
import { homePage } from './pages/home.js';
import { loginRoutes } from './pages/login.js';
import { messagePage } from './pages/message.js';
import { todayRoutes } from './pages/today/index.js';
import { problemOf } from './problem.js';
import { requestId } from './requestId.js';

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

/** The whole of HTTP: feeds by themselves, for they are polled most by far, everything else by express. */
export function createApp(context: WebContext): RequestListener {
  const { calendars, store, baseUrl, log } = context;
  const { town } = calendars;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.use(requestId);
  app.use(headers(baseUrl.startsWith('https:')));

  let released = false;
  app.get('/healthz', async (_request, response) => {
    released ||= (await store.read((transaction) => transaction.find('plans', { town: town.id }))).some(
      isReleased,
    );
    response
      .status(released ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ status: released ? 'ok' : 'planning' });
  });
  app.use('/assets', express.static(ASSETS, { index: false, cacheControl: false }));
  app.use(apiRoutes(context));
  app.get('/', homePage(context));
  app.use(feedHelpRoutes(context));
  app.use(loginRoutes(context));
  app.use(todayRoutes(context));
  app.use(cadreRoutes(context));

  app.use((_request, response) => {
    const text = '没有这个页面，请检查网址。';
    response
      .status(404)
      .type('html')
      .send(messagePage({ org: town.name, title: '没有找到', text }));
  });
  const errorPage: ErrorRequestHandler = (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const { status, detail } = problemOf(error);
    if (status >= 500)
      log.error({ err: error, method: request.method, path: loggedPath(request.path) }, 'failed');
    response
      .status(status)
      .type('html')
      .send(messagePage({ org: town.name, title: '出错了', text: detail }));
  };
  app.use(errorPage);
  const answersFeed = feedHandler(context);
  return (request, response) => {
    if (!answersFeed(request, response)) app(request, response);
  };
}
