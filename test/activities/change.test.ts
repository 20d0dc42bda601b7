import { describe, expect, it } from '@jest/globals';
import { changed, slotOf, timesFrom, timesOfSlot } from '../../src/activities/index.js';
import { activity, gangmen } from '../support/gangmen.js';

const AT = '2026-11-25T08:00:00+08:00';
const counts = (change: Parameters<typeof changed>[1]): number[] => {
  const { sequence, revision } = changed(activity(), change, AT);
  return [sequence, revision];
};

describe('a changed activity', () => {
  it('grows its sequence with start, end, place and status only, its revision with every change', () => {
    expect(counts({ start: '2026-12-03T09:00:00+08:00' })).toEqual([1, 2]);
    expect(counts({ end: '2026-12-04T12:00:00+08:00' })).toEqual([1, 2]);
    expect(counts({ place: '祠堂' })).toEqual([1, 2]);
    expect(counts({ status: 'confirmed' })).toEqual([1, 2]);
    expect(counts({ title: '宪法日' })).toEqual([0, 2]);
    expect(counts({ partners: ['fulian'] })).toEqual([0, 2]);
    expect(counts({ start: '2026-12-03T09:00:00+08:00', place: '祠堂', title: '宪法日' })).toEqual([1, 2]);
  });

  it('stays the very same when nothing differs', () => {
    const before = activity();
    expect(changed(before, { title: before.title, partners: ['zongzhi'] }, AT)).toBe(before);
  });

  it('remembers since when it stands at its start', () => {
    expect(changed(activity(), { place: '祠堂' }, AT)).toMatchObject({
      updatedAt: AT,
      scheduledAt: '2026-11-23T10:00:00+08:00',
    });
    expect(changed(activity(), { start: '2026-12-03T09:00:00+08:00' }, AT).scheduledAt).toBe(AT);
  });
});

describe('times by hand', () => {
  const zone = 'Asia/Shanghai';
  const faults = (start: string, end: string, allDay?: boolean): unknown => {
    const result = timesFrom({ start, end, allDay }, zone);
    return 'faults' in result
      ? result.faults.map(({ path, message }) => `${path}: ${message}`)
      : result.times;
  };

  it('are kept in the town’s zone', () => {
    expect(faults('2026-12-04T01:00:00Z', '2026-12-04T11:30:00+08:00')).toEqual({
      start: '2026-12-04T09:00:00+08:00',
      end: '2026-12-04T11:30:00+08:00',
      allDay: false,
    });
    expect(faults('2026-12-01', '2026-12-01')).toEqual({
      start: '2026-12-01',
      end: '2026-12-01',
      allDay: true,
    });
  });

  it('are refused when they make no sense together', () => {
    expect(faults('2026-12-04T09:00:00+08:00', '2026-12-04T09:00:00+08:00')).toEqual(['end: 结束要晚于开始']);
    expect(faults('2026-12-04', '2026-12-03')).toEqual(['end: 结束早于开始']);
    expect(faults('2026-12-04', '2026-12-04T09:00:00+08:00')).toEqual([
      'end: 开始和结束要么都是日期，要么都是时间',
    ]);
    expect(faults('2026-12-04', '2026-12-04', false)).toHaveLength(1);
    expect(faults('2026-12-04T09:00:00.200+08:00', '2026-12-04T09:00:00.700+08:00')).toEqual([
      'end: 结束要晚于开始',
    ]);
    expect(faults('2026-12-04T09:00:00+08:00', '2026-12-04T10:00:00+08:00', true)).toHaveLength(1);
  });
});

describe('times outside what the calendar computes', () => {
  it.each([
    ['2026-12-04', '9999-12-31', 'end: 年份要在 1950 到 2100 之间'],
    ['0000-01-01', '0000-01-01', 'start: 年份要在 1950 到 2100 之间'],
    ['0001-01-01T00:00:00Z', '2026-12-04T10:00:00Z', 'start: 年份要在 1950 到 2100 之间'],
    ['2026-12-04T09:00:00Z', '9999-12-31T23:59:59Z', 'end: 年份要在 1950 到 2100 之间'],
    ['2026-12-04', '2027-12-05', 'end: 一项活动最长 366 天'],
  ])('are refused: %s to %s', (start, end, fault) => {
    const result = timesFrom({ start, end }, 'Asia/Shanghai');
    expect('faults' in result && result.faults.map(({ path, message }) => `${path}: ${message}`)).toEqual([
      fault,
    ]);
  });
});

describe('slots and times', () => {
  it('lead from one to the other and back by the town’s hours', () => {
    for (const half of ['am', 'pm', 'day'] as const) {
      const slot = { date: '2026-12-04', half };
      expect(slotOf({ ...timesOfSlot(slot, gangmen.town), allDay: false })).toEqual(slot);
    }
    expect(timesOfSlot({ date: '2026-12-04', half: 'day' }, gangmen.town)).toEqual({
      start: '2026-12-04T08:30:00+08:00',
      end: '2026-12-04T17:30:00+08:00',
    });
  });
});
