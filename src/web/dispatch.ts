import type { RequestListener } from 'node:http';
import type { Logger } from 'pino';
import type { Houses } from './houses.js';

/** The first part of a path, where it may be an id. */
const FIRST = /^\/([a-z][a-z0-9-]*)(?=[/?]|$)/;

export interface DispatchOptions {
  readonly houses: Pick<Houses, 'answer'>;
  /** The town that answers without a prefix, and whatever belongs to nobody. */
  readonly home: string;
  /** Whether it is a town's or a county's id. */
  readonly has: (id: string) => boolean;
  readonly log: Logger;
}

/**
 * Leads each request to the house of its town: by the first part of its path, which no house sees; without one of ours to
 * the house of the town whose addresses need none.
 */
export function dispatch({ houses, home, has, log }: DispatchOptions): RequestListener {
  return (request, response) => {
    const url = request.url ?? '/';
    const first = FIRST.exec(url)?.[1];
    let id = home;
    if (first !== undefined && has(first)) {
      id = first;
      const rest = url.slice(1 + first.length);
      request.url = rest.startsWith('/') ? rest : `/${rest}`;
    }
    try {
      houses.answer(id, request, response);
    } catch (error) {
      // Its file was broken since the start; the others are served on.
      log.error({ err: error, town: id }, 'town not opened');
      response.writeHead(503, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' });
      response.end('这个镇的资料读不了，请管理员运行 pufa check。\n');
    }
  };
}
