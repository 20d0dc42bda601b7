import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Router, type Request, type Response } from 'express';
import type { ActivityQuery } from '../facts/index.js';
import { activitiesFeed, keyDatesFeed, rendererFor, type Feed, type FeedContext } from '../feeds/index.js';
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

  const make = async (name: string, query: Omit<ActivityQuery, 'town'> | null): Promise<Feed> => {
    const feedContext: FeedContext = { town, keyDates, renderer, baseUrl, today: todayOf(context) };
    if (query === null) return keyDatesFeed(feedContext);
    const { all, own } = await store.read(async (transaction) => ({
      all: await transaction.find('activities', { town: town.id }),
      own: await transaction.find('activities', { town: town.id, ...query }),
    }));
    const changedAt = all
      .map(({ updatedAt }) => updatedAt)
      .sort()
      .at(-1);
    return activitiesFeed(name, own, changedAt, feedContext);
  };

  const serve = async (
    request: Request,
    response: Response,
    name: string,
    query: Omit<ActivityQuery, 'town'> | null,
  ): Promise<void> => {
    const madeFor = `${store.version} ${todayOf(context)}`;
    let feed = ready.get(request.path);
    if (feed?.madeFor !== madeFor) {
      const made = await make(name, query);
      feed = { ...made, gzipped: await compress(made.bytes), madeFor };
      ready.delete(request.path);
      ready.set(request.path, feed);
      const [oldest] = ready.keys();
      if (ready.size > KEPT && oldest !== undefined) ready.delete(oldest);
    }
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
  };

  const router = Router();
  router.get('/feeds/key-dates.ics', (request, response) => serve(request, response, '', null));
  router.get('/feeds/town.ics', (request, response) => serve(request, response, `${town.name}普法`, {}));
  router.get('/feeds/villages/:id.ics', async (request, response, next) => {
    const village = town.villages.find(({ id }) => id === request.params.id);
    if (village) await serve(request, response, `${village.name}普法`, { village: village.id });
    else next();
  });
  router.get('/feeds/departments/:id.ics', async (request, response, next) => {
    const department = town.departments.find(({ id }) => id === request.params.id);
    if (department)
      await serve(request, response, `${town.name}${department.name}普法`, { department: department.id });
    else next();
  });
  router.get('/feeds/campaigns/:id.ics', async (request, response, next) => {
    const campaign = town.campaigns.find(({ keyDate }) => keyDate === request.params.id);
    const keyDate = keyDates.find(({ id }) => id === campaign?.keyDate);
    if (keyDate) await serve(request, response, `${town.name}${keyDate.name.zh}`, { keyDate: keyDate.id });
    else next();
  });
  return router;
}
