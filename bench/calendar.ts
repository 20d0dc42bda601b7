import { RRuleTemporal } from 'rrule-temporal';
import { occurrenceOf, type KeyDate } from '../src/calendar/index.js';
import { loadCalendars } from '../src/town/index.js';
import { inTurn, milliseconds, type Benchmark } from './benchmark.js';

const FIRST = 2000;
const YEARS = 100;
const ROUNDS = 5;

/** The key date's rule as RFC 5545 says it; null for what it cannot say. */
function recurrenceOf({ rule }: KeyDate): string | null {
  if (rule.fixed !== undefined) {
    const [month, day] = rule.fixed.split('-').map(Number);
    return `FREQ=YEARLY;BYMONTH=${month};BYMONTHDAY=${day};COUNT=${YEARS}`;
  }
  if (rule.month !== undefined) return `FREQ=YEARLY;BYMONTH=${rule.month};BYMONTHDAY=1;COUNT=${YEARS}`;
  return null;
}

/** All occurrences of every entry for a century, against rrule-temporal for those that an RRULE can say. */
export const calendar: Benchmark = {
  title: `all occurrences of every key date for ${YEARS} years, against rrule-temporal for its subset`,
  run: async () => {
    const { keyDates } = loadCalendars('calendars', 'gangmen');
    const recurrences = keyDates.map(recurrenceOf).filter((text) => text !== null);
    const ours = (): void => {
      for (const keyDate of keyDates)
        for (let year = FIRST; year < FIRST + YEARS; year += 1) occurrenceOf(keyDate, year);
    };
    const theirs = (): void => {
      for (const text of recurrences)
        new RRuleTemporal({ rruleString: `DTSTART;VALUE=DATE:${FIRST}0101\nRRULE:${text}` }).all();
    };
    const [mine = NaN, peer = NaN] = await inTurn(ROUNDS, [ours, theirs]);
    return [
      {
        what: `pufa, ${keyDates.length} entries`,
        figure: milliseconds(mine),
        ratio: `${(peer / mine).toFixed(1)} × rrule-temporal`,
      },
      { what: `rrule-temporal, ${recurrences.length} entries`, figure: milliseconds(peer), ratio: '' },
    ];
  },
};
