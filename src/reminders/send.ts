import type { DateTime } from 'luxon';
import { toldOf, type Activity, type Delivery } from '../facts/index.js';
import { isoIn } from '../town/index.js';
import { backoffMs, nextFree } from './budget.js';
import type { Channel, ChannelAddress, Outcome } from './channels/index.js';
import type { Look } from './look.js';
import { messageOf, type LinkFor } from './message.js';
import { addressMark, channelAddressOf } from './owed.js';
import { tellsOfActivity } from './sorts.js';
import { noted } from './work.js';

/** Deliveries of one contact by one channel, which go as one message. */
export interface Parcel {
  readonly deliveries: readonly Delivery[];
  readonly channel: Channel;
  readonly address: ChannelAddress;
  /** What shares a budget with it. */
  readonly lane: string;
  /** When it may go, milliseconds after the tick began. */
  readonly afterMs: number;
}

/** Where time passes while a tick sends. */
export interface Pace {
  /** Milliseconds since the tick began. */
  elapsed(): number;
  wait(ms: number): Promise<void>;
}

/** What sending needs beside the parcels. */
export interface SendContext {
  readonly look: Look;
  readonly pace: Pace;
  readonly random: () => number;
  readonly signal: AbortSignal;
  readonly linkFor: LinkFor;
  /** The activities as they stand at this moment. */
  readonly activitiesNow: (ids: readonly string[]) => Promise<ReadonlyMap<string, Activity>>;
}

/** How many addresses are posted to at the same time. */
const LANES = 8;

/** The longest that a claim waits for its turn, in milliseconds; what would wait longer is not claimed yet. */
const LONGEST_TURN_MS = 20_000;

/** What cannot be sent for want of a channel or an address: told to whoever looks, and tried again when that mends. */
export const unaddressed = (delivery: Delivery, look: Look): Delivery => ({
  ...noted(delivery, isoIn(look.at, look.town.zone), `没有开通 ${delivery.channel}，或联系人没有这个地址`),
  state: 'failed',
  claim: null,
  halted: addressMark(channelAddressOf(delivery, look.contacts)),
});

/** When messages went by an address lately, epoch milliseconds: each attempt of its contacts counts once. */
function recentSends(look: Look, laneOf: (delivery: Delivery) => string | null): Map<string, number[]> {
  const since = look.at.minus({ minutes: 2 }).toMillis();
  const times = new Map<string, Map<string, number>>();
  for (const delivery of look.deliveries.values())
    for (const at of [...delivery.attempts.slice(-3).map((attempt) => attempt.at), delivery.claim?.at]) {
      if (at === undefined) continue;
      // Stored in whole seconds, so it may have been a little later.
      const ms = Date.parse(at) + 999;
      if (ms < since || ms > look.at.toMillis() + 999) continue;
      const lane = laneOf(delivery);
      if (lane === null) continue;
      const messages = times.get(lane) ?? new Map<string, number>();
      times.set(lane, messages.set(`${delivery.contact} ${at}`, ms));
    }
  return new Map([...times].map(([lane, ms]) => [lane, [...ms.values()].sort((a, b) => a - b)]));
}

/** Addresses that asked for time: until when, epoch milliseconds. */
function pausedLanes(look: Look, laneOf: (delivery: Delivery) => string | null): Map<string, number> {
  const paused = new Map<string, number>();
  for (const delivery of look.deliveries.values()) {
    if (delivery.state !== 'claimed' || delivery.claim !== null || delivery.retryAt === null) continue;
    const lane = laneOf(delivery);
    const until = Date.parse(delivery.retryAt);
    if (lane !== null) paused.set(lane, Math.max(until, paused.get(lane) ?? 0));
  }
  return paused;
}

/**
 * What may be claimed this minute: as many messages as the budgets of their addresses allow, each with its turn. The
 * rest stays owed and comes with a later minute. Nothing new goes to an address that has asked for time.
 */
export function parcelsOf(
  ready: readonly Delivery[],
  look: Look,
  channels: readonly Channel[],
): { readonly parcels: Parcel[]; readonly lost: Delivery[] } {
  const reach = (delivery: Delivery) => {
    const channel = channels.find(({ kind }) => kind === delivery.channel);
    const address = channelAddressOf(delivery, look.contacts);
    if (!channel || !address) return null;
    return { channel, address, lane: `${channel.kind} ${channel.budgetKey(address)}` };
  };
  const laneOf = (delivery: Delivery): string | null => reach(delivery)?.lane ?? null;
  const limited = channels.some(({ budgets }) => budgets.length > 0);
  const sends = limited ? recentSends(look, laneOf) : new Map<string, number[]>();
  const paused = pausedLanes(look, laneOf);
  const messages = new Map<string, Delivery[]>();
  for (const delivery of ready) {
    const key = `${delivery.contact} ${delivery.channel}`;
    const message = messages.get(key);
    if (message) message.push(delivery);
    else messages.set(key, [delivery]);
  }
  const parcels: Parcel[] = [];
  const lost: Delivery[] = [];
  const now = look.at.toMillis();
  for (const deliveries of messages.values()) {
    const [first] = deliveries;
    const found = first ? reach(first) : null;
    if (!found) {
      lost.push(...deliveries.map((delivery) => unaddressed(delivery, look)));
      continue;
    }
    if ((paused.get(found.lane) ?? 0) > now) continue;
    const sent = sends.get(found.lane) ?? [];
    const turn = nextFree(sent, found.channel.budgets, Math.max(now, sent.at(-1) ?? 0));
    if (turn - now > LONGEST_TURN_MS) continue;
    sends.set(found.lane, [...sent.slice(-200), turn]);
    parcels.push({ ...found, deliveries, afterMs: turn - now });
  }
  return { parcels, lost };
}

