import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import solarLunar from 'solarlunar';
import {
  addDays,
  daysBetween,
  eachDay,
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

const anyDay = fc
  .date({ min: new globalThis.Date(0), max: new globalThis.Date(4e12), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('days', () => {
  it('adds what it measures', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (a, b) => {
        expect(addDays(a, daysBetween(a, b))).toBe(b);
      }),
    );
  });
});

describe('the lunar calendar', () => {
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
});
