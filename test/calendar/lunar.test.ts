import { describe, expect, it } from '@jest/globals';
import { leapMonthOf, lunarDay, lunarOf, solarTermDay } from '../../src/calendar/index.js';

describe('the lunar calendar', () => {
  it('knows the dates of the field notes and a leap month', () => {
    expect(lunarOf('2026-12-04').text).toBe('十月廿六');
    expect(lunarOf('2027-02-06')).toEqual({ month: 1, day: 1, leap: false, text: '正月初一' });
    expect(lunarOf('2025-08-01')).toEqual({ month: 6, day: 8, leap: true, text: '闰六月初八' });
    expect(['2027-01-17', '2027-02-05', '2026-06-24'].map((day) => lunarOf(day).text)).toEqual([
      '十二月初十',
      '十二月廿九',
      '五月初十',
    ]);
  });

  it('puts the leap months where the almanac does', () => {
    const years = Array.from({ length: 14 }, (_, n) => 2020 + n);
    const leaps = years.flatMap((year) => {
      const month = leapMonthOf(year);
      return month === null ? [] : [`${year}:${month}`];
    });
    expect(leaps).toEqual(['2020:4', '2023:2', '2025:6', '2028:5', '2031:3', '2033:11']);
  });

  it('has no 三十 in a short month, and refuses a year or month it does not know', () => {
    expect([lunarDay(2026, 12, 30), lunarDay(2026, 12, 'last')]).toEqual([null, '2027-02-05']);
    expect(() => lunarDay(1800, 1, 1)).toThrow('not a year from 1950 to 2100: 1800');
    expect(() => lunarDay(2026, 13, 1)).toThrow('not a lunar month: 13');
    expect(() => solarTermDay(2026, '秋至')).toThrow('not a solar term: 秋至');
  });
});
