import { isMarketDay, lunarOf, workdaysFrom } from '../../../calendar/index.js';
import type { Calendars } from '../../../town/index.js';
import { rememberDays } from './rememberDays.js';
import type { YearView } from './view.js';

/** What the calendar knows about each day of a town; each is worked out once. */
export function dayFactsOf({ town, holidays }: Pick<Calendars, 'town' | 'holidays'>): YearView['days'] {
  const workday = workdaysFrom(holidays);
  return rememberDays((day) => ({
    workday: workday(day),
    market: town.market !== undefined && isMarketDay(town.market, day),
    lunar: lunarOf(day),
  }));
}
