import { describe, expect, it } from '@jest/globals';
import { blackoutDayFaults, yearsTouched } from '../../src/activities/index.js';
import { activity } from '../support/gangmen.js';

describe('the years that a blackout touches', () => {
  const newYear = { start: '2026-12-28', end: '2026-12-28', villages: ['huohu'] };
  const early = activity({ year: 2027, start: '2026-12-28', end: '2026-12-29', allDay: true });

  it('are those of its days', () => {
    expect(yearsTouched(newYear, [])).toEqual([2026]);
    expect(yearsTouched({ ...newYear, end: '2027-01-03' }, [])).toEqual([2026, 2027]);
  });

  it('are also those whose activities stand on them', () => {
    expect(yearsTouched(newYear, [early])).toEqual([2026, 2027]);
    expect(yearsTouched({ ...newYear, start: '2026-12-29', end: '2026-12-29' }, [early])).toEqual([
      2026, 2027,
    ]);
    expect(yearsTouched({ ...newYear, villages: null }, [{ ...early, village: null }])).toEqual([2026, 2027]);
  });

  it('are not those of what is cancelled, elsewhere, or on other days', () => {
    expect(yearsTouched(newYear, [{ ...early, status: 'cancelled' }])).toEqual([2026]);
    expect(yearsTouched(newYear, [{ ...early, village: 'xipo' }])).toEqual([2026]);
    expect(yearsTouched(newYear, [{ ...early, village: null }])).toEqual([2026]);
    expect(yearsTouched({ ...newYear, start: '2026-12-30', end: '2026-12-30' }, [early])).toEqual([2026]);
  });
});

describe('the days of a blackout', () => {
  const faults = (start: string, end: string): string[] =>
    blackoutDayFaults({ start, end }, '2026-11-23').map(({ path, message }) => `${path}: ${message}`);

  it('may begin before today, and last a year', () => {
    expect([faults('2026-11-20', '2026-11-23'), faults('2027-01-01', '2027-12-31')]).toEqual([[], []]);
  });

  it('may not be over, the wrong way round, or a slip of the pen', () => {
    expect(faults('2026-11-20', '2026-11-22')).toEqual([
      'end: 已经过去了，请写今天（2026-11-23）或以后的日期',
    ]);
    expect(faults('2026-12-05', '2026-12-04')).toEqual(['end: 结束早于开始，请把两个日期对调']);
    expect(faults('2026-12-04', '2027-12-05')).toEqual(['end: 一个停办时段最长 366 天']);
    expect(faults('2100-12-04', '2101-01-01')).toEqual(['end: 年份要在 1950 到 2100 之间']);
  });

  it('that are no days are left to the shape of the body', () => {
    expect(faults('2027-02-30', '2027-03-01')).toEqual([]);
  });
});
