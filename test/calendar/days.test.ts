import { describe, expect, it } from '@jest/globals';
import {
  addDays,
  dayRangeYears,
  daysBetween,
  eachDay,
  isDay,
  isoWeekOf,
  middleOf,
  monthDayIn,
  monthRange,
  overlaps,
  quarterRange,
  weekdayOf,
} from '../../src/calendar/index.js';

describe('days', () => {
  it('knows which days exist', () => {
    expect(
      ['2026-12-04', '2028-02-29', '2027-02-29', '2026-13-01', '2026-1-1', '20261204', ''].map(isDay),
    ).toEqual([true, true, false, false, false, false, false]);
  });

  it('knows no month or date zero, no year zero and no thirty-first of a short month', () => {
    const none = [
      '2026-00-10',
      '2026-01-00',
      '0000-01-01',
      '2026-04-31',
      '2026-12-32',
      '1900-02-29',
      '2100-02-29',
    ];
    expect(none.filter(isDay)).toEqual([]);
    expect(['0001-01-01', '2026-01-31', '2026-04-30', '2026-12-31', '2000-02-29'].filter(isDay)).toHaveLength(
      5,
    );
  });

  it('knows no day with anything before or behind it', () => {
    expect(['x2026-12-04', '2026-12-04T08:00', '2026-12-041'].filter(isDay)).toEqual([]);
  });

  it('counts over leap years, and over years of hundreds that are none', () => {
    expect(addDays('2000-12-31', 1)).toBe('2001-01-01');
    expect(addDays('2028-12-31', 1)).toBe('2029-01-01');
    expect(addDays('2100-02-28', 1)).toBe('2100-03-01');
    expect(addDays('1970-01-01', -1)).toBe('1969-12-31');
    expect(addDays('0001-12-31', 1)).toBe('0002-01-01');
    expect(daysBetween('1970-01-01', '2000-03-01')).toBe(11_017);
    expect(daysBetween('1999-03-01', '2100-03-01')).toBe(36_890);
  });

  it('counts over the ends of months and years', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
    expect(daysBetween('2026-12-04', '2026-11-23')).toBe(-11);
    expect(eachDay({ start: '2027-02-27', end: '2027-03-02' })).toEqual([
      '2027-02-27',
      '2027-02-28',
      '2027-03-01',
      '2027-03-02',
    ]);
    expect(eachDay({ start: '2027-03-02', end: '2027-03-01' })).toEqual([]);
  });

  it('knows weekdays and ISO weeks over New Year', () => {
    expect(weekdayOf('2026-12-04')).toBe(5);
    expect(['2026-12-27', '2026-12-28', '2027-01-03', '2027-01-04'].map(isoWeekOf)).toEqual([
      '2026-W52',
      '2026-W53',
      '2026-W53',
      '2027-W01',
    ]);
  });

  it('finds months, quarters and the earlier middle', () => {
    expect(monthRange(2028, 2)).toEqual({ start: '2028-02-01', end: '2028-02-29' });
    expect(quarterRange(2027, 4)).toEqual({ start: '2027-10-01', end: '2027-12-31' });
    expect(middleOf(monthRange(2027, 6))).toBe('2027-06-15');
    expect(middleOf(quarterRange(2027, 1))).toBe('2027-02-14');
  });

  it('refuses what is no day', () => {
    expect(() => addDays('2026-02-30', 1)).toThrow('not a day (YYYY-MM-DD): 2026-02-30');
  });

  it('finds a day of the year in whichever year of a range holds it', () => {
    const winter = { start: '2026-11-01', end: '2027-02-16' };
    expect(
      ['12-24', '01-15', '11-01', '02-16', '10-31', '02-17'].map((day) => monthDayIn(winter, day)),
    ).toEqual(['2026-12-24', '2027-01-15', '2026-11-01', '2027-02-16', null, null]);
    expect(dayRangeYears({ start: '2026-12-31', end: '2028-01-01' })).toEqual([2026, 2027, 2028]);
  });

  it('says whether two ranges share a day, be it one', () => {
    const week = { start: '2026-12-01', end: '2026-12-07' };
    const at = (start: string, end: string): boolean => overlaps(week, { start, end });
    expect([
      at('2026-12-07', '2026-12-09'),
      at('2026-11-28', '2026-12-01'),
      at('2026-12-03', '2026-12-04'),
      at('2026-11-01', '2026-12-31'),
    ]).toEqual([true, true, true, true]);
    expect([at('2026-12-08', '2026-12-09'), at('2026-11-28', '2026-11-30')]).toEqual([false, false]);
  });

  it('has one day in the middle of one, and the earlier of two', () => {
    expect(
      ['2026-12-04', '2026-12-05', '2026-12-06'].map((end) => middleOf({ start: '2026-12-04', end })),
    ).toEqual(['2026-12-04', '2026-12-04', '2026-12-05']);
  });
});
