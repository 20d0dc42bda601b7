import { describe, expect, it } from '@jest/globals';
import { eachDay, workdaysFrom } from '../../src/calendar/index.js';
import { chineseDays } from '../support/chineseDays.js';
import { gangmen } from '../support/gangmen.js';

const workdays = workdaysFrom(gangmen.holidays);

describe('the shipped arrangements of days off', () => {
  it('are those of 2023 to 2026, each with its notice’s number', () => {
    expect(gangmen.holidays.map(({ year, number, published }) => [year, number, published])).toEqual([
      [2023, '国办发明电〔2022〕16号', '2022-12-08'],
      [2024, '国办发明电〔2023〕7号', '2023-10-25'],
      [2025, '国办发明电〔2024〕12号', '2024-11-12'],
      [2026, '国办发明电〔2025〕7号', '2025-11-04'],
    ]);
  });

  it('agree with chinese-days on every day that they settle', () => {
    // The last days of 2026 wait for the notice about 元旦 2027.
    const days = eachDay({ start: '2023-01-01', end: '2026-12-26' });
    const theirs = chineseDays(`${JSON.stringify(days)}.map((day) => days.isWorkday(day))`) as boolean[];
    const differing = days.filter((day, index) => workdays(day).answer !== (theirs[index] ? 'work' : 'off'));
    expect(differing).toEqual([]);
  });

  it('give 2024’s New Year’s Eve to work, as the notice only encouraged leave', () => {
    expect(workdays('2024-02-09')).toMatchObject({ answer: 'work', holiday: false });
  });
});
