import type { DateTime } from 'luxon';
import type { HolidayYear } from '../calendar/index.js';
import type { Activity, ReadTransaction, Store } from '../facts/index.js';
import type { Town } from '../town/index.js';
import type { Channel } from './channels/index.js';
import { drain } from './drain.js';
import { instantIn, lookAt } from './look.js';
import type { LinkFor } from './message.js';
import { momentsOf, type Pace } from './moments.js';
import { nextLookAt } from './nextLook.js';
import { parcelsOf } from './parcels.js';
import type { SendContext } from './send.js';
import { workOf, type Sender } from './work.js';

/** What a tick is given; what is left out is what a test of one minute wants. */
export interface TickContext {
  readonly store: Store;
  readonly town: Town;
  readonly channels: readonly Channel[];
  readonly now: DateTime;
  /** The notices of days off, for working hours; none by default. */
  readonly holidays?: readonly HolidayYear[];
  /** By default a process of its own, so that an open claim is one that a crash left. */
  readonly sender?: Sender;
  /** In [0, 1), spreads what is tried again; the middle by default. */
  readonly random?: () => number;
  /** By default no time passes but what is waited, and that at once. */
  readonly pace?: Pace;
  /** Aborted when the program must end at once: what is not yet sent is given back. Never by default. */
  readonly signal?: AbortSignal;
  /** Asked before each batch: false ends the tick when what is claimed is sent. Always true by default. */
  readonly goesOn?: () => boolean;
  /** Makes the links to the cadre's page. None by default. */
  readonly links?: (transaction: ReadTransaction) => Promise<LinkFor>;
}

const NO_HOLIDAYS: readonly HolidayYear[] = [];

/** Time that passes only by waiting. */
export function virtualPace(): Pace {
  let elapsed = 0;
  return {
    elapsed: () => elapsed,
    wait: (ms) => {
      elapsed += ms;
      return Promise.resolve();
    },
  };
}

const withDefaults = (context: TickContext) => ({
  holidays: NO_HOLIDAYS,
  sender: {
    owner: 'alone',
    inFlight: new Set<string>(),
    gone: (owners) => Promise.resolve(new Set(owners)),
  } satisfies Sender,
  random: () => 0.5,
  pace: virtualPace(),
  signal: new AbortController().signal,
  goesOn: () => true,
  links: () => Promise.resolve(() => null),
  ...context,
});

/**
 * One minute's work: claim in the store, send, note the results. Safe to call at any time, nothing goes twice.
 *
 * @returns when there may be more to do though nobody changes the town's facts; null: not within the day
 */
export async function tick(given: TickContext): Promise<DateTime | null> {
  const context = withDefaults(given);
  const { store, town, holidays, channels, now, sender, pace } = context;
  // Read before the facts are, so that whatever comes in between counts as a change.
  const version = (): number => store.versionOf(town.id, 'activities');
  const seenVersion = version();
  const [look, linkFor] = await store.read((transaction) =>
    Promise.all([lookAt(transaction, { town, holidays }, now), context.links(transaction)]),
  );
  const work = await workOf(look, sender);
  const again = nextLookAt(look, work);
  const { parcels, lost } = parcelsOf(work.ready, look, channels, sender.owner);
  const sending: SendContext = {
    look,
    pace,
    moment: momentsOf(look, pace),
    random: context.random,
    signal: context.signal,
    linkFor,
    // Most minutes nobody changes an activity while a town is reminded of them.
    activitiesNow: (ids) =>
      version() === seenVersion
        ? Promise.resolve(look.activities)
        : store.read((facts) => activitiesIn(facts, town.id, ids)),
  };
  await drain({ store, sender, goesOn: context.goesOn }, sending, [...work.puts, ...lost], parcels);
  return again === null ? null : instantIn(again, look);
}

/** The activities with these ids as they stand. */
async function activitiesIn(
  transaction: ReadTransaction,
  town: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Activity>> {
  const found = await Promise.all([...new Set(ids)].map((id) => transaction.get('activities', town, id)));
  return new Map(found.flatMap((activity) => (activity ? [[activity.id, activity] as const] : [])));
}
