import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';

const ids = new WeakMap<IncomingMessage, string>();

/** The id of a request: in its answer's `X-Request-Id`, in the log and in the trail. */
export function requestIdOf(request: IncomingMessage): string {
  const known = ids.get(request) ?? randomUUID();
  ids.set(request, known);
  return known;
}

/** Tells whoever asked under which id the request stands in the log. */
export const requestId: RequestHandler = (request, response, next) => {
  response.set('X-Request-Id', requestIdOf(request));
  next();
};
