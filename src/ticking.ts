import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import cron from 'node-cron';
import type { Logger } from 'pino';
import type { Store } from './facts/index.js';
import { linksIn, tick, type Channel } from './reminders/index.js';
import type { Shell } from './shell.js';
import type { Calendars } from './town/index.js';

/** How long what is claimed may take to be sent when the program ends; docker kills after ten seconds. */
const LAST_SENDS_MS = 8000;

/**
 * Where several processes share a store, a claim of another that is older was left by one that is gone: a batch takes
 * less, even where every robot lets its sender wait to the end.
 */
const ABANDONED_MS = 15 * 60_000;

export interface TickingOptions extends Pick<Shell, 'now' | 'clock'> {
  readonly store: Store;
  readonly calendars: Calendars;
  readonly channels: readonly Channel[];
  /** Where the cadre's page is, without a slash at the end. */
  readonly baseUrl: string;
  readonly log: Logger;
}

export interface Ticking {
  /** No further tick and no further claim; what is claimed is sent, and what takes too long is given back. */
  stop(): Promise<void>;
}

/** The minute's tick in the town's zone, and one at once; a tick that fails is logged and the next makes up for it. */
export function startTicking({
  store,
  calendars,
  channels,
  baseUrl,
  log,
  now,
  clock,
}: TickingOptions): Ticking {
  const { town, holidays } = calendars;
  // Where one process owns the store, another's open claim was left by one that is gone.
  const sender = {
    owner: randomBytes(9).toString('base64url'),
    inFlight: new Set<string>(),
    abandonedAfterMs: store.shared ? ABANDONED_MS : 0,
  };
  const closing = new AbortController();
  let stopping = false;
  const once = async (): Promise<void> => {
    const began = clock();
    const pace = {
      elapsed: () => clock() - began,
      wait: (ms: number) => setTimeout(ms, undefined, { signal: closing.signal }).catch(() => undefined),
    };
    try {
      // Two would send nothing twice, but look at everything twice.
      if (!(await store.leads(`tick of ${town.id}`))) return;
      const linkFor = await store.read((transaction) => linksIn(transaction, town, baseUrl));
      await tick({
        store,
        town,
        holidays,
        channels,
        linkFor,
        sender,
        pace,
        now: now(),
        random: Math.random,
        signal: closing.signal,
        goesOn: () => !stopping,
      });
    } catch (error) {
      log.error({ err: error }, 'tick failed');
    }
  };
  let running = once();
  const run = (): Promise<void> => (running = running.then(once));
  const task = cron.schedule('* * * * *', run, { timezone: town.zone, noOverlap: true });
  return {
    stop: async () => {
      stopping = true;
      await task.destroy();
      const sent = new AbortController();
      void setTimeout(LAST_SENDS_MS, undefined, { signal: sent.signal }).then(
        () => {
          closing.abort();
        },
        () => undefined,
      );
      await running;
      sent.abort();
    },
  };
}
