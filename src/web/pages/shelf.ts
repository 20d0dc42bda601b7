import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Request, Response } from 'express';
import { isNotModified } from '../conditional.js';
import type { WebContext } from '../context.js';
import { todayOf } from '../context.js';
import { gzipChoice } from '../feeds/headers.js';

const compress = promisify(gzip);

/** More than the readers of a day look at; one page is up to half a megabyte. */
const MOST_PAGES = 64;

/** A page that can go out as it stands. */
interface ShelvedPage {
  readonly bytes: Buffer;
  /** Weak, the same for every encoding. */
  readonly etag: string;
  /** Packed when somebody first asks for it; all who ask meanwhile wait for the same bytes. */
  packed: Promise<Buffer> | undefined;
}

function shelved(html: string): ShelvedPage {
  const bytes = Buffer.from(html, 'utf8');
  const digest = createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
  return { bytes, etag: `W/"${digest}"`, packed: undefined };
}

/**
 * Keeps public pages as they were rendered until a fact changes or a day is over: many read the same few pages, and to
 * pack one takes as long as to render it.
 */
export class PageShelf {
  readonly #pages = new Map<string, ShelvedPage>();
  readonly #acceptsGzip = gzipChoice();
  #state = '';
  #keyDates: unknown;

  constructor(private readonly context: WebContext) {}

  /** Answers with the page of a key, made when it is not there; `key` must say all that it depends on but facts and day. */
  async send(request: Request, response: Response, key: string, make: () => Promise<string>): Promise<void> {
    const page = await this.#page(key, make);
    // It may be kept, but must be asked for each time: a moved activity must not wait for an age to run out.
    response.set('Cache-Control', 'no-cache').set('ETag', page.etag).vary('Accept-Encoding');
    if (isNotModified(request.headers, page.etag)) {
      response.status(304).end();
      return;
    }
    response.type('html');
    if (!this.#acceptsGzip(request.headers['accept-encoding'])) {
      response.send(page.bytes);
      return;
    }
    page.packed ??= compress(page.bytes);
    response.set('Content-Encoding', 'gzip').send(await page.packed);
  }

  async #page(key: string, make: () => Promise<string>): Promise<ShelvedPage> {
    // Read before the facts are: a page of a newer state may be thrown away too early, never kept too long.
    const { store, calendars } = this.context;
    const state = `${store.versionOf(calendars.town.id, 'activities')} ${todayOf(this.context)}`;
    // A notice may be laid over the key dates a moment after the store has it.
    const { keyDates } = calendars;
    if (state !== this.#state || keyDates !== this.#keyDates) {
      this.#pages.clear();
      this.#state = state;
      this.#keyDates = keyDates;
    }
    const known = this.#pages.get(key);
    if (known) return known;
    const page = shelved(await make());
    const [oldest] = this.#pages.keys();
    if (this.#pages.size >= MOST_PAGES && oldest !== undefined) this.#pages.delete(oldest);
    if (state === this.#state && keyDates === this.#keyDates) this.#pages.set(key, page);
    return page;
  }
}
