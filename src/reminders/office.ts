import { addDays } from '../calendar/index.js';
import { byStart, type Acknowledgement, type Activity, type Contact, type Delivery } from '../facts/index.js';
import { dayIn, type Town } from '../town/index.js';
import { waitsForHand, type Message } from './channels/index.js';
import { gotLost } from './forOffice.js';
import { isOver, type Look } from './look.js';
import { messageOf, type LinkFor } from './message.js';
import { derive } from './owed.js';
import { contactOf } from './recipients.js';
import { tellsOfActivity } from './sorts.js';

/*
 * What the office wants to see in one look, as pure functions of a look (`lookAt`).
 */

/** A text that waits to be passed on by hand: all that one contact is to be told, as one message. */
export interface HandMessage {
  /** The deliveries it stands for; passed on, each becomes `sent`. */
  readonly ids: readonly string[];
  readonly contact: string;
  /** Who it is for, as the office says it. */
  readonly to: string;
  /** When the first of it fell due. */
  readonly dueAt: string;
  readonly message: Message;
}

/** “货湖村”, “司法所”: a name without a person where nobody is entered. */
export function contactName(contact: string, town: Town, contacts: readonly Contact[]): string {
  const [kind = '', id = ''] = contact.split(':');
  const list = kind === 'village' ? town.villages : kind === 'lawyer' ? town.lawyers : undefined;
  const office = town.departments.find((department) => department.id === town.office)?.name ?? '';
  return (
    list?.find((item) => item.id === id)?.name ??
    contactOf(contact, contacts)?.name ??
    (contact === 'office' ? office : contact)
  );
}

const byDue = (a: Pick<Delivery, 'dueAt'>, b: Pick<Delivery, 'dueAt'>): number =>
  a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0;

/** What is to be passed on by hand now, a message a contact, the oldest first. What no longer stands is left out. */
export function todaysMessages(look: Look, linkFor: LinkFor): HandMessage[] {
  const derived = derive(look);
  const groups = new Map<string, Delivery[]>();
  for (const delivery of [...look.deliveries.values()].filter(waitsForHand).sort(byDue)) {
    if (derived.get(delivery.id)?.standing !== 'due') continue;
    groups.set(delivery.contact, [...(groups.get(delivery.contact) ?? []), delivery]);
  }
  return [...groups].map(([contact, deliveries]) => ({
    ids: deliveries.map(({ id }) => id),
    contact,
    to: contactName(contact, look.town, look.contacts),
    dueAt: deliveries[0]?.dueAt ?? '',
    message: messageOf(deliveries, look, linkFor),
  }));
}

/** An activity still to come of which somebody was told and has not answered. */
export interface Unanswered {
  readonly activity: Activity;
  readonly contact: string;
  /** When they were told of it as it stands, ISO 8601. */
  readonly since: string;
}

/** Who has not answered, by the activity's start. The office itself is asked nothing. */
export function unanswered(look: Look): Unanswered[] {
  const office = new Set([
    'office',
    ...look.contacts.filter(({ role }) => role === 'office').map(({ id }) => id),
  ]);
  return [...look.activities.values()]
    .filter(({ status }) => status !== 'cancelled' && status !== 'done')
    .filter(({ end }) => !isOver(end, look))
    .sort(byStart)
    .flatMap((activity) => {
      const answered = new Set(look.answersTo(activity).map(({ contact }) => contact));
      const since = new Map<string, string>();
      for (const { contact, rule, start, state, attempts, dueAt } of look.about(activity.id)) {
        if (state !== 'sent' || start !== activity.start || !tellsOfActivity(rule)) continue;
        if (answered.has(contact) || office.has(contact)) continue;
        const at = attempts.at(-1)?.at ?? dueAt;
        const known = since.get(contact);
        if (known === undefined || at < known) since.set(contact, at);
      }
      return [...since].map(([contact, at]) => ({ activity, contact, since: at }));
    });
}

/** Who answered “有困难” about an activity still to come, by its start. */
export const difficultiesIn = (
  look: Look,
): { readonly activity: Activity; readonly answer: Acknowledgement }[] =>
  [...look.activities.values()]
    .filter(({ status, end }) => status !== 'cancelled' && !isOver(end, look))
    .sort(byStart)
    .flatMap((activity) =>
      look
        .answersTo(activity)
        .filter(({ answer }) => answer === 'difficulty')
        .map((answer) => ({ activity, answer })),
    );

/** Days that what went wrong stays in sight. */
const IN_SIGHT_DAYS = 7;

const inSight = (look: Look, keep: (delivery: Delivery) => boolean): Delivery[] => {
  const from = addDays(dayIn(look.at, look.town.zone), 1 - IN_SIGHT_DAYS);
  return [...look.deliveries.values()].filter((item) => item.dueAt >= from && keep(item)).sort(byDue);
};

/** What could not be sent in the last week, by due instant: each attempt says why. Withdrawn ones are no failure. */
export const failed = (look: Look): Delivery[] =>
  inSight(look, (delivery) => delivery.state === 'failed' && gotLost(delivery));

/** What was not sent in time in the last week, by due instant. */
export const late = (look: Look): Delivery[] => inSight(look, ({ state }) => state === 'missed');
