import type { Activity, ChannelKind, Contact } from '../facts/index.js';
import type { Recipient } from '../town/index.js';
import { BY_HAND } from './channels/index.js';

/** One person, or the stand-in for a village without contacts, and one way to reach them. */
export interface Address {
  /** A contact's id, or `village:{id}`, `lawyer:{id}`, `office` where nobody is entered. */
  readonly contact: string;
  readonly channel: ChannelKind;
}

/** A town's contacts, found without looking through all of them for each reminder. */
interface Book {
  readonly byId: ReadonlyMap<string, Contact>;
  /** Cadres of a village, those to be told first at the front. */
  readonly cadres: ReadonlyMap<string, readonly Contact[]>;
  readonly departments: ReadonlyMap<string, readonly Contact[]>;
  readonly lawyers: ReadonlyMap<string, readonly Contact[]>;
  readonly office: readonly Contact[];
}

const byOrder = (a: Contact, b: Contact): number => a.order - b.order || (a.id < b.id ? -1 : 1);

function listed(
  contacts: readonly Contact[],
  keyOf: (contact: Contact) => string | null,
): Map<string, Contact[]> {
  const lists = new Map<string, Contact[]>();
  for (const contact of contacts) {
    const key = keyOf(contact);
    const list = key === null ? undefined : lists.get(key);
    if (list) list.push(contact);
    else if (key !== null) lists.set(key, [contact]);
  }
  return lists;
}

const books = new WeakMap<readonly Contact[], Book>();

/** The book of a list of contacts, made once a list. */
function bookOf(contacts: readonly Contact[]): Book {
  const known = books.get(contacts);
  if (known) return known;
  const book = {
    byId: new Map(contacts.map((contact) => [contact.id, contact])),
    cadres: listed([...contacts].sort(byOrder), ({ role, village }) => (role === 'cadre' ? village : null)),
    departments: listed(contacts, ({ department }) => department),
    lawyers: listed(contacts, ({ lawyer }) => lawyer),
    office: contacts.filter(({ role }) => role === 'office'),
  };
  books.set(contacts, book);
  return book;
}

/** The contact of that id; undefined for a stand-in. */
export const contactOf = (id: string, contacts: readonly Contact[]): Contact | undefined =>
  bookOf(contacts).byId.get(id);

/** A village's contacts, those to be told first at the front. */
export const cadresOf = (village: string, contacts: readonly Contact[]): readonly Contact[] =>
  bookOf(contacts).cadres.get(village) ?? [];

const addressesKnown = new WeakMap<Contact, readonly Address[]>();

/** A contact's addresses, made once: a morning asks for them again for each activity. */
function addressesOfOne(contact: Contact): readonly Address[] {
  const known = addressesKnown.get(contact);
  if (known) return known;
  const { id, channels } = contact;
  const kinds: readonly ChannelKind[] = channels.length === 0 ? [BY_HAND] : channels.map(({ kind }) => kind);
  const addresses = kinds.map((channel) => ({ contact: id, channel }));
  addressesKnown.set(contact, addresses);
  return addresses;
}

/** Where no channel is entered the office passes the text on by hand. */
export const addressesOf = (contacts: readonly Contact[]): readonly Address[] => {
  const [only] = contacts;
  return only && contacts.length === 1 ? addressesOfOne(only) : contacts.flatMap(addressesOfOne);
};

export const officeAddresses = (contacts: readonly Contact[]): readonly Address[] => {
  const office = addressesOf(bookOf(contacts).office);
  return office.length > 0 ? office : [{ contact: 'office', channel: BY_HAND }];
};

/** A department's contacts; where it has none, the office's. */
const leadAddresses = ({ lead }: Activity, contacts: readonly Contact[]): readonly Address[] => {
  const own = addressesOf((lead === null ? undefined : bookOf(contacts).departments.get(lead)) ?? []);
  return own.length > 0 ? own : officeAddresses(contacts);
};

/** A village's contact of lowest order; a town-wide activity is its lead's business. */
const villageAddresses = (activity: Activity, contacts: readonly Contact[]): readonly Address[] => {
  if (activity.village === null) return leadAddresses(activity, contacts);
  const [first] = cadresOf(activity.village, contacts);
  return first ? addressesOf([first]) : [{ contact: `village:${activity.village}`, channel: BY_HAND }];
};

const lawyerAddresses = (activity: Activity, contacts: readonly Contact[]): readonly Address[] => {
  if (activity.lawyer === null) return [];
  const own = addressesOf(bookOf(contacts).lawyers.get(activity.lawyer) ?? []);
  return own.length > 0 ? own : [{ contact: `lawyer:${activity.lawyer}`, channel: BY_HAND }];
};

const finders: Record<Recipient, (activity: Activity, contacts: readonly Contact[]) => readonly Address[]> = {
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
): readonly Address[] {
  const [only] = to;
  if (only !== undefined && to.length === 1) return finders[only](activity, contacts);
  const all = to.flatMap((recipient) => finders[recipient](activity, contacts));
  return [...new Map(all.map((address) => [`${address.contact} ${address.channel}`, address])).values()];
}
