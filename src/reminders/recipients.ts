import type { Activity, ChannelKind, Contact } from '../facts/index.js';
import type { Recipient } from '../town/index.js';
import { BY_HAND } from './channels/index.js';

/** One person, or the stand-in for a village without contacts, and one way to reach them. */
export interface Address {
  /** A contact's id, or `village:{id}`, `lawyer:{id}`, `office` where nobody is entered. */
  readonly contact: string;
  readonly channel: ChannelKind;
}

/** Where no channel is entered the office passes the text on by hand. */
export const addressesOf = (contacts: readonly Contact[]): Address[] =>
  contacts.flatMap(({ id, channels }) =>
    channels.length === 0
      ? [{ contact: id, channel: BY_HAND }]
      : channels.map(({ kind }) => ({ contact: id, channel: kind })),
  );

export const officeAddresses = (contacts: readonly Contact[]): Address[] => {
  const office = addressesOf(contacts.filter(({ role }) => role === 'office'));
  return office.length > 0 ? office : [{ contact: 'office', channel: BY_HAND }];
};

/** A department's contacts; where it has none, the office's. */
const leadAddresses = ({ lead }: Activity, contacts: readonly Contact[]): Address[] => {
  const own = addressesOf(contacts.filter(({ department }) => lead !== null && department === lead));
  return own.length > 0 ? own : officeAddresses(contacts);
};

/** A village's contacts, those to be told first at the front. */
export const cadresOf = (village: string, contacts: readonly Contact[]): Contact[] =>
  contacts
    .filter((contact) => contact.role === 'cadre' && contact.village === village)
    .sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));

/** A village's contact of lowest order; a town-wide activity is its lead's business. */
const villageAddresses = (activity: Activity, contacts: readonly Contact[]): Address[] => {
  if (activity.village === null) return leadAddresses(activity, contacts);
  const [first] = cadresOf(activity.village, contacts);
  return first ? addressesOf([first]) : [{ contact: `village:${activity.village}`, channel: BY_HAND }];
};

const lawyerAddresses = (activity: Activity, contacts: readonly Contact[]): Address[] => {
  if (activity.lawyer === null) return [];
  const own = addressesOf(contacts.filter(({ lawyer }) => lawyer === activity.lawyer));
  return own.length > 0 ? own : [{ contact: `lawyer:${activity.lawyer}`, channel: BY_HAND }];
};

const finders: Record<Recipient, (activity: Activity, contacts: readonly Contact[]) => Address[]> = {
  village: villageAddresses,
  lawyer: lawyerAddresses,
  lead: leadAddresses,
  office: (_activity, contacts) => officeAddresses(contacts),
};

/** Whom a rule's `to` means for one activity; each address once. */
export function addressesFor(
  to: readonly Recipient[],
  activity: Activity,
  contacts: readonly Contact[],
): Address[] {
  const all = to.flatMap((recipient) => finders[recipient](activity, contacts));
  return [...new Map(all.map((address) => [`${address.contact} ${address.channel}`, address])).values()];
}
