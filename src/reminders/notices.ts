import type { Activity, Delivery, Told } from '../facts/index.js';
import { BY_HAND } from './channels/index.js';
import { dueFor, type Derived } from './dues.js';
import { isOver, type Look } from './look.js';
import { contactOf, type Address } from './recipients.js';
import { tellsOfActivity } from './sorts.js';

/** What somebody may know of an activity: told for certain, or perhaps, where a claim was left open. */
interface Telling {
  readonly told: Told | null;
  readonly certain: boolean;
}

const tellingOf = ({ told, state }: Delivery): Telling => ({
  told,
  certain: state === 'sent' || state === 'acknowledged',
});

const sequenceOf = ({ told }: Telling): number => told?.sequence ?? -1;

/** What somebody may believe now: the last they were surely told, and whatever may have reached them since. */
function beliefs(deliveries: readonly Delivery[]): Telling[] {
  const tellings = deliveries
    .filter(({ rule }) => tellsOfActivity(rule))
    .map(tellingOf)
    .filter(({ told, certain }) => certain || told !== null);
  const last = tellings.filter(({ certain }) => certain).sort((a, b) => sequenceOf(b) - sequenceOf(a))[0];
  const since = tellings.filter(
    (telling) => !telling.certain && (!last || sequenceOf(telling) > sequenceOf(last)),
  );
  return [...(last ? [last] : []), ...since];
}

/** Whether an activity stands otherwise than somebody was told. What was told and what it is may differ and yet be the same: both cancelled. */
function differs(told: Told | null, activity: Activity): boolean {
  if (told === null) return true;
  if (told.status === 'cancelled' && activity.status === 'cancelled') return false;
  return (['start', 'end', 'place', 'status'] as const).some((key) => told[key] !== activity[key]);
}

/** Whether nobody can believe anything wrong for this delivery: it told nothing, or the present state. */
const isUpToDate = ({ told, state, rule }: Delivery, { sequence }: Activity): boolean =>
  told === null
    ? (state !== 'sent' && state !== 'acknowledged') || !tellsOfActivity(rule)
    : told.sequence === sequence;

/** The deliveries about an activity to one contact by one channel. */
function byAddress(deliveries: readonly Delivery[]): Map<string, Delivery[]> {
  const groups = new Map<string, Delivery[]>();
  for (const delivery of deliveries) {
    const key = `${delivery.contact} ${delivery.channel}`;
    groups.set(key, [...(groups.get(key) ?? []), delivery]);
  }
  return groups;
}

/** Where a contact who was told by one channel is reached now: by that, by another if it is gone, nowhere if they are. */
function reachedNow({ contact, channel }: Address, look: Look): Address | null {
  const entered = contactOf(contact, look.contacts);
  if (!entered) return channel === BY_HAND ? { contact, channel } : null;
  const kinds = entered.channels.map(({ kind }) => kind);
  return { contact, channel: kinds.includes(channel) ? channel : (kinds[0] ?? BY_HAND) };
}

/** The rule under which the present state of an activity is told to whoever was told another. */
export const noticeRuleOf = ({ status, sequence }: Activity): string =>
  `${status === 'cancelled' ? 'cancellation' : 'change'}-${sequence}`;

/** What the contact was told last before this, for certain; null where nobody can say. */
export const toldBefore = (
  { activity, contact }: Address & { readonly activity: string },
  look: Look,
): Told | null =>
  beliefs(look.about(activity).filter((delivery) => delivery.contact === contact))[0]?.told ?? null;

/**
 * Whoever was told of an activity as it no longer stands is told how it stands now: once, however often it changed
 * meanwhile, and not at all when it came back to what they were told. What is done needs no telling, and after the day
 * a notice is too late.
 */
export function notices(look: Look): Derived[] {
  const derived = new Map<string, Derived>();
  for (const activity of look.activities.values()) {
    const deliveries = look.about(activity.id);
    // Mostly everybody knows it as it is, and then there is nothing to weigh.
    if (activity.status === 'done' || deliveries.every((delivery) => isUpToDate(delivery, activity)))
      continue;
    for (const group of byAddress(deliveries).values()) {
      const wrong = beliefs(group).filter(({ told }) => differs(told, activity));
      const [first] = group;
      const address = first && wrong.length > 0 ? reachedNow(first, look) : null;
      if (!address) continue;
      const ends = [activity.end, ...wrong.map(({ told }) => told?.end ?? activity.end)];
      const over = ends.every((end) => isOver(end, look));
      const due = dueFor(activity, noticeRuleOf(activity), address, activity.updatedAt);
      derived.set(due.id, { due, standing: over ? 'missed' : 'due' });
    }
  }
  return [...derived.values()];
}
