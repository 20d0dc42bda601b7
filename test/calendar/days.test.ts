import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  daysBetween,
  eachDay,
  isDay,
  isoWeekOf,
  middleOf,
  monthRange,
  quarterRange,
  weekdayOf,
} from '../../src/calendar/index.js';

const anyDay = fc
  .date({ min: new globalThis.Date(0), max: new globalThis.Date(4e12), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('days', () => {
  it('knows which days exist', () => {
    expect(
      ['2026-12-04', '2028-02-29', '2027-02-29', '2026-13-01', '2026-1-1', '20261204', ''].map(isDay),
    ).toEqual([true, true, false, false, false, false, false]);
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

  it('adds what it measures', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (a, b) => {
        expect(addDays(a, daysBetween(a, b))).toBe(b);
      }),
    );
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
});
