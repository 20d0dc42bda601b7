import type { DateTime } from 'luxon';
import type { Activity, Delivery } from '../facts/index.js';
import { isoIn } from '../town/index.js';
import { waitsForHand } from './channels/index.js';
import { dueFor, type Derived } from './dues.js';
import { hasBegun, type Look } from './look.js';
import { addressesOf, cadresOf, officeAddresses, type Address } from './recipients.js';
import { sortOf } from './sorts.js';

const SECOND_CONTACT = 'escalation-1';
const OFFICE = 'escalation-2';

const sentAt = ({ attempts, dueAt }: Delivery): string => attempts.at(-1)?.at ?? dueAt;

const earliest = (instants: readonly string[]): string | undefined => [...instants].sort()[0];

/** Since when a village waits with its answer about an activity as it stands; undefined where nobody was asked. */
const askedAt = (asked: readonly Delivery[]): string | undefined => earliest(asked.map(sentAt));

/** One step of an escalation: whom it reaches, and when. */
interface Step {
  readonly addresses: readonly Address[];
  readonly rule: string;
  readonly due: DateTime;
}

/**
 * Who has not answered within the town's working hours: the village's second contact is told, then the office. Counted
 * for contacts that are entered, up to the activity's beginning; any answer of the village ends it. In their order, those
 * still to come too.
 */
function stepsOf(activity: Activity, look: Look): Step[] {
  const { town, hours } = look;
  const minutes = town.reminders['escalate-after'];
  if (minutes === null || activity.village === null) return [];
  if (activity.status === 'cancelled' || activity.status === 'done') return [];
  const deliveries = look.about(activity.id).filter(({ start }) => start === activity.start);
  if (deliveries.length === 0) return [];
  if (hasBegun(activity, look)) return [];
  const cadres = cadresOf(activity.village, look.contacts);
  const ids = new Set(cadres.map(({ id }) => id));
  if (look.answersTo(activity).some(({ contact }) => ids.has(contact))) return [];
  const asked = deliveries.filter(
    ({ contact, state, rule, told }) =>
      ids.has(contact) && state === 'sent' && sortOf(rule) !== 'escalation' && told?.status !== 'cancelled',
  );
  const since = askedAt(asked);
  if (since === undefined) return [];

  const after = (instant: string): DateTime => hours.afterWorking(instant, minutes);
  const step = (addresses: readonly Address[], rule: string, due: DateTime): Step[] =>
    isoIn(due, town.zone) < activity.start ? [{ addresses, rule, due }] : [];
  const first = after(since);
  const second = cadres[1];
  if (!second) return step(officeAddresses(look.contacts), OFFICE, first);
  // What is still on its way to the second contact has not begun to wait for an answer.
  const told = deliveries.filter(
    (item) => item.rule === SECOND_CONTACT && (item.state !== 'claimed' || waitsForHand(item)),
  );
  const secondSince = earliest(told.map((item) => (item.state === 'sent' ? sentAt(item) : item.dueAt)));
  return [
    ...step(addressesOf([second]), SECOND_CONTACT, first),
    ...(secondSince === undefined ? [] : step(officeAddresses(look.contacts), OFFICE, after(secondSince))),
  ];
}

export const escalations = (look: Look): Derived[] =>
  [...look.activities.values()].flatMap((activity) =>
    stepsOf(activity, look)
      .filter(({ due }) => due <= look.at)
      .flatMap(({ addresses, rule, due }) =>
        addresses.map((address): Derived => ({
          due: dueFor(activity, rule, address, isoIn(due, look.town.zone)),
          standing: 'due',
        })),
      ),
  );

/** Whom the silence about an activity reaches next, and when. */
export interface NextEscalation {
  readonly to: 'second-contact' | 'office';
  /** ISO 8601 in the town's zone. */
  readonly at: string;
}

/** What happens next if nobody answers; null where nobody else is to be told before the activity begins. */
export function nextEscalation(activity: Activity, look: Look): NextEscalation | null {
  const next = stepsOf(activity, look).find(({ due }) => due > look.at);
  if (!next) return null;
  return { to: next.rule === OFFICE ? 'office' : 'second-contact', at: isoIn(next.due, look.town.zone) };
}
