import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Router } from 'express';
import { feedSpecAt, renderFeed, rendererFor, type Feed, type FeedSpec } from '../feeds/index.js';
import { isNotModified } from './conditional.js';
import { todayOf, type WebContext } from './context.js';

const compress = promisify(gzip);

interface Ready extends Feed {
  readonly gzipped: Buffer;
  /** Store version and day it was made for. */
  readonly madeFor: string;
}

/** More feeds than a town has; beyond that the oldest goes. */
const KEPT = 200;

/** The public feeds: bytes, gzip bytes and ETag are made once for each version of the facts and each day. */
export function feedRoutes(context: WebContext): Router {
  const { calendars, store, baseUrl } = context;
  const { town, keyDates } = calendars;
  const renderer = rendererFor(town, keyDates);
  const ready = new Map<string, Ready>();

  const make = async (spec: FeedSpec): Promise<Feed> => {
    const activities = await store.read((transaction) => transaction.find('activities', { town: town.id }));
    return renderFeed(spec, activities, { town, keyDates, renderer, baseUrl, today: todayOf(context) });
  };

  /** A feed as it stands now; made anew only when the facts or the day have changed. */
  const readyAt = async (path: string, spec: FeedSpec): Promise<Ready> => {
    const madeFor = `${store.version} ${todayOf(context)}`;
    const known = ready.get(path);
    if (known?.madeFor === madeFor) return known;
    const made = await make(spec);
    const fresh = { ...made, gzipped: await compress(made.bytes), madeFor };
    ready.delete(path);
    ready.set(path, fresh);
    const [oldest] = ready.keys();
    if (ready.size > KEPT && oldest !== undefined) ready.delete(oldest);
    return fresh;
  };

  const router = Router();
  router.get('/feeds/*path', async (request, response, next) => {
    const path = /^\/feeds\/(.+)\.ics$/.exec(request.path)?.[1] ?? '';
    const spec = feedSpecAt(path, town, keyDates);
    if (!spec) {
      next();
      return;
    }
    const feed = await readyAt(path, spec);
    response.set({
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': 'inline',
      ETag: feed.etag,
      'Last-Modified': feed.lastModified.toHTTP(),
      'Cache-Control': 'no-cache',
      Vary: 'Accept-Encoding',
    });
    if (isNotModified(request, feed.etag, feed.lastModified)) {
      response.status(304).end();
      return;
    }
    // end(), not send(): express would hash the whole body again for an ETag that stands already.
    const zipped = request.acceptsEncodings('gzip') === 'gzip';
    if (zipped) response.set('Content-Encoding', 'gzip');
    const body = zipped ? feed.gzipped : feed.bytes;
    response.set('Content-Length', String(body.length));
    response.end(request.method === 'HEAD' ? undefined : body);
  });
  return router;
}
