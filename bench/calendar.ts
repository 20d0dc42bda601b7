import { RRuleTemporal } from 'rrule-temporal';
import { occurrenceOf, type KeyDate } from '../src/calendar/index.js';
import { loadCalendars } from '../src/town/index.js';
import { inTurn, milliseconds, secondsOf, type Benchmark } from './benchmark.js';

const FIRST = 2000;
const YEARS = 100;
const ROUNDS = 5;

/** What RFC 5545 has for the rule words that it can say at all; weekdays are numbered from Monday here. */
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** The key date's rule as a recurrence, of its first day where it gives several; null for what an RRULE cannot say. */
function recurrenceOf({ rule }: KeyDate): string | null {
  const yearly = (parts: string): string => `FREQ=YEARLY;COUNT=${YEARS};${parts}`;
  const onDay = (monthDay: string): string => {
    const [month, day] = monthDay.split('-').map(Number);
    return yearly(`BYMONTH=${month};BYMONTHDAY=${day}`);
  };
  switch (rule.word) {
    case 'fixed':
      return onDay(rule.value);
    case 'fixed-range':
    case 'cross-year':
      return onDay(rule.value.start);
    case 'month':
      return yearly(`BYMONTH=${rule.value};BYMONTHDAY=1`);
    case 'nth-weekday':
      return yearly(`BYMONTH=${rule.value.month};BYDAY=${rule.value.nth}${WEEKDAYS[rule.value.weekday - 1]}`);
    case 'last-weekday':
      return yearly(`BYMONTH=${rule.value.month};BYDAY=-1${WEEKDAYS[rule.value.weekday - 1]}`);
    case 'week-containing':
    case 'nth-week':
    case 'lunar':
    case 'term':
    case 'by-notice':
      return null;
  }
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
    // Once from nothing: the tables of lunar months and solar terms are made on the way.
    const first = await secondsOf(ours);
    const [mine = NaN, peer = NaN] = await inTurn(ROUNDS, [ours, theirs]);
    return [
      {
        what: `pufa, ${keyDates.length} entries`,
        figure: milliseconds(mine),
        ratio: `${(peer / mine).toFixed(1)} × rrule-temporal`,
      },
      {
        what: 'pufa, the first time in the process',
        figure: milliseconds(first),
        ratio: `${(peer / first).toFixed(2)} × rrule-temporal`,
      },
      { what: `rrule-temporal, ${recurrences.length} entries`, figure: milliseconds(peer), ratio: '' },
    ];
  },
};
