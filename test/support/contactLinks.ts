import { SYSTEM, type Store } from '../../src/facts/index.js';
import { linksIn } from '../../src/reminders/index.js';

/** A key as the program makes one at its first start. */
const KEY = '0123456789abcdef'.repeat(4);

/** Makes the links of a store's contacts, giving it a key where it has none. */
export async function linker(
  store: Store,
  baseUrl: string,
  town = 'gangmen',
): Promise<(contact: string, activity: string) => Promise<string>> {
  await store.write(SYSTEM, async (transaction) => {
    if (!(await transaction.get('linkKeys', town, 'links')))
      await transaction.put('linkKeys', { id: 'links', town, key: KEY });
  });
  return (contact, activity) =>
    store.read(async (transaction) => {
      const link = (await linksIn(transaction, { id: town }, baseUrl))(contact, activity);
      if (link === null) throw new Error('no key, no link');
      return link;
    });
}
