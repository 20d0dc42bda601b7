import { DateTime } from 'luxon';
import type { Age, Feed } from '../../feeds/index.js';

/** Name, value, name, value: what node writes fastest. */
export type FlatHeaders = readonly string[];

/** The ready headers of a feed. */
export interface Headers {
  readonly notModified: FlatHeaders;
  /** Of the whole answer, but for what depends on the encoding. */
  readonly whole: FlatHeaders;
}

/** A calendar needs nothing from anywhere; the headers are those of every page, as far as they mean anything here. */
const SAFE: FlatHeaders = [
  'Content-Security-Policy',
  "default-src 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options',
  'nosniff',
];
const HTTPS_ONLY: FlatHeaders = ['Strict-Transport-Security', 'max-age=31536000; includeSubDomains'];
const PUBLIC: FlatHeaders = ['Referrer-Policy', 'same-origin'];
/** A secret address goes to no other site, no shared cache and no search engine. */
const SECRET: FlatHeaders = ['Referrer-Policy', 'no-referrer', 'X-Robots-Tag', 'noindex'];

const INLINE = 'inline';

/** Both sets of headers of a feed. */
export function headersOf(
  { etag }: Feed,
  { modified }: Age,
  { secret, https }: { readonly secret: boolean; readonly https: boolean },
): Headers {
  const notModified = [
    'ETag',
    etag,
    'Last-Modified',
    DateTime.fromSeconds(modified, { zone: 'utc' }).toHTTP() ?? '',
    // It may be kept, but must be asked for each time: a moved activity must not wait for an age to run out.
    'Cache-Control',
    secret ? 'private, no-cache' : 'no-cache',
    'Vary',
    'Accept-Encoding',
  ];
  const whole = [
    'Content-Type',
    'text/calendar; charset=utf-8',
    ...notModified,
    ...SAFE,
    ...(https ? HTTPS_ONLY : []),
    ...(secret ? SECRET : PUBLIC),
    'Content-Disposition',
    INLINE,
  ];
  return { notModified, whole };
}

/** The headers of the whole answer with what depends on how it goes out. */
export function wholeHeaders(
  { whole }: Headers,
  length: number,
  { packed, fileName }: { readonly packed: boolean; readonly fileName: string | null },
): string[] {
  const headers = [...whole];
  if (fileName !== null) headers[headers.length - 1] = `attachment; filename="${fileName}"`;
  headers.push('Content-Length', String(length));
  if (packed) headers.push('Content-Encoding', 'gzip');
  return headers;
}

const MOST_REMEMBERED = 64;

const worthOf = (parameters: readonly string[]): number => {
  const q = parameters
    .map((text) => /^\s*q=([\d.]+)\s*$/i.exec(text)?.[1])
    .find((found) => found !== undefined);
  return q === undefined ? 1 : Number(q);
};

/** Whether an Accept-Encoding lets gzip through (RFC 9110 §12.5.3). */
function allowsGzip(header: string): boolean {
  const codings = new Map(
    header.split(',').map((coding): [string, number] => {
      const [name = '', ...parameters] = coding.split(';');
      return [name.trim().toLowerCase(), worthOf(parameters)];
    }),
  );
  return (codings.get('gzip') ?? codings.get('x-gzip') ?? codings.get('*') ?? 0) > 0;
}

/** `allowsGzip`, with the answers kept: the world's clients send a few dozen such headers. */
export function gzipChoice(): (header: string | undefined) => boolean {
  const known = new Map<string, boolean>();
  return (header) => {
    if (header === undefined) return false;
    const before = known.get(header);
    if (before !== undefined) return before;
    const choice = allowsGzip(header);
    if (known.size < MOST_REMEMBERED) known.set(header, choice);
    return choice;
  };
}
