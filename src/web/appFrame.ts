import type { RequestListener } from 'node:http';
import compression from 'compression';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import { baseOf, locationsUnder, underBase } from './base.js';
import type { WebContext } from './context.js';
import { wordsFor } from './language.js';
import { messagePage } from './pages/message.js';
import { problemOf } from './problem.js';
import { requestId, requestIdOf } from './requestId.js';
import type { Words } from './words/index.js';

/*
 * What every app of ours begins and ends with, a town's as a county's.
 */

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

/** An app that answers nothing yet: how it reads a request, and the headers of whatever it will answer. */
export function framedApp({ baseUrl, trustsProxy }: WebContext): Express {
  const base = baseOf(baseUrl);
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.set('trust proxy', trustsProxy);
  if (base !== '') app.use(locationsUnder(base));
  app.use(requestId);
  app.use(headers(baseUrl.startsWith('https:')));
  app.use(compression({ filter: (_request, response) => isPage(response) }));
  return app;
}

/** The pages for what nothing else has answered: not found, gone wrong. */
export function endOf({
  calendars,
  log,
  isCounty = false,
}: WebContext): [RequestHandler, ErrorRequestHandler] {
  const { town } = calendars;
  const orgIn = (t: Words): string => (isCounty ? t.names.county(town) : t.names.town(town));
  return [
    (request, response) => {
      const t = wordsFor(request, response);
      response
        .status(404)
        .type('html')
        .send(messagePage({ t, org: orgIn(t), title: t.frame.notFound, text: t.frame.notFoundText }));
    },
    (error: unknown, request, response, next) => {
      if (response.headersSent) {
        next(error);
        return;
      }
      const { status, detail } = problemOf(error);
      if (status >= 500)
        log.error({ err: error, id: requestIdOf(request), method: request.method }, 'failed');
      const t = wordsFor(request, response);
      const text = t.frame.failedText(status, detail);
      response
        .status(status)
        .type('html')
        .send(messagePage({ t, org: orgIn(t), title: t.frame.failed, text }));
    },
  ];
}

/** Makes what an app answers lead to where `baseUrl` says that it is. */
export const inTown =
  ({ baseUrl }: Pick<WebContext, 'baseUrl'>, app: RequestListener): RequestListener =>
  (request, response) => {
    underBase(baseOf(baseUrl), () => {
      app(request, response);
    });
  };
