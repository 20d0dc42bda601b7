import type { Activity, Delivery } from '../facts/index.js';
import { isoIn } from '../town/index.js';
import { backoffMs } from './budget.js';
import type { Outcome } from './channels/index.js';
import type { Look } from './look.js';
import { messageOf, type LinkFor } from './message.js';
import type { Moment, Pace } from './moments.js';
import { haltedBy } from './owed.js';
import type { Parcel } from './parcels.js';

/** What sending needs beside the parcels. */
export interface SendContext {
  readonly look: Look;
  readonly pace: Pace;
  readonly moment: () => Moment;
  readonly random: () => number;
  readonly signal: AbortSignal;
  readonly linkFor: LinkFor;
  /** The activities as they stand at this moment. */
  readonly activitiesNow: (ids: readonly string[]) => Promise<ReadonlyMap<string, Activity>>;
}

/** How many addresses are posted to at the same time. */
const LANES = 8;

/**
 * The attempts of deliveries with one more, that of a message they went in together. Those that had the same have the same
 * then, and are seen to change alike.
 */
function attemptsWith(at: string, result: string): (delivery: Delivery) => Delivery['attempts'] {
  const made = new Map<Delivery['attempts'], Delivery['attempts']>();
  return ({ attempts }) => {
    const known = made.get(attempts) ?? [...attempts, { at, result }];
    made.set(attempts, known);
    return known;
  };
}

/** A delivery after an attempt, as the other side answered. */
function after(
  delivery: Delivery,
  outcome: Outcome,
  attempts: Delivery['attempts'],
  /** When it went. */
  { at }: Moment,
  { address }: Parcel,
  { look, random }: SendContext,
): Delivery {
  const tried: Delivery = { ...delivery, claim: null, retryAt: null, attempts };
  // What may have gone before a crash may have gone, whatever the answer is now.
  const told = delivery.maybeDouble ? delivery.told : null;
  switch (outcome.outcome) {
    case 'sent':
      // Told what it was claimed to tell: what has changed since then is not sent.
      return { ...tried, state: 'sent' };
    case 'retry': {
      const gone = outcome.mayHaveGone === true;
      if (gone && delivery.maybeDouble) return { ...tried, state: 'failed', told: delivery.told };
      const ms = backoffMs(tried.attempts.length, random(), outcome.afterMs);
      return {
        ...tried,
        state: 'claimed',
        maybeDouble: delivery.maybeDouble || gone,
        told: gone ? delivery.told : told,
        retryAt: isoIn(at.plus({ milliseconds: ms }), look.town.zone),
      };
    }
    case 'permanent':
      return { ...tried, state: 'failed', told };
    case 'configuration':
      return {
        ...tried,
        state: 'failed',
        told,
        halted: haltedBy(address, delivery.claim?.owner ?? ''),
      };
  }
}

/** A claim given back unsent: nothing went, and it goes at `retryAt` or the next minute. */
const givenBack = (delivery: Delivery, retryAt: string | null): Delivery => ({
  ...delivery,
  claim: null,
  retryAt,
  told: delivery.maybeDouble ? delivery.told : null,
});

/** Sends one parcel as its activities stand now. Nothing is returned for what nobody knows how it ended. */
async function sendParcel(
  parcel: Parcel,
  context: SendContext,
): Promise<{ results: Delivery[]; retryAt: string | null }> {
  const { look, signal, linkFor } = context;
  const { deliveries, channel, address } = parcel;
  const now = await context.activitiesNow(deliveries.map(({ activity }) => activity));
  // What has changed since the claim is looked at afresh in the next minute.
  const changed = (delivery: Delivery): boolean =>
    now.get(delivery.activity)?.revision !== look.activities.get(delivery.activity)?.revision;
  const stale = deliveries.filter(changed).map((delivery) => givenBack(delivery, null));
  const going = deliveries.filter((delivery) => !changed(delivery));
  if (going.length === 0) return { results: stale, retryAt: null };
  const message = messageOf(going, look, linkFor);
  const sentAt = context.moment();
  let outcome: Outcome;
  try {
    outcome = await channel.send(address, message, { now: sentAt.at, signal });
  } catch {
    // It may have gone or not: the claim stays open, as after a crash.
    return { results: stale, retryAt: null };
  }
  const attemptsOf = attemptsWith(sentAt.iso, outcome.result);
  const results = going.map((delivery) =>
    after(delivery, outcome, attemptsOf(delivery), sentAt, parcel, context),
  );
  const retryAt = outcome.outcome === 'retry' ? (results[0]?.retryAt ?? null) : null;
  return { results: [...stale, ...results], retryAt };
}

/** One address's parcels in their order; when it asks for time, the rest are given back. */
async function sendLane(
  parcels: readonly Parcel[],
  context: SendContext,
  sink: (results: readonly Delivery[]) => void,
): Promise<void> {
  const { pace, signal } = context;
  let pausedUntil: string | null = null;
  for (const parcel of parcels) {
    const wait = parcel.afterMs - pace.elapsed();
    if (pausedUntil === null && wait > 0 && !signal.aborted) await pace.wait(wait);
    if (pausedUntil !== null || signal.aborted) {
      const until = pausedUntil;
      sink(parcel.deliveries.map((delivery) => givenBack(delivery, until)));
      continue;
    }
    const sent = await sendParcel(parcel, context);
    sink(sent.results);
    pausedUntil = sent.retryAt;
  }
}

/**
 * Results are noted while sending goes on, so that a crash leaves few claims open; what ends sooner than this shares one
 * write with the claims that follow.
 */
const NOTE_EVERY_MS = 20;

/**
 * Sends parcels, several addresses at the same time.
 *
 * @returns deliveries as they ended, those left out that `note` has stored on the way
 */
export async function sendParcels(
  parcels: readonly Parcel[],
  context: SendContext,
  note: (results: readonly Delivery[]) => Promise<void>,
): Promise<Delivery[]> {
  const lanes = new Map<string, Parcel[]>();
  for (const parcel of parcels) {
    const lane = lanes.get(parcel.lane);
    if (lane) lane.push(parcel);
    else lanes.set(parcel.lane, [parcel]);
  }
  let results: Delivery[] = [];
  let busy = false;
  let noting = Promise.resolve();
  let notedAt = context.pace.elapsed();
  const noteNow = async (taken: readonly Delivery[]): Promise<void> => {
    try {
      await note(taken);
    } catch {
      // The disk refused; the next note, or the end, tries again and says so.
      results = [...taken, ...results];
    }
    busy = false;
    notedAt = context.pace.elapsed();
  };
  const sink = (ended: readonly Delivery[]): void => {
    for (const result of ended) results.push(result);
    if (busy || results.length === 0) return;
    if (context.pace.elapsed() - notedAt < NOTE_EVERY_MS) return;
    const taken = results;
    results = [];
    busy = true;
    noting = noteNow(taken);
  };
  const queue = [...lanes.values()].values();
  const worker = async (): Promise<void> => {
    for (const lane of queue) await sendLane(lane, context, sink);
  };
  await Promise.all(Array.from({ length: LANES }, worker));
  await noting;
  return results;
}
