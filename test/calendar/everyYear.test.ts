import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { daysBetween, isDay, occurrenceOf, occurrencesOf } from '../../src/calendar/index.js';
import { gangmen } from '../support/gangmen.js';
import { keyDate } from '../support/keyDates.js';

const { keyDates } = gangmen;

describe('an occurrence', () => {
  it('is a valid range that begins in its year, for every entry and year from 1990 to 2100', () => {
    // The widest span of any entry: nine months of forest-fire watch or a winter campaign.
    const LONGEST = 220;
    let seen = 0;
    for (let year = 1990; year <= 2100; year += 1)
      for (const { id, start, end, day } of occurrencesOf(keyDates, year)) {
        seen += 1;
        const sound =
          [start, end, day].every(isDay) &&
          start <= day &&
          day <= end &&
          start.startsWith(String(year)) &&
          daysBetween(start, end) < LONGEST;
        if (!sound) throw new Error(`${id} in ${year}: ${start}..${end}, ${day}`);
      }
    expect(seen).toBeGreaterThan(111 * 60);
  });

  it('begins in its year and keeps its order for rules that nobody has written yet', () => {
    const two = (most: number) => fc.integer({ min: 1, max: most }).map((n) => String(n).padStart(2, '0'));
    const weekday = fc.constantFrom('MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN');
    const rule = fc.oneof(
      fc.tuple(two(12), two(28)).map(([month, day]) => ({ fixed: `${month}-${day}` })),
      fc.tuple(two(12), weekday, fc.integer({ min: 1, max: 4 })).map((parts) => ({
        'nth-weekday': parts.join('/'),
      })),
      fc.tuple(two(12), weekday).map((parts) => ({ 'last-weekday': parts.join('/') })),
      fc.tuple(two(12), fc.integer({ min: 2, max: 5 })).map((parts) => ({ 'nth-week': parts.join('/') })),
      fc
        .tuple(two(11), two(28))
        .map(([month, day]) => ({ 'week-containing': `${month}-${day}` }))
        .filter((week) => week['week-containing'] > '01-06'),
      fc.tuple(two(12), two(30)).map(([month, day]) => ({ lunar: `${month}-${day}` })),
      two(12).map((month) => ({ lunar: `${month}-last` })),
    );
    fc.assert(
      fc.property(rule, fc.integer({ min: 1990, max: 2100 }), (written, year) => {
        const one = occurrenceOf(keyDate({ rule: written }), year);
        if (one === null) return;
        expect([one.start, one.day, one.end].every(isDay)).toBe(true);
        expect([one.start, one.day, one.end]).toEqual([one.start, one.day, one.end].sort());
        expect(one.start.slice(0, 4)).toBe(String(year));
      }),
      { numRuns: 500 },
    );
  });
});
