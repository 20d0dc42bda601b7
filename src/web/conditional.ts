import type { Request } from 'express';
import { DateTime } from 'luxon';

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
