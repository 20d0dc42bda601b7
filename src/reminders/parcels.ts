import type { Delivery } from '../facts/index.js';
import { isoIn } from '../town/index.js';
import { nextFree } from './budget.js';
import type { Channel, ChannelAddress } from './channels/index.js';
import { instantIn, type Look } from './look.js';
import { channelAddressOf, haltedBy } from './owed.js';
import { noted, waits } from './work.js';

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

/** The longest that a claim waits for its turn, in milliseconds; what would wait longer is not claimed yet. */
const LONGEST_TURN_MS = 20_000;

/** What cannot be sent for want of a channel or an address: told to whoever looks, and tried again when that mends. */
const unaddressed = (delivery: Delivery, look: Look, process: string): Delivery => ({
  ...noted(delivery, isoIn(look.at, look.town.zone), `没有开通 ${delivery.channel}，或联系人没有这个地址`),
  state: 'failed',
  claim: null,
  halted: haltedBy(channelAddressOf(delivery, look.contacts), process),
});

/** When messages went by an address lately, epoch milliseconds: each attempt of its contacts counts once. */
function recentSends(look: Look, laneOf: (delivery: Delivery) => string | null): Map<string, number[]> {
  const since = isoIn(look.at.minus({ minutes: 2 }), look.town.zone);
  const until = isoIn(look.at, look.town.zone);
  const times = new Map<string, Map<string, number>>();
  for (const delivery of look.deliveries.values())
    for (const at of [...delivery.attempts.slice(-3).map((attempt) => attempt.at), delivery.claim?.at]) {
      // Instants compare as text. What a clock that was set back calls the future says nothing.
      if (at === undefined || at < since || at > until) continue;
      const lane = laneOf(delivery);
      if (lane === null) continue;
      const messages = times.get(lane) ?? new Map<string, number>();
      // Stored in whole seconds, so it may have been a little later.
      const ms = instantIn(at, look).toMillis() + 999;
      times.set(lane, messages.set(`${delivery.contact} ${at}`, ms));
    }
  return new Map([...times].map(([lane, ms]) => [lane, [...ms.values()].sort((a, b) => a - b)]));
}

/** Addresses that asked for time: nothing goes there before what waits may go again. */
const pausedLanes = (look: Look, laneOf: (delivery: Delivery) => string | null): ReadonlySet<string | null> =>
  new Set(
    [...look.deliveries.values()]
      .filter((item) => item.state === 'claimed' && item.claim === null && waits(item, look))
      .map(laneOf),
  );

/**
 * What may be claimed this minute: as many messages as the budgets of their addresses allow, each with its turn. The
 * rest stays owed and comes with a later minute. Nothing new goes to an address that has asked for time.
 */
export function parcelsOf(
  ready: readonly Delivery[],
  look: Look,
  channels: readonly Channel[],
  process: string,
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
      lost.push(...deliveries.map((delivery) => unaddressed(delivery, look, process)));
      continue;
    }
    if (paused.has(found.lane)) continue;
    if (found.channel.budgets.length === 0) {
      parcels.push({ ...found, deliveries, afterMs: 0 });
      continue;
    }
    const sent = sends.get(found.lane) ?? [];
    const turn = nextFree(sent, found.channel.budgets, Math.max(now, sent.at(-1) ?? 0));
    if (turn - now > LONGEST_TURN_MS) continue;
    sends.set(found.lane, [...sent.slice(-200), turn]);
    parcels.push({ ...found, deliveries, afterMs: turn - now });
  }
  return { parcels, lost };
}
