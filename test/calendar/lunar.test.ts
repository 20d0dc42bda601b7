import { describe, expect, it } from '@jest/globals';
import solarLunar from 'solarlunar';
import {
  eachDay,
  leapMonthOf,
  lunarDay,
  lunarOf,
  SOLAR_TERMS,
  solarTermDay,
  yearOf,
} from '../../src/calendar/index.js';
import { chineseDays } from '../support/chineseDays.js';

const FROM = 2020;
const TO = 2050;
const DAYS = eachDay({ start: `${FROM}-01-01`, end: `${TO}-12-31` });
const YEARS = Array.from({ length: TO - FROM + 1 }, (_, n) => FROM + n);

const parts = (day: string): [number, number, number] => {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return [year, month, date];
};

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

  it('agrees with chinese-days and solarlunar on every day from 2020 to 2050', () => {
    expect(DAYS).toHaveLength(11_323);
    const theirs = chineseDays(
      `${JSON.stringify(DAYS)}.map(days.getLunarDate).map((date) => [date.lunarMon, date.lunarDay, date.isLeap])`,
    ) as [number, number, boolean][];
    const differing = DAYS.filter((day, index) => {
      const ours = lunarOf(day);
      const [month, date, leap] = theirs[index] ?? [];
      const two = solarLunar.solar2lunar(...parts(day));
      const same =
        ours.month === month &&
        ours.day === date &&
        ours.leap === leap &&
        ours.month === two.lMonth &&
        ours.day === two.lDay &&
        ours.leap === two.isLeap;
      return !same;
    });
    expect(differing).toEqual([]);
  });

  it('finds the day of a lunar date that it gave', () => {
    const wrong = DAYS.filter((day) => {
      const { month, day: date, leap } = lunarOf(day);
      return !leap && ![yearOf(day), yearOf(day) - 1].some((year) => lunarDay(year, month, date) === day);
    });
    expect(wrong).toEqual([]);
  });

  it('puts the leap months where the almanac does', () => {
    const leaps = YEARS.flatMap((year) => {
      const month = leapMonthOf(year);
      return month === null ? [] : [`${year}:${month}`];
    });
    expect(leaps.slice(0, 6)).toEqual(['2020:4', '2023:2', '2025:6', '2028:5', '2031:3', '2033:11']);
  });

  it('agrees with chinese-days and solarlunar on every solar term from 2020 to 2050', () => {
    const terms = new Map(
      YEARS.flatMap((year) => SOLAR_TERMS.map((name) => [solarTermDay(year, name), name] as const)),
    );
    expect(terms.size).toBe(YEARS.length * 24);
    const one = chineseDays(
      `days.getSolarTerms('${FROM}-01-01', '${TO}-12-31').map(({ date, name }) => [date, name])`,
    ) as [string, string][];
    expect([...one].sort()).toEqual([...terms].sort());
    const differing = DAYS.filter((day) => {
      const { term } = solarLunar.solar2lunar(...parts(day));
      return (term || undefined) !== terms.get(day);
    });
    expect(differing).toEqual([]);
  });

  it('has no 三十 in a short month, and refuses a year or month it does not know', () => {
    expect([lunarDay(2026, 12, 30), lunarDay(2026, 12, 'last')]).toEqual([null, '2027-02-05']);
    expect(() => lunarDay(1800, 1, 1)).toThrow('not a year from 1950 to 2100: 1800');
    expect(() => lunarDay(2026, 13, 1)).toThrow('not a lunar month: 13');
    expect(() => solarTermDay(2026, '秋至')).toThrow('not a solar term: 秋至');
  });
});
