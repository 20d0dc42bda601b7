import { toldOf, type Delivery, type Store, type Swap } from '../facts/index.js';
import { batchesOf } from './batches.js';
import type { Parcel } from './parcels.js';
import { sendParcels, type SendContext } from './send.js';
import { tellsOfActivity } from './sorts.js';
import type { Sender } from './work.js';

/**
 * Deliveries claimed at once: few enough that a crash leaves few open, many enough that a county's morning is a handful of
 * writes.
 */
const BATCH = 2000;

/** Batches under way at the same time, where no address limits how fast it is sent to: while the store takes one, another is sent. */
const AT_ONCE = 2;

/** Where deliveries are claimed and noted, and by whom. */
export interface Desk {
  readonly store: Pick<Store, 'swap'>;
  readonly sender: Sender;
  /** Asked before each batch: false ends the work when what is claimed is sent. */
  readonly goesOn: () => boolean;
}

/** Parcels with what is claimed of them, as the activities stand. */
async function claimsOf(
  parcels: readonly Parcel[],
  claim: NonNullable<Delivery['claim']>,
  { look, activitiesNow }: SendContext,
): Promise<Parcel[]> {
  const now = await activitiesNow(
    parcels.flatMap(({ deliveries }) => deliveries.map(({ activity }) => activity)),
  );
  return parcels.map((parcel) => ({
    ...parcel,
    deliveries: parcel.deliveries.flatMap((delivery): Delivery[] => {
      const activity = now.get(delivery.activity);
      if (activity?.revision !== look.activities.get(delivery.activity)?.revision) return [];
      const told = activity && tellsOfActivity(delivery.rule) ? toldOf(activity) : null;
      return [{ ...delivery, state: 'claimed', claim, retryAt: null, told }];
    }),
  }));
}

/**
 * Stores what is to be stored as it is, and claims, sends and notes parcels, a batch after another; the results of a batch
 * are stored with the claims of the next.
 *
 * @param puts deliveries as `workOf` has them
 * @throws the store's first error; what is not noted then is an open claim like any other that was left
 */
export async function drain(
  { store, sender, goesOn }: Desk,
  sending: SendContext,
  puts: readonly Delivery[],
  parcels: readonly Parcel[],
): Promise<void> {
  const { look, moment } = sending;
  const asSeen = (put: Delivery): Swap => ({ seen: look.deliveries.get(put.id), put });
  const batches = batchesOf(parcels, BATCH);
  const swap = (swaps: readonly Swap[]) => store.swap(look.town.id, swaps);
  let toPut = puts.map(asSeen);
  const hand = async (): Promise<void> => {
    let results: readonly Swap[] = [];
    for (;;) {
      const batch = goesOn() ? batches.next().value : undefined;
      for (const { deliveries } of batch ?? []) for (const { id } of deliveries) sender.inFlight.add(id);
      const tried = batch ? await claimsOf(batch, { owner: sender.owner, at: moment().iso }, sending) : [];
      const swaps = [...toPut, ...results, ...tried.flatMap(({ deliveries }) => deliveries.map(asSeen))];
      toPut = [];
      // Most minutes have nothing to do, and then nothing is written.
      const stored = swaps.length > 0 ? await swap(swaps) : new Set();
      if (!batch) return;
      const claimed = tried
        .map((parcel) => ({ ...parcel, deliveries: parcel.deliveries.filter(({ id }) => stored.has(id)) }))
        .filter(({ deliveries }) => deliveries.length > 0);
      const claims = new Map(claimed.flatMap(({ deliveries }) => deliveries.map((one) => [one.id, one])));
      // Cut off from the store for a while this process counts as gone, and another may have taken up what it was sending.
      const asClaimed = (put: Delivery): Swap => ({ seen: claims.get(put.id), put });
      results = (
        await sendParcels(claimed, sending, async (ended) => {
          await swap(ended.map(asClaimed));
        })
      ).map(asClaimed);
    }
  };
  const limited = parcels.some(({ channel }) => channel.budgets.length > 0);
  const hands = await Promise.allSettled(Array.from({ length: limited ? 1 : AT_ONCE }, hand));
  for (const { deliveries } of parcels) for (const { id } of deliveries) sender.inFlight.delete(id);
  for (const ended of hands) if (ended.status === 'rejected') throw ended.reason;
}
