import type { IncomingMessage, ServerResponse } from 'node:http';
import { timingSafeEqual } from 'node:crypto';
import { feedSpecAt, privateFeedSpec } from '../../feeds/index.js';
import type { FeedToken } from '../../facts/index.js';
import { isNotModified } from '../conditional.js';
import type { WebContext } from '../context.js';
import { hashOf } from '../secrets.js';
import { clientAddress } from '../clientAddress.js';
import { problemOf } from '../problem.js';
import { guesserOf } from '../guessLimit.js';
import { gzipChoice, wholeHeaders } from './headers.js';
import { lastUses } from './lastUses.js';
import { PRIVATE } from './links.js';
import { FeedPress, type Order, type Ready } from './press.js';

/** A request for a feed, taken apart. */
interface Asked {
  /** Below `/feeds/`, without `.ics`. */
  readonly path: string;
  readonly alarms: boolean;
  readonly download: boolean;
}

const FEEDS = '/feeds/';
const ENDING = '.ics';

/** What is asked for; null when it is no feed at all. */
function askedIn(url: string): Asked | null {
  if (!url.startsWith(FEEDS)) return null;
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  if (!path.endsWith(ENDING) && !path.startsWith(PRIVATE)) return null;
  // A secret address that is not whole is as wrong as any other.
  const below = path.endsWith(ENDING) ? path.slice(FEEDS.length, -ENDING.length) : 'private/';
  if (mark < 0) return { path: below, alarms: false, download: false };
  const query = new URLSearchParams(url.slice(mark + 1));
  return { path: below, alarms: query.get('alarms') === '1', download: query.get('download') === '1' };
}

/** A short plain answer, always the same bytes for the same reason. */
function say(response: ServerResponse, status: number, text: string, headers: readonly string[] = []): void {
  const body = Buffer.from(`${text}\n`, 'utf8');
  response.writeHead(status, [
    'Content-Type',
    'text/plain; charset=utf-8',
    'Content-Length',
    String(body.length),
    'Cache-Control',
    'no-store',
    'X-Content-Type-Options',
    'nosniff',
    'Content-Security-Policy',
    "default-src 'none'; frame-ancestors 'none'",
    ...headers,
  ]);
  response.end(body);
}

const NOBODY = Buffer.alloc(32);

/** Answers a request when it is for a feed; false leaves it to others. */
export type FeedHandler = (request: IncomingMessage, response: ServerResponse) => boolean;

/** The feeds below `/feeds/`, public and private. */
export function feedHandler(context: WebContext): FeedHandler {
  const { calendars, clock, log, trustsProxy } = context;
  const { town, keyDates } = calendars;
  const press = new FeedPress(context);
  const { facts } = press;
  const limit = context.logins.feeds;
  const noteUse = lastUses(context, facts);
  const acceptsGzip = gzipChoice();

  const publicOrder = ({ path, alarms }: Asked): Order => ({
    key: alarms ? `${path}?alarms` : path,
    spec: () => feedSpecAt(path, town, keyDates),
    alarms,
    secret: false,
  });

  const privateOrder = ({ scope }: FeedToken, alarms: boolean): Order => ({
    // Tokens of one scope share a feed.
    key: `private ${JSON.stringify(scope)} ${alarms}`,
    spec: () => privateFeedSpec(scope, town, facts.contacts),
    alarms,
    secret: true,
  });

  const send = (
    request: IncomingMessage,
    response: ServerResponse,
    ready: Ready,
    { path, download }: Asked,
    secret: boolean,
  ): void => {
    const { feed, headers, age } = ready;
    if (isNotModified(request.headers, feed.etag, age.settled)) {
      response.writeHead(304, headers.notModified as string[]);
      response.end();
      return;
    }
    const fileName = download ? `${secret ? 'pufa' : path.replaceAll('/', '-')}${ENDING}` : null;
    const out = (body: Buffer, packed: boolean): void => {
      const whole =
        fileName === null
          ? press.wholeHeaders(ready, body.length, packed)
          : wholeHeaders(headers, body.length, { packed, fileName });
      response.writeHead(200, whole);
      response.end(request.method === 'HEAD' ? undefined : body);
    };
    if (!acceptsGzip(request.headers['accept-encoding'])) out(feed.bytes, false);
    else if (ready.gzipped) out(ready.gzipped, true);
    else
      press
        .pack(ready)
        .then((body) => {
          out(body, true);
        })
        .catch((error: unknown) => {
          fail(response, error);
        });
  };

  // The address is left out of the log: a private one ends in a secret.
  const fail = (response: ServerResponse, error: unknown): void => {
    log.error({ err: error }, 'feed failed');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const { status, detail } = problemOf(error);
    if (status === 503) say(response, status, detail);
    else say(response, 500, '服务器出错，请稍后再试。');
  };

  const noFeed = (response: ServerResponse): void => {
    say(response, 404, '没有这个日历，或者链接已经作废。请向司法所要新的链接。');
  };

  /** The token that a secret belongs to; whether there is one shows in no difference of time. */
  const tokenOf = (secret: string): FeedToken | undefined => {
    const hash = hashOf(secret);
    const token = facts.tokenOf(hash);
    const known = token ? Buffer.from(token.hash, 'hex') : NOBODY;
    return timingSafeEqual(known, Buffer.from(hash, 'hex')) ? token : undefined;
  };

  const answerPrivate = (
    request: IncomingMessage,
    response: ServerResponse,
    asked: Asked,
    now: number,
  ): void => {
    const guesser = guesserOf(clientAddress(request, trustsProxy));
    const token = tokenOf(asked.path.slice(PRIVATE.length - FEEDS.length));
    const wait = limit.waitOf(guesser, now);
    if (wait > 0 && !(token && limit.isTrusted(guesser, token.id))) {
      say(response, 429, '试错的次数太多，请过一会儿再试。', ['Retry-After', String(wait)]);
      return;
    }
    const ready = token && press.readyFor(privateOrder(token, asked.alarms));
    if (!ready) {
      if (!token) limit.noteWrong(guesser, now);
      noFeed(response);
      return;
    }
    limit.noteRight(guesser, token.id);
    noteUse(token.id, now);
    send(request, response, ready, asked, true);
  };

  const answer = (request: IncomingMessage, response: ServerResponse, asked: Asked, now: number): void => {
    facts.noteAnswer(now);
    if (asked.path.startsWith(PRIVATE.slice(FEEDS.length))) {
      answerPrivate(request, response, asked, now);
      return;
    }
    const ready = press.readyFor(publicOrder(asked));
    if (ready) send(request, response, ready, asked, false);
    else noFeed(response);
  };

  return (request, response) => {
    const asked = askedIn(request.url ?? '');
    if (!asked) return false;
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      say(response, 405, '日历只能读取。', ['Allow', 'GET, HEAD']);
      return true;
    }
    try {
      const now = clock().toMillis();
      if (facts.isCurrent(now)) answer(request, response, asked, now);
      else
        facts
          .look()
          .then(() => {
            answer(request, response, asked, clock().toMillis());
          })
          .catch((error: unknown) => {
            fail(response, error);
          });
    } catch (error) {
      fail(response, error);
    }
    return true;
  };
}