const isoOf = (at: DateTime, { town }: Look): string => isoIn(at, town.zone);

/** A delivery after an attempt, as the other side answered. */
function after(
  delivery: Delivery,
  outcome: Outcome,
  at: DateTime,
  { channel, address }: Parcel,
  { look, random }: SendContext,
  activity: Activity | undefined,
): Delivery {
  const tried = noted({ ...delivery, claim: null, retryAt: null }, isoOf(at, look), outcome.result);
  // What may have gone before a crash may have gone, whatever the answer is now.
  const told = delivery.maybeDouble ? delivery.told : null;
  switch (outcome.outcome) {
    case 'sent':
      return {
        ...tried,
        state: 'sent',
        told: activity && tellsOfActivity(delivery.rule) ? toldOf(activity) : null,
      };
    case 'retry': {
      const ms = backoffMs(tried.attempts.length, random(), outcome.afterMs);
      return { ...tried, state: 'claimed', told, retryAt: isoOf(at.plus({ milliseconds: ms }), look) };
    }
    case 'permanent':
      return { ...tried, state: 'failed', told };
    case 'configuration':
      return {
        ...tried,
        state: 'failed',
        told,
        halted: `${channel.kind === address.kind ? addressMark(address) : ''}`,
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
  const { look, pace, signal, linkFor } = context;
  const { deliveries, channel, address } = parcel;
  const now = await context.activitiesNow(deliveries.map(({ activity }) => activity));
  // What has changed since the claim is looked at afresh in the next minute.
  const changed = (delivery: Delivery): boolean =>
    now.get(delivery.activity)?.revision !== look.activities.get(delivery.activity)?.revision;
  const stale = deliveries.filter(changed).map((delivery) => givenBack(delivery, null));
  const going = deliveries.filter((delivery) => !changed(delivery));
  if (going.length === 0) return { results: stale, retryAt: null };
  const message = messageOf(going, look, linkFor);
  const at = look.at.plus({ milliseconds: pace.elapsed() });
  let outcome: Outcome;
  try {
    outcome = await channel.send(address, message, { now: at, signal });
  } catch {
    // It may have gone or not: the claim stays open, as after a crash.
    return { results: stale, retryAt: null };
  }
  const results = going.map((delivery) =>
    after(delivery, outcome, at, parcel, context, now.get(delivery.activity)),
  );
  const retryAt = outcome.outcome === 'retry' ? (results[0]?.retryAt ?? null) : null;
  return { results: [...stale, ...results], retryAt };
}

/** One address's parcels in their order; when it asks for time, the rest are given back. */
async function sendLane(parcels: readonly Parcel[], context: SendContext): Promise<Delivery[]> {
  const { pace, signal } = context;
  const results: Delivery[] = [];
  let pausedUntil: string | null = null;
  for (const parcel of parcels) {
    const wait = parcel.afterMs - pace.elapsed();
    if (pausedUntil === null && wait > 0 && !signal.aborted) await pace.wait(wait);
    if (pausedUntil !== null || signal.aborted) {
      const until = pausedUntil;
      results.push(...parcel.deliveries.map((delivery) => givenBack(delivery, until)));
      continue;
    }
    const sent = await sendParcel(parcel, context);
    results.push(...sent.results);
    pausedUntil = sent.retryAt;
  }
  return results;
}

/** Sends parcels, several addresses at the same time; resolves to the deliveries as they ended. */
export async function sendParcels(parcels: readonly Parcel[], context: SendContext): Promise<Delivery[]> {
  const lanes = new Map<string, Parcel[]>();
  for (const parcel of parcels) {
    const lane = lanes.get(parcel.lane);
    if (lane) lane.push(parcel);
    else lanes.set(parcel.lane, [parcel]);
  }
  const queue = [...lanes.values()].values();
  const results: Delivery[] = [];
  const worker = async (): Promise<void> => {
    for (const lane of queue) for (const result of await sendLane(lane, context)) results.push(result);
  };
  await Promise.all(Array.from({ length: LANES }, worker));
  return results;
}
