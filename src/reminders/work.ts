import type { Delivery } from '../facts/index.js';
import { dayIn, isoIn } from '../town/index.js';
import { BY_HAND, waitsForHand } from './channels/index.js';
import type { Derived, Due } from './dues.js';
import { instantIn, type Look } from './look.js';
import { derive, owedIn } from './owed.js';
import { sortOf } from './sorts.js';

/** Who sends: one process, and what it is sending at the moment. */
export interface Sender {
  /** What the process calls itself at the store, another name in each. */
  readonly owner: string;
  /** Ids of the deliveries it is sending. */
  readonly inFlight: Set<string>;
  /** Those of these owners that run no more. */
  readonly gone: (owners: readonly string[]) => Promise<ReadonlySet<string>>;
}

/**
 * A claim of another process that is older was left open, though its process runs: a batch takes less, even where every
 * robot lets its sender wait to the end.
 */
const ABANDONED_MS = 15 * 60_000;

/** What a minute has to do, as it follows from the facts. */
export interface Work {
  /** Deliveries to be stored as they are: missed, withdrawn, given up. */
  readonly puts: readonly Delivery[];
  /** Deliveries that may go now, not yet claimed; each in one message with the others of its contact and channel. */
  readonly ready: readonly Delivery[];
  /** What would go but for the hour, or because its contact is just being told of the same activity. */
  readonly held: readonly Delivery[];
  /** Claims that stand open, whoever has them. */
  readonly open: readonly Delivery[];
}

/** Whether somebody is sending it at this moment. */
function isAlive({ id, claim }: Delivery, look: Look, sender: Sender, gone: ReadonlySet<string>): boolean {
  if (claim === null) return false;
  if (claim.owner === sender.owner) return sender.inFlight.has(id);
  if (gone.has(claim.owner)) return false;
  return Math.abs(look.at.diff(instantIn(claim.at, look)).toMillis()) < ABANDONED_MS;
}

/** One for all, so that what is stored of them is seen to be alike. */
const UNTRIED: Delivery['attempts'] = [];

/** A delivery for what has none. */
export const fresh = (
  { id, town, activity, start, rule, contact, channel, dueAt }: Due,
  state: Delivery['state'],
): Delivery => ({
  id,
  town,
  activity,
  start,
  rule,
  contact,
  channel,
  dueAt,
  state,
  attempts: UNTRIED,
  maybeDouble: false,
  told: null,
  claim: null,
  retryAt: null,
  halted: null,
});

/** The delivery with one more attempt. @param at ISO 8601 in the town's zone */
export const noted = (delivery: Delivery, at: string, result: string): Delivery => ({
  ...delivery,
  attempts: [...delivery.attempts, { at, result }],
});

/**
 * What has become of a claim that nobody is sending. It waits for a person or for another try, or a crash left it open:
 * then it goes once more, marked as perhaps double, and after the next crash again, until it is too late: given up
 * sooner, it would be lost where a machine fails all morning. `null`: it stays as it is.
 */
function reviewed(delivery: Delivery, derived: Derived | undefined, look: Look): Delivery | null {
  const at = isoIn(look.at, look.town.zone);
  const leftOpen = delivery.claim !== null;
  if (!derived)
    return {
      ...noted(
        delivery,
        at,
        leftOpen ? '发送被中断；活动或联系人有变，没有再发' : '活动或联系人有变，没有发送',
      ),
      state: 'failed',
      claim: null,
      halted: 'withdrawn',
    };
  if (derived.standing === 'missed') {
    if (delivery.attempts.length === 0 && !leftOpen) return { ...delivery, state: 'missed' };
    return {
      ...noted(delivery, at, leftOpen ? '发送被中断，已过时限' : '已过时限，不再重试'),
      state: leftOpen ? 'missed' : 'failed',
      claim: null,
    };
  }
  return null;
}

/** The delivery once it may be sent again: what a crash left open bears the mark. */
const again = (delivery: Delivery, look: Look): Delivery =>
  delivery.claim === null
    ? delivery
    : { ...noted(delivery, isoIn(look.at, look.town.zone), '发送被中断，重试'), maybeDouble: true };

/** Whether its time to be tried again is still to come; a clock that was set back does not hold it. */
export const waits = ({ retryAt, attempts }: Delivery, look: Look): boolean =>
  retryAt !== null &&
  instantIn(retryAt, look) > look.at &&
  instantIn(attempts.at(-1)?.at ?? retryAt, look) <= look.at.plus({ minutes: 1 });

/** Contacts and channels that had a digest today: the next one goes tomorrow. */
function digestedToday(look: Look): ReadonlySet<string> {
  const today = dayIn(look.at, look.town.zone);
  return new Set(
    [...look.deliveries.values()]
      .filter(({ rule, state }) => sortOf(rule) === 'missed' && state !== 'failed')
      .filter(({ claim, attempts }) => (claim?.at ?? attempts.at(-1)?.at ?? '').startsWith(today))
      .map(({ contact, channel }) => `${contact} ${channel}`),
  );
}

/** Holds what must not go at this hour: in the quiet hours nothing, out of working hours no escalation, one digest a day. */
export function gateAt(look: Look): (delivery: Pick<Delivery, 'rule' | 'contact' | 'channel'>) => boolean {
  const { hours, at } = look;
  const awake = hours.awake(at) <= at;
  const working = awake && hours.working(at) <= at;
  let digested: ReadonlySet<string> | undefined;
  return ({ rule, contact, channel }) => {
    const sort = sortOf(rule);
    if (sort === 'escalation') return working;
    if (sort !== 'missed' || !awake) return awake;
    digested ??= digestedToday(look);
    return !digested.has(`${contact} ${channel}`);
  };
}

/** What follows from a look for the minute. */
export async function workOf(look: Look, sender: Sender): Promise<Work> {
  const derived = derive(look);
  const owed = owedIn(look, derived, sender.owner);
  const open = [...look.deliveries.values()].filter(({ state }) => state === 'claimed');
  const others = new Set(open.flatMap(({ claim }) => claim?.owner ?? []));
  others.delete(sender.owner);
  const gone = others.size === 0 ? others : await sender.gone([...others]);
  const alive = new Set(open.filter((delivery) => isAlive(delivery, look, sender, gone)));
  const sending = new Set([...alive].map(({ activity, contact }) => `${activity} ${contact}`));
  const passes = gateAt(look);
  const puts: Delivery[] = owed.missed.map((due) => fresh(due, 'missed'));
  const ready: Delivery[] = [];
  const held: Delivery[] = [];
  const offer = (delivery: Delivery): void => {
    // Nobody is told of a change while it is open what they are being told.
    if (!passes(delivery) || sending.has(`${delivery.activity} ${delivery.contact}`)) held.push(delivery);
    else if (delivery.channel === BY_HAND) puts.push(delivery);
    else ready.push(delivery);
  };
  for (const delivery of open) {
    if (alive.has(delivery)) continue;
    const after = reviewed(delivery, derived.get(delivery.id), look);
    if (after) puts.push(after);
    else if (!waitsForHand(delivery) && !waits(delivery, look)) offer(again(delivery, look));
  }
  for (const due of owed.due) {
    const known = look.deliveries.get(due.id);
    offer(known ? { ...known, state: 'claimed', halted: null } : fresh(due, 'claimed'));
  }
  return { puts, ready, held, open };
}
