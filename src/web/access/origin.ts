import type { IncomingMessage } from 'node:http';

/** Where a browser says that a request comes from. */
export type Origin = 'here' | 'elsewhere' | 'unsaid';

const hostOf = (address: string): string | null => (URL.canParse(address) ? new URL(address).host : null);

/**
 * Where a request comes from, as a browser tells by Sec-Fetch-Site, else Origin, else Referer (OWASP's CSRF cheat sheet:
 * fetch metadata, and the standard headers to fall back on). A page cannot set any of them.
 *
 * @param baseUrl the address people see, which a proxy before us may not tell in Host
 */
export function originOf({ headers }: IncomingMessage, baseUrl: string): Origin {
  const site = headers['sec-fetch-site'];
  // `none`: typed or opened by the person, which no other site can make a browser do.
  if (site !== undefined) return site === 'same-origin' || site === 'none' ? 'here' : 'elsewhere';
  const said = headers.origin ?? headers.referer;
  if (said === undefined) return 'unsaid';
  const host = hostOf(said);
  return host !== null && (host === headers.host || host === hostOf(baseUrl)) ? 'here' : 'elsewhere';
}
