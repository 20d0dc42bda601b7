import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import express, { Router } from 'express';
import { pageFor } from '../../auth.js';
import type { WebContext } from '../../context.js';
import { staffIn } from '../staffNav/index.js';
import { apiDocsPage } from './page.js';

/** Where Swagger UI's own files are; only these two of them are served. */
const FILES = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const SERVED = /^\/swagger-ui(?:-bundle\.js|\.css)$/;

/**
 * `/api/docs`, behind login, and the files it needs under `/assets/swagger-ui`.
 *
 * The page keeps the strict policy but for one thing: Swagger UI's stylesheet has its icons in it, as `data:` pictures.
 */
export function apiDocsRoutes(context: WebContext): Router {
  const { calendars, baseUrl } = context;
  const router = Router();
  router.get('/api/docs', pageFor(context, 'members'), (request, response) => {
    const policy = String(response.getHeader('content-security-policy'));
    response
      .set('Content-Security-Policy', policy.replace("img-src 'self'", "img-src 'self' data:"))
      .set('Cache-Control', 'private, no-cache')
      .type('html')
      .send(apiDocsPage({ staff: staffIn(request, response), town: calendars.town, baseUrl }));
  });
  const files = express.static(FILES, { index: false, cacheControl: false });
  router.use('/assets/swagger-ui', (request, response, next) => {
    if (SERVED.test(request.path)) files(request, response, next);
    else next();
  });
  return router;
}
