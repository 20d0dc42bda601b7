import type { Names } from '../../activities/index.js';
import type { Account, ReadTransaction } from '../../facts/index.js';
import type { Calendars } from '../../town/index.js';
import { seesContact, type Principal } from '../access/index.js';

const isOffice = ({ role }: Pick<Account, 'role'>): boolean => role === 'admin' || role === 'office';

/** What a reader may call an account: the office knows everybody by name, others themselves and the office. */
function accountName(who: Principal, account: Account, office: string): string {
  if (isOffice(who) || who.account === account.id) return account.name;
  return isOffice(account) ? office : '别处的账号';
}

/** What a reader may call whom: no village learns the names of another's people. */
export async function namesFor(
  who: Principal,
  transaction: ReadTransaction,
  { town, keyDates }: Calendars,
): Promise<Names> {
  const contacts = await transaction.find('contacts', { town: town.id });
  const accounts = await transaction.find('accounts', { town: town.id });
  const office = town.departments.find(({ id }) => id === town.office)?.name ?? '司法所';
  return {
    town,
    keyDates,
    contacts: contacts.filter((contact) => seesContact(who, contact)),
    actors: new Map(accounts.map((account) => [`account:${account.id}`, accountName(who, account, office)])),
  };
}
