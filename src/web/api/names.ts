import type { Names } from '../../activities/index.js';
import type { ReadTransaction } from '../../facts/index.js';
import type { Calendars } from '../../town/index.js';
import { seesContact, type Principal } from '../access/index.js';

/** What a reader may call whom: no village learns the names of another's people. */
export async function namesFor(
  who: Principal,
  transaction: ReadTransaction,
  { town, keyDates }: Calendars,
): Promise<Names> {
  const contacts = await transaction.find('contacts', { town: town.id });
  return {
    town,
    keyDates,
    contacts: contacts.filter((contact) => seesContact(who, contact)),
    actors: new Map(),
  };
}
