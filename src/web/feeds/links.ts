import type { FeedToken } from '../../facts/index.js';
import { hashOf, newSecret } from '../secrets.js';

/** Below it each address ends in a secret. */
export const PRIVATE = '/feeds/private/';

export interface FeedLinks {
  /** The address, to copy into a calendar program. */
  readonly copy: string;
  /** Opens the phone's calendar. */
  readonly subscribe: string;
}

/** Both addresses of a feed; `path` is below `/feeds/`, without `.ics`. */
export function feedLinks(baseUrl: string, path: string): FeedLinks {
  const copy = `${baseUrl.replace(/\/+$/, '')}/feeds/${path}.ics`;
  return { copy, subscribe: copy.replace(/^https?:/, 'webcal:') };
}

/** A secret of 128 random bits: its addresses, shown once, and the hash that is kept in its stead. */
export function newFeedLink(baseUrl: string): FeedLinks & Pick<FeedToken, 'hash'> {
  const secret = newSecret();
  return { ...feedLinks(baseUrl, `private/${secret}`), hash: hashOf(secret) };
}
