import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { occurrencesOf, unknownIn, weekdayName, type Day } from '../../src/calendar/index.js';
import { gangmen } from '../support/gangmen.js';

/*
 * Every occurrence of a year, a file a year, to be read by eye: after a change of rules or data run
 * `GOLDENS=write npm run jest -- test/calendar/goldens` and look at each line of the diff.
 */
const YEARS = Array.from({ length: 16 }, (_, n) => 2020 + n);

const dayText = (day: Day): string => `${day} ${weekdayName(day).replace('星期', '周')}`;

function goldenOf(year: number): string {
  const lines = occurrencesOf(gangmen.keyDates, year).map(({ start, end, day, status, enabled, id, name }) =>
    [
      dayText(start),
      start === end ? ' '.repeat(17) : `… ${dayText(end)}`,
      start === end ? ' '.repeat(17) : `* ${dayText(day)}`,
      status.padEnd(9),
      enabled ? '  ' : '--',
      id.padEnd(26),
      name.zh,
    ].join(' '),
  );
  return `${[...lines, ...unknownIn(gangmen.keyDates, year).map((id) => `unknown ${id}`)].join('\n')}\n`;
}

describe('the key dates of a year', () => {
  it.each(YEARS)('%i are those that were read by eye', (year) => {
    const file = `test/calendar/goldens/${year}.txt`;
    const golden = goldenOf(year);
    if (process.env.GOLDENS === 'write') writeFileSync(file, golden);
    expect(golden).toBe(readFileSync(file, 'utf8'));
  });
});
