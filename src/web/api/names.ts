import type { HistoryItem, Names } from '../../activities/index.js';
import { publicTokenId, type ApiToken, type ReadTransaction } from '../../facts/index.js';
import type { Calendars } from '../../town/index.js';
import { seesAccount, seesContact, type Principal } from '../access/index.js';

/** What a reader may call whom: no village learns the names of another's people. */
export async function namesFor(
  who: Principal,
  transaction: ReadTransaction,
  { town, keyDates }: Calendars,
): Promise<Names> {
  const query = { town: town.id };
  const contacts = await transaction.find('contacts', query);
  const accounts = (await transaction.find('accounts', query)).map(
    (account) => [`account:${account.id}`, seesAccount(who, account) ? account.name : '别处的账号'] as const,
  );
  const known = new Map<string, string>(accounts);
  const tokenName = ({ account, label }: ApiToken): string => {
    const holder = account === null ? undefined : known.get(`account:${account}`);
    const token = who.role === 'admin' || who.role === 'office' ? `接口令牌“${label}”` : '接口令牌';
    return holder === undefined ? token : `${holder}（${token}）`;
  };
  const tokens = (await transaction.find('apiTokens', query)).map(
    (token) => [`token:${publicTokenId(token)}`, tokenName(token)] as const,
  );
  return {
    town,
    keyDates,
    contacts: contacts.filter((contact) => seesContact(who, contact)),
    actors: new Map([...accounts, ...tokens]),
  };
}

/** Who did something, as the API names it to a reader: whom it may not know has no id either. */
export function shownActor(
  { role }: Principal,
  { contacts }: Pick<Names, 'contacts'>,
  actor: string,
): string {
  if (role === 'admin' || role === 'office' || !actor.startsWith('contact:')) return actor;
  return contacts.some(({ id }) => actor === `contact:${id}`) ? actor : 'contact';
}

/** The same of a history. */
export const itemsFor = (who: Principal, names: Names, items: readonly HistoryItem[]): HistoryItem[] =>
  items.map((item) => ({ ...item, actor: shownActor(who, names, item.actor) }));
