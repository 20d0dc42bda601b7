import type { Request } from 'express';
import type { IncomingHttpHeaders } from 'node:http';
import { DateTime } from 'luxon';
import type { Seen } from '../activities/index.js';
import { Problem } from './problem.js';

const opaque = (tag: string): string => tag.trim().replace(/^W\//, '');

/**
 * Whether the one who asks has it already, so that 304 is the answer (RFC 9110 §13.1.2, §13.1.3, §13.2.2).
 *
 * Express's own check gives in to a request's `Cache-Control: no-cache`, which is meant for caches and not for us;
 * `fetch` sends it with every conditional request.
 */
export function isNotModified(request: Request, etag: string, lastModified?: DateTime): boolean {
  const tags = request.get('if-none-match');
  if (tags !== undefined)
    return tags.trim() === '*' || tags.split(',').some((tag) => opaque(tag) === opaque(etag));
  const since = request.get('if-modified-since');
  if (since === undefined || lastModified === undefined) return false;
  const seen = DateTime.fromHTTP(since);
  // HTTP dates have whole seconds.
  return seen.isValid && lastModified.startOf('second') <= seen;
}

/**
 * The revisions that If-Match names (RFC 9110 §13.1.1: a list, compared strongly).
 *
 * @throws Problem 428 without the header
 */
export function seenRevisions(headers: IncomingHttpHeaders): Seen {
  const header = headers['if-match'];
  if (header === undefined) throw new Problem(428, '请在 If-Match 里带上读到的 ETag，以免盖掉别人的修改');
  if (header.trim() === '*') return 'any';
  return header.split(',').flatMap((tag) => {
    const revision = /^"([1-9]\d{0,8})"$/.exec(tag.trim())?.[1];
    return revision === undefined ? [] : [Number(revision)];
  });
}

/** The tag of a fact that has revisions. */
export const revisionTag = ({ revision }: { readonly revision: number }): string => `"${revision}"`;
