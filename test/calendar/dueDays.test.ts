import { describe, expect, it } from '@jest/globals';
import { dueDaysOf } from '../../src/calendar/index.js';

describe('the days on which a duty of the office is due', () => {
  it('are one a year, one a month, or one in each quarter’s last month', () => {
    expect(dueDaysOf({ deadline: '03-01' }, 2027)).toEqual(['2027-03-01']);
    expect(dueDaysOf({ monthly: 25 }, 2027).slice(0, 2)).toEqual(['2027-01-25', '2027-02-25']);
    expect(dueDaysOf({ monthly: 'last' }, 2028)).toHaveLength(12);
    expect(dueDaysOf({ monthly: 'last' }, 2028)[1]).toBe('2028-02-29');
    expect(dueDaysOf({ quarterly: 'last' }, 2027)).toEqual([
      '2027-03-31',
      '2027-06-30',
      '2027-09-30',
      '2027-12-31',
    ]);
    expect(dueDaysOf({ quarterly: 10 }, 2027)[3]).toBe('2027-12-10');
  });
});
