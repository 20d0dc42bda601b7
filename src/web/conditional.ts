import type { IncomingHttpHeaders } from 'node:http';
import { DateTime } from 'luxon';
import type { Seen } from '../activities/index.js';
import { Problem } from './problem.js';

// RFC 9110 §8.8.3: between the quotes anything but a quote, a comma too.
const TAG = /^(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"$/;
const LIST = /[ \t]*((?:W\/)?"[\x21\x23-\x7e\x80-\xff]*")[ \t]*(?:,|$)|[^,]*(?:,|$)/y;

/** The entity tags of a list (RFC 9110 §8.8.3); what is none is passed over. */
export function entityTags(header: string): string[] {
  const tags: string[] = [];
  LIST.lastIndex = 0;
  while (LIST.lastIndex < header.length) {
    const tag = LIST.exec(header)?.[1];
    if (tag !== undefined) tags.push(tag);
  }
  return tags;
}

const opaque = (tag: string): string => TAG.exec(tag)?.[2] ?? '';

/**
 * Whether the one who asks has it already, so that 304 is the answer (RFC 9110 §13.1.2, §13.1.3, §13.2.2).
 *
 * Express's own check gives in to a request's `Cache-Control: no-cache`, which is meant for caches and not for us;
 * `fetch` sends it with every conditional request.
 *
 * @param settled in seconds since 1970: who saw it then or later has seen it as it stands; without it no date tells
 */
export function isNotModified(headers: IncomingHttpHeaders, etag: string, settled?: number): boolean {
  const tags = headers['if-none-match'];
  if (tags !== undefined) {
    // What nearly every client sends is the one tag it was given.
    if (tags === etag || tags.trim() === '*') return true;
    const wanted = opaque(etag);
    return entityTags(tags).some((tag) => opaque(tag) === wanted);
  }
  const since = headers['if-modified-since'];
  if (since === undefined || settled === undefined) return false;
  const seen = DateTime.fromHTTP(since);
  return seen.isValid && settled <= seen.toSeconds();
}

/**
 * The revisions that If-Match names (RFC 9110 §13.1.1: a list, compared strongly); null without the header.
 *
 * Our strong tags are `"<revision>"`.
 */
export function revisionsIn(headers: IncomingHttpHeaders): Seen | null {
  const header = headers['if-match'];
  if (header === undefined) return null;
  if (header.trim() === '*') return 'any';
  return entityTags(header).flatMap((tag) => {
    const revision = /^"([1-9]\d{0,8})"$/.exec(tag)?.[1];
    return revision === undefined ? [] : [Number(revision)];
  });
}

/**
 * The revisions of a change that must name what it was made from.
 *
 * @throws Problem 428 without the header
 */
export function seenRevisions(headers: IncomingHttpHeaders): Seen {
  const seen = revisionsIn(headers);
  if (seen === null) throw new Problem(428, '请在 If-Match 里带上读到的 ETag，以免盖掉别人的修改');
  return seen;
}

/** The tag of a fact that has revisions. */
export const revisionTag = ({ revision }: { readonly revision: number }): string => `"${revision}"`;
