import { occurrencesOf, type Day } from '../calendar/index.js';
import type { ReadTransaction } from '../facts/index.js';
import type { Calendars } from '../town/index.js';
import { entriesOf } from './entry.js';
import type { ReportFacts } from './report/index.js';
import { registerOf } from './register.js';

/** All that the ledger's figures and documents of a year follow from, as it stands in one view of the facts. */
export async function readLedger(
  transaction: ReadTransaction,
  { town, keyDates }: Pick<Calendars, 'town' | 'keyDates'>,
  year: number,
  today: Day,
): Promise<ReportFacts> {
  const query = { town: town.id };
  const activities = await transaction.find('activities', query);
  const records = await transaction.find('records', query);
  return {
    town,
    occurrences: occurrencesOf(keyDates, year),
    activities,
    entries: entriesOf(town, activities, records),
    register: registerOf(town, await transaction.find('lawGuides', query)),
    today,
  };
}
