import type { Contact } from '../facts/index.js';

type Placed = Pick<Contact, 'id' | 'role' | 'village' | 'department' | 'lawyer' | 'order'>;

const sameList = (a: Placed, b: Placed): boolean =>
  a.role === b.role && a.village === b.village && a.department === b.department && a.lawyer === b.lawyer;

/** Those among whom a contact has its place, the first to be told first; it is one of them. */
export const listAround = <C extends Placed>(contacts: readonly C[], contact: Placed): C[] =>
  contacts
    .filter((other) => sameList(other, contact))
    .sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));

/**
 * The contacts whose order changes when one goes a place up or down among those of the same village, unit or lawyer.
 * Orders that were the same are told apart on the way.
 *
 * @returns them with their new orders; none where there is no such place
 */
export function movedInOrder(contacts: readonly Contact[], id: string, by: -1 | 1): Contact[] {
  const contact = contacts.find((one) => one.id === id);
  if (!contact) return [];
  const list = listAround(contacts, contact);
  const from = list.indexOf(contact);
  const other = list[from + by];
  if (!other) return [];
  const places = [...list];
  places[from] = other;
  places[from + by] = contact;
  return places
    .map((one, index) => ({ ...one, order: index + 1 }))
    .filter((one, index) => places[index]?.order !== one.order)
    .map((one) => ({ ...one, revision: one.revision + 1 }));
}
