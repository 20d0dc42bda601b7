import type { DateTime } from 'luxon';
import type { HolidayYear } from '../calendar/index.js';
import {
  SYSTEM,
  toldOf,
  type Activity,
  type Delivery,
  type ReadTransaction,
  type Store,
  type WriteTransaction,
} from '../facts/index.js';
import { isoIn, type Town } from '../town/index.js';
import type { Channel } from './channels/index.js';
import { instantIn, lookAt, type Look } from './look.js';
import type { LinkFor } from './message.js';
import { nextLookAt } from './nextLook.js';
import { parcelsOf, type Parcel } from './parcels.js';
import { sendParcels, type Pace, type SendContext } from './send.js';
import { tellsOfActivity } from './sorts.js';
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
  /** Makes the links to the cadre's page; asked when there is something to send. None by default. */
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
 * Deliveries claimed in one write of the store: few enough that a crash leaves few open, many enough that a county's
 * morning is a handful of writes.
 */
const BATCH = 2000;

/** Nobody takes up a claim that is younger, in milliseconds: a process is not gone before it is missed twice (`Store.gone`). */
const SURELY_OURS_MS = 1500;

/**
 * Parcels in the order in which this process claims them. Where they are more than a batch, another process may be at the same
 * ones: from a place of its own each finds more that the other has not yet taken. Turns of an address stay in their order.
 */
function inOwnOrder(parcels: readonly Parcel[], random: () => number): readonly Parcel[] {
  const size = parcels.reduce((sum, { deliveries }) => sum + deliveries.length, 0);
  if (size <= BATCH || parcels.some(({ afterMs }) => afterMs > 0)) return parcels;
  const first = Math.floor(random() * parcels.length);
  return [...parcels.slice(first), ...parcels.slice(0, first)];
}

/** The next parcels of a batch, whole ones. */
function takeBatch(parcels: readonly Parcel[], from: number): readonly Parcel[] {
  let size = 0;
  let to = from;
  for (; to < parcels.length; to += 1) {
    size += parcels[to]?.deliveries.length ?? 0;
    if (size > BATCH && to > from) break;
  }
  return parcels.slice(from, to);
}

/** Whether a fact is still the one that was looked at; another process may have been faster. */
async function isAsSeen(delivery: Delivery, look: Look, transaction: WriteTransaction): Promise<boolean> {
  const now = await transaction.get('deliveries', delivery.town, delivery.id);
  const seen = look.deliveries.get(delivery.id);
  if (now === undefined || seen === undefined) return now === seen;
  return (
    now.state === seen.state &&
    now.attempts.length === seen.attempts.length &&
    now.claim?.owner === seen.claim?.owner &&
    now.claim?.at === seen.claim?.at
  );
}

/** The activities with these ids as they stand. */
async function activitiesIn(
  transaction: ReadTransaction,
  town: string,
  ids: Iterable<string>,
): Promise<ReadonlyMap<string, Activity>> {
  const found = await Promise.all([...new Set(ids)].map((id) => transaction.get('activities', town, id)));
  return new Map(found.flatMap((activity) => (activity ? [[activity.id, activity] as const] : [])));
}

/** Those that are still as they were seen; asked for at once, for a store behind a network answers them in one go. */
async function asSeen(
  deliveries: readonly Delivery[],
  look: Look,
  transaction: WriteTransaction,
): Promise<ReadonlySet<Delivery>> {
  const still = await Promise.all(deliveries.map((delivery) => isAsSeen(delivery, look, transaction)));
  return new Set(deliveries.filter((_, index) => still[index]));
}

/** Puts what is still as it was seen. */
async function putAll(
  deliveries: readonly Delivery[],
  look: Look,
  transaction: WriteTransaction,
): Promise<void> {
  for (const delivery of await asSeen(deliveries, look, transaction))
    await transaction.put('deliveries', delivery);
}

/**
 * The results of what this process still has claimed: cut off from the store for a while it counts as gone, and what it was
 * sending another may have taken up.
 */
async function stillClaimed(
  results: readonly Delivery[],
  { owner, at }: NonNullable<Delivery['claim']>,
  transaction: ReadTransaction,
): Promise<readonly Delivery[]> {
  const stored = await Promise.all(results.map(({ town, id }) => transaction.get('deliveries', town, id)));
  return results.filter((_, index) => {
    const claim = stored[index]?.claim;
    return claim?.owner === owner && claim.at === at;
  });
}

/** The activities with some ids as they stand; read by a transaction where there is one. */
type ActivitiesNow = (
  ids: readonly string[],
  transaction?: ReadTransaction,
) => Promise<ReadonlyMap<string, Activity>>;

