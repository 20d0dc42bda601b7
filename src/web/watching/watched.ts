import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { WebContext } from '../context.js';
import { requestIdOf } from '../requestId.js';

const NO_ROUTE = '（没有）';

const FEED = /^\/feeds\/(?:(private|villages|departments|campaigns)\/[^?]*|(key-dates|town))\.ics(?:\?|$)/;

/** A feed's route: which kind, never whose. */
function feedRouteOf(url: string): string {
  if (url.startsWith('/feeds/private/')) return '/feeds/private/:token.ics';
  const [, group, name] = FEED.exec(url) ?? [];
  if (group !== undefined) return `/feeds/${group}/:id.ics`;
  return name === undefined ? NO_ROUTE : `/feeds/${name}.ics`;
}

/** The pattern that express found for a request, with what stood before it. */
function routeOf(request: IncomingMessage): string {
  const url = request.url ?? '';
  const { originalUrl = url, route } = request as { originalUrl?: string; route?: { path?: unknown } };
  if (originalUrl.startsWith('/assets/')) return '/assets';
  const path = route?.path;
  if (typeof path !== 'string') return NO_ROUTE;
  return originalUrl.startsWith('/api/v1/') ? `/api/v1${path}` : path;
}

/** What is asked so often that a line for each would hide the rest: polled feeds, the pages' own files, health. */
const isChatter = (route: string, status: number): boolean =>
  status < 400 && (route.endsWith('.ics') || route === '/assets' || route === '/healthz');

/**
 * Notes each request when it is over: a line in the log and the numbers of `/metrics`. The line has the id that the
 * answer bears, method, route, status, milliseconds and bytes sent; never the address itself, which may hold an id, a
 * search or a secret, and nothing of who asked.
 *
 * @param feed answers a request when it is for a feed; false leaves it to `rest`
 */
export function watched(
  { log, metrics }: Pick<WebContext, 'log' | 'metrics'>,
  feed: (request: IncomingMessage, response: ServerResponse) => boolean,
  rest: RequestListener,
): RequestListener {
  return (request, response) => {
    const { method = '', url = '', socket } = request;
    const began = performance.now();
    const before = socket.bytesWritten;
    let isFeed = false;
    response.once('close', () => {
      const ms = performance.now() - began;
      const route = isFeed ? feedRouteOf(url) : routeOf(request);
      const { statusCode: status, writableFinished: whole } = response;
      metrics.noteAnswer({ method, route, status, seconds: ms / 1000 });
      const level = isChatter(route, status) ? 'debug' : 'info';
      if (!log.isLevelEnabled(level)) return;
      const line = {
        id: requestIdOf(request),
        method,
        route,
        status,
        ms: Math.round(ms * 10) / 10,
        bytes: socket.bytesWritten - before,
        ...(whole ? {} : { cut: true }),
      };
      log[level](line, 'request');
    });
    isFeed = feed(request, response);
    if (!isFeed) rest(request, response);
  };
}
