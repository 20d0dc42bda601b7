import { describe, expect, it } from '@jest/globals';
import {
  eachDay,
  leapMonthOf,
  lunarDay,
  lunarOf,
  SOLAR_TERMS,
  solarTermDay,
} from '../../src/calendar/index.js';

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

  it('names each day of a month', () => {
    // 正月 of 2026 begins on 17 February and has thirty days.
    const names = eachDay({ start: '2026-02-17', end: '2026-03-18' }).map((day) => lunarOf(day).text);
    expect(names).toEqual(
      [
        ...['初一', '初二', '初三', '初四', '初五', '初六', '初七', '初八', '初九', '初十'],
        ...['十一', '十二', '十三', '十四', '十五', '十六', '十七', '十八', '十九', '二十'],
        ...['廿一', '廿二', '廿三', '廿四', '廿五', '廿六', '廿七', '廿八', '廿九', '三十'],
      ].map((name) => `正月${name}`),
    );
  });

  it('knows the years from 1950 to 2100 and one to either side, and refuses the next', () => {
    expect([lunarDay(1949, 1, 1), lunarDay(2101, 1, 1)]).toEqual(['1949-01-29', '2101-01-29']);
    expect(() => lunarDay(1948, 1, 1)).toThrow('not a year from 1950 to 2100: 1948');
    expect(() => lunarDay(2102, 1, 1)).toThrow('not a year from 1950 to 2100: 2102');
    expect(() => solarTermDay(2102, '清明')).toThrow('not a year from 1950 to 2100: 2102');
    expect(() => lunarOf('2103-06-01')).toThrow('not a year from 1950 to 2100: 2103');
  });

  it('begins the year’s terms with 小寒 and ends them with 冬至', () => {
    expect(SOLAR_TERMS).toHaveLength(24);
    expect(['小寒', '清明', '冬至'].map((term) => solarTermDay(2026, term))).toEqual([
      '2026-01-05',
      '2026-04-05',
      '2026-12-22',
    ]);
    expect(solarTermDay(2026, '冬至')).toBe('2026-12-22');
  });

  it('knows the lunar month over New Year, and up to the first of March', () => {
    expect(['2026-12-31', '2027-01-01', '2027-02-28', '2027-03-01'].map((day) => lunarOf(day).text)).toEqual([
      '十一月廿三',
      '十一月廿四',
      '正月廿三',
      '正月廿四',
    ]);
  });
});
