import { setTimeout } from 'node:timers/promises';
import cron from 'node-cron';
import type { DateTime } from 'luxon';
import type { Logger } from 'pino';
import type { Store } from './facts/index.js';
import { linksIn, partOf, tick, Watch, type Channel, type Sender } from './reminders/index.js';
import type { Shell } from './shell.js';
import type { Calendars, Towns } from './town/index.js';

/** How long what is claimed may take to be sent when the program ends; docker kills after ten seconds. */
const LAST_SENDS_MS = 8000;

/**
 * Towns looked at and sent for at the same time by all that divide them: enough to keep a database busy, and fewer than a process
 * has connections to it, for who asks for a page needs one too.
 */
const AT_ONCE = 4;

/** What each does at least: while the store takes one, another is looked at. */
const LEAST_AT_ONCE = 2;

/** Towns under way, those included that only wait for their robots; each keeps a year of its facts in memory. */
const MOST_UNDER_WAY = 24;

/** Among as many shares of the towns the processes at one store divide the minute; a few for each of a dozen processes. */
export const SHARES = 64;

/** How a town's reminders go. */
export interface Outgoing {
  readonly channels: readonly Channel[];
  /** Where the town's pages are, without a slash at the end. */
  readonly baseUrl: string;
}

export interface TickingOptions extends Pick<Shell, 'now' | 'clock'> {
  readonly store: Store;
  readonly towns: Pick<Towns, 'ids' | 'of'>;
  readonly outgoingOf: (calendars: Calendars) => Outgoing;
  readonly log: Logger;
}

export interface Ticking {
  /** No further tick and no further claim; what is claimed is sent, and what takes too long is given back. */
  stop(): Promise<void>;
}

/** The minutes of many towns: each that needs a look gets one, and none waits for another's robots. */
export class TownMinutes {
  readonly #watch = new Watch();
  readonly #waiting = new Set<string>();
  readonly #running = new Map<string, Promise<void>>();
  readonly #closing = new AbortController();
  readonly #sender: Sender;
  /** Towns that are under way and do not wait. */
  #busy = 0;
  #atOnce = LEAST_AT_ONCE;
  #stopping = false;

  constructor(private readonly options: TickingOptions) {
    const { store } = options;
    this.#sender = { owner: store.self, inFlight: new Set(), gone: (owners) => store.gone(owners) };
  }

  /** A minute begins. */
  async begin(): Promise<void> {
    const { store, towns, now, log } = this.options;
    try {
      if (this.#stopping) return;
      // Two would send nothing twice, but look at everything twice.
      const mine = await store.shares('tick', SHARES);
      this.#atOnce = Math.max(LEAST_AT_ONCE, Math.round((AT_ONCE * mine.size) / SHARES));
      const at = now();
      for (const id of towns.ids)
        if (!mine.has(partOf(id, SHARES))) this.#waiting.delete(id);
        else if (!this.#running.has(id) && this.#watch.needsLook(id, store.versionOf(id), at))
          this.#waiting.add(id);
      this.#goOn();
    } catch (error) {
      log.error({ err: error }, 'tick failed');
    }
  }

  /** Resolves when nothing that was begun runs any more. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running.values());
  }

  #goOn(): void {
    for (const id of this.#waiting) {
      if (this.#stopping || this.#busy >= this.#atOnce || this.#running.size >= MOST_UNDER_WAY) return;
      this.#waiting.delete(id);
      this.#busy += 1;
      const running = this.#tick(id).finally(() => {
        this.#busy -= 1;
        this.#running.delete(id);
        this.#goOn();
      });
      this.#running.set(id, running);
    }
  }

  async #tick(id: string): Promise<void> {
    const { store, towns, outgoingOf, log, now, clock } = this.options;
    const began = clock();
    const pace = {
      elapsed: () => clock() - began,
      // Who waits for a robot lets another town go on meanwhile.
      wait: async (ms: number) => {
        this.#busy -= 1;
        this.#goOn();
        await setTimeout(ms, undefined, { signal: this.#closing.signal }).catch(() => undefined);
        this.#busy += 1;
      },
    };
    const version = store.versionOf(id);
    const at: DateTime = now();
    try {
      const calendars = towns.of(id);
      const { town, holidays } = calendars;
      const { channels, baseUrl } = outgoingOf(calendars);
      const next = await tick({
        store,
        town,
        holidays,
        channels,
        links: (transaction) => linksIn(transaction, town, baseUrl),
        sender: this.#sender,
        pace,
        now: at,
        random: Math.random,
        signal: this.#closing.signal,
        goesOn: () => !this.#stopping,
      });
      this.#watch.looked(id, version, at, next);
    } catch (error) {
      this.#watch.forget(id);
      log.error({ err: error, town: id }, 'tick failed');
    }
  }

  /** No further look; what is claimed is sent, for a while. */
  async end(): Promise<void> {
    this.#stopping = true;
    const sent = new AbortController();
    void setTimeout(LAST_SENDS_MS, undefined, { signal: sent.signal }).then(
      () => {
        this.#closing.abort();
      },
      () => undefined,
    );
    await this.idle();
    sent.abort();
  }
}

/** The minute's tick over all towns, and one at once; a town whose tick fails is logged, and the next makes up for it. */
export function startTicking(options: TickingOptions): Ticking {
  const minutes = new TownMinutes(options);
  let beginning = minutes.begin();
  // Every zone's minutes begin together.
  const task = cron.schedule('* * * * *', () => (beginning = minutes.begin()), {
    timezone: 'UTC',
    noOverlap: true,
  });
  return {
    stop: async () => {
      await task.destroy();
      const ending = minutes.end();
      await beginning;
      await ending;
    },
  };
}
