import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { KeyDate } from '../../calendar/index.js';
import {
  makeFeed,
  rendererFor,
  specimenText,
  youngestOf,
  type Age,
  type Feed,
  type FeedSpec,
  type Renderer,
} from '../../feeds/index.js';
import type { WebContext } from '../context.js';
import { FeedFacts, fingerprintOf } from './feedFacts.js';
import { headersOf, wholeHeaders, type Headers } from './headers.js';

const compress = promisify(gzip);

/** More feeds than a town has; beyond that, or beyond the bytes, the oldest goes. */
const MOST_FEEDS = 256;
const MOST_BYTES = 64 * 1024 * 1024;

/** A feed that can go out as it stands. */
export interface Ready {
  readonly feed: Feed;
  /** When its bytes changed. */
  readonly changed: Age;
  /** That, or the beginning of the day, when the window moves. */
  readonly age: Age;
  readonly headers: Headers;
  /** Packed when somebody first asks for it. */
  gzipped: Buffer | undefined;
  plainHeaders: string[] | undefined;
  packedHeaders: string[] | undefined;
  /** Which state of the facts it was last held against. */
  checkedFor: number;
}

/** What is asked for: the same key, the same feed. */
export interface Order {
  readonly key: string;
  readonly spec: () => FeedSpec | undefined;
  readonly alarms: boolean;
  /** Whether only those who know a secret may have it. */
  readonly secret: boolean;
}

/** Keeps feeds ready: joined when the facts behind them have changed, packed once, forgotten when there are too many. */
export class FeedPress {
  readonly facts: FeedFacts;
  #renderer: Renderer;
  #rendererFor: readonly KeyDate[];
  readonly #ready = new Map<string, Ready>();
  readonly #packing = new WeakMap<Feed, Promise<Buffer>>();
  #bytes = 0;

  constructor(private readonly context: WebContext) {
    const { calendars, baseUrl } = context;
    const { town, written } = calendars;
    this.#rendererFor = written;
    this.#renderer = rendererFor(town, written);
    const specimen = specimenText(town, this.#renderer);
    this.facts = new FeedFacts(context, fingerprintOf(town, written, baseUrl, specimen));
  }

  /** The renderer of the key dates as they stand; what it rendered goes with it when a notice comes. */
  get renderer(): Renderer {
    const { keyDates } = this.facts;
    if (this.#rendererFor !== keyDates) {
      this.#rendererFor = keyDates;
      this.#renderer = rendererFor(this.context.calendars.town, keyDates);
    }
    return this.#renderer;
  }

  /** The feed as the facts stand that were last looked at; undefined where there is none. */
  readyFor(order: Order): Ready | undefined {
    const known = this.#ready.get(order.key);
    if (known?.checkedFor === this.facts.edition) return known;
    const spec = order.spec();
    if (!spec) return undefined;
    const { calendars, baseUrl } = this.context;
    const { facts } = this;
    const feed = makeFeed(
      spec,
      facts.entries,
      {
        town: calendars.town,
        keyDates: facts.keyDates,
        baseUrl,
        renderer: this.renderer,
        today: facts.today,
      },
      { alarms: order.alarms, people: spec.people ? facts.people : null },
      known?.feed,
    );
    // What stayed the same is as old as it was, whatever happened to other feeds.
    const changed =
      known?.feed === feed
        ? known.changed
        : facts.ageOf({ activities: spec.holds !== null, people: spec.people });
    const age = youngestOf([changed, facts.midnight]);
    const fresh: Ready = {
      feed,
      changed,
      age,
      headers: headersOf(feed, age, { secret: order.secret, https: baseUrl.startsWith('https:') }),
      gzipped: known?.feed === feed ? known.gzipped : undefined,
      plainHeaders: undefined,
      packedHeaders: undefined,
      checkedFor: facts.edition,
    };
    this.#keep(order.key, fresh);
    return fresh;
  }

  /** The headers of the whole answer, written out once for each way that is asked for often. */
  wholeHeaders(ready: Ready, length: number, packed: boolean): string[] {
    const known = packed ? ready.packedHeaders : ready.plainHeaders;
    if (known) return known;
    const made = wholeHeaders(ready.headers, length, { packed, fileName: null });
    if (packed) ready.packedHeaders = made;
    else ready.plainHeaders = made;
    return made;
  }

  /** The packed bytes, made on the first call; all who ask meanwhile wait for the same ones. */
  pack(ready: Ready): Promise<Buffer> {
    const { feed } = ready;
    const packing = this.#packing.get(feed) ?? compress(feed.bytes);
    this.#packing.set(feed, packing);
    return packing.then((bytes) => (ready.gzipped = bytes));
  }

  #keep(key: string, fresh: Ready): void {
    this.#forget(key);
    this.#ready.set(key, fresh);
    this.#bytes += fresh.feed.bytes.length;
    for (const oldest of this.#ready.keys()) {
      if (this.#ready.size <= MOST_FEEDS && this.#bytes <= MOST_BYTES) break;
      if (oldest !== key) this.#forget(oldest);
    }
  }

  #forget(key: string): void {
    const known = this.#ready.get(key);
    if (!known) return;
    this.#bytes -= known.feed.bytes.length;
    this.#ready.delete(key);
  }
}
