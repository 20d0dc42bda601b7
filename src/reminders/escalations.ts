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

/**
 * Who has not answered within the town's working hours: the village's second contact is told, then the office. Counted
 * for contacts that are entered, up to the activity's beginning; any answer of the village ends it.
 */
function escalationsOf(activity: Activity, look: Look): Derived[] {
  const { town, at, hours } = look;
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
  const to = (addresses: readonly Address[], rule: string, due: DateTime): Derived[] =>
    due <= at && isoIn(due, town.zone) < activity.start
      ? addresses.map((address) => ({
          due: dueFor(activity, rule, address, isoIn(due, town.zone)),
          standing: 'due',
        }))
      : [];
  const first = after(since);
  const second = cadres[1];
  if (!second) return to(officeAddresses(look.contacts), OFFICE, first);
  // What is still on its way to the second contact has not begun to wait for an answer.
  const told = deliveries.filter(
    (item) => item.rule === SECOND_CONTACT && (item.state !== 'claimed' || waitsForHand(item)),
  );
  const secondSince = earliest(told.map((item) => (item.state === 'sent' ? sentAt(item) : item.dueAt)));
  return [
    ...to(addressesOf([second]), SECOND_CONTACT, first),
    ...(secondSince === undefined ? [] : to(officeAddresses(look.contacts), OFFICE, after(secondSince))),
  ];
}

export const escalations = (look: Look): Derived[] =>
  [...look.activities.values()].flatMap((activity) => escalationsOf(activity, look));