/** Claims what is still owed of some parcels; those that are returned are this process's to send. */
async function claim(
  parcels: readonly Parcel[],
  look: Look,
  claim: NonNullable<Delivery['claim']>,
  activitiesNow: ActivitiesNow,
  transaction: WriteTransaction,
): Promise<Parcel[]> {
  const all = parcels.flatMap(({ deliveries }) => deliveries);
  const [still, activities] = await Promise.all([
    asSeen(all, look, transaction),
    activitiesNow(
      all.map(({ activity }) => activity),
      transaction,
    ),
  ]);
  const claimed: Parcel[] = [];
  for (const parcel of parcels) {
    const deliveries: Delivery[] = [];
    for (const delivery of parcel.deliveries) {
      if (!still.has(delivery)) continue;
      const activity = activities.get(delivery.activity);
      if (activity?.revision !== look.activities.get(delivery.activity)?.revision) continue;
      const taken: Delivery = {
        ...delivery,
        state: 'claimed',
        claim,
        retryAt: null,
        told: activity && tellsOfActivity(delivery.rule) ? toldOf(activity) : null,
      };
      await transaction.put('deliveries', taken);
      deliveries.push(taken);
    }
    if (deliveries.length > 0) claimed.push({ ...parcel, deliveries });
  }
  return claimed;
}

/**
 * One minute's work: claim in the store, send, note the results; those of a batch are stored with the claims of the
 * next. Safe to call at any time, nothing goes twice.
 *
 * @returns when there may be more to do though nobody changes the town's facts; null: not within the day
 */
export async function tick(given: TickContext): Promise<DateTime | null> {
  const context = withDefaults(given);
  const { store, town, holidays, channels, now, sender, pace, goesOn } = context;
  // Read before the facts are, so that whatever comes in between counts as a change.
  const version = (): number => store.versionOf(town.id, 'activities');
  const seenVersion = version();
  const look = await store.read((transaction) => lookAt(transaction, { town, holidays }, now));
  // Most minutes nobody changes an activity while a town is reminded of them.
  const activitiesNow: ActivitiesNow = (ids, transaction) => {
    if (version() === seenVersion) return Promise.resolve(look.activities);
    if (transaction) return activitiesIn(transaction, town.id, ids);
    return store.read((facts) => activitiesIn(facts, town.id, ids));
  };
  const work = await workOf(look, sender);
  const { puts, ready } = work;
  const again = nextLookAt(look, work);
  const next = again === null ? null : instantIn(again, look);
  const { parcels: found, lost } = parcelsOf(ready, look, channels);
  const parcels = inOwnOrder(found, context.random);
  const sending: SendContext = {
    look,
    pace,
    random: context.random,
    signal: context.signal,
    linkFor: parcels.length === 0 ? () => null : await store.read(context.links),
    activitiesNow,
  };
  let claimedAt = '';
  let claimedMs = 0;
  const putResults = async (results: readonly Delivery[], transaction: WriteTransaction): Promise<void> => {
    const young = pace.elapsed() - claimedMs < SURELY_OURS_MS;
    const ours = young
      ? results
      : await stillClaimed(results, { owner: sender.owner, at: claimedAt }, transaction);
    for (const result of ours) await transaction.put('deliveries', result);
  };
  const note = (results: readonly Delivery[]): Promise<void> =>
    store.write(SYSTEM, (transaction) => putResults(results, transaction));
  let toPut: readonly Delivery[] = [...puts, ...lost];
  let results: readonly Delivery[] = [];
  let taken = 0;
  try {
    for (;;) {
      const batch = goesOn() ? takeBatch(parcels, taken) : [];
      taken += batch.length;
      // Most minutes have nothing to do, and then nothing is written.
      if (toPut.length + results.length + batch.length === 0) return next;
      const at = isoIn(now.plus({ milliseconds: pace.elapsed() }), town.zone);
      for (const { deliveries } of batch) for (const { id } of deliveries) sender.inFlight.add(id);
      const claimed = await store.write(SYSTEM, async (transaction) => {
        await putResults(results, transaction);
        await putAll(toPut, look, transaction);
        return claim(batch, look, { owner: sender.owner, at }, activitiesNow, transaction);
      });
      claimedAt = at;
      claimedMs = pace.elapsed();
      toPut = [];
      // Another process has been at all of these, and so at what follows; whatever it leaves the next minute finds.
      if (batch.length > 0 && claimed.length === 0) taken = parcels.length;
      results = await sendParcels(claimed, sending, note);
    }
  } finally {
    // Whatever is not noted now is an open claim like any other that was left.
    for (const { deliveries } of parcels) for (const { id } of deliveries) sender.inFlight.delete(id);
  }
}
