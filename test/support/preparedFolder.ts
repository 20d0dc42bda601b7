import { releasePlans } from '../../src/activities/index.js';
import { addDays, occurrencesOf, yearOf } from '../../src/calendar/index.js';
import { SYSTEM } from '../../src/facts/index.js';
import { openStore } from '../../src/store/index.js';
import { dayIn, isoIn } from '../../src/town/index.js';
import { freshFolder } from './folder.js';
import { gangmen } from './gangmen.js';
import { quickPlan } from './plans.js';
import { DateTime } from 'luxon';

/** A data folder in use, with a valid plan of next year released: what a test of a running town starts from. */
export async function preparedFolder(): Promise<string> {
  const dir = freshFolder();
  const zone = gangmen.town.zone;
  const now = DateTime.utc();
  const at = isoIn(now, zone);
  const year = yearOf(dayIn(now, zone)) + 1;
  const plan = await quickPlan(year, addDays(dayIn(now, zone), 1));
  const store = await openStore({ dir, now: () => at });
  await releasePlans(store, SYSTEM, [plan], gangmen, (of) => occurrencesOf(gangmen.keyDates, of), at);
  await store.close();
  return dir;
}
