import { describe, expect, it } from '@jest/globals';
import { halfDaysOf, halvesOf, openWindow, sameSlot, weekOf, windowAround } from '../../src/planner/index.js';
import { slot, task } from '../support/planningTask.js';

describe('the halves of a day', () => {
  it('are offered to what takes less than eight hours, both at once to what takes eight or more', () => {
    expect([4, 7.5, 8, 12].map((hours) => halvesOf({ hours }).join('+'))).toEqual([
      'am+pm',
      'am+pm',
      'day',
      'day',
    ]);
  });

  it('are both taken by a whole day', () => {
    expect((['am', 'pm', 'day'] as const).map((half) => halfDaysOf(slot('2026-12-04', half)))).toEqual([
      ['2026-12-04/am'],
      ['2026-12-04/pm'],
      ['2026-12-04/am', '2026-12-04/pm'],
    ]);
  });

  it('make another slot of the same day', () => {
    const at = slot('2026-12-04', 'am');
    expect(
      [slot('2026-12-04', 'am'), slot('2026-12-04', 'pm'), slot('2026-12-03', 'am')].map((other) =>
        sameSlot(at, other),
      ),
    ).toEqual([true, false, false]);
  });
});

describe('a week', () => {
  it('runs from Monday to Sunday, over New Year too', () => {
    expect(
      ['2026-12-27', '2026-12-28', '2027-01-03', '2027-01-04', '2026-12-28'].map((date) =>
        weekOf(slot(date)),
      ),
    ).toEqual(['2026-W52', '2026-W53', '2026-W53', '2027-W01', '2026-W53']);
  });
});

describe('a window', () => {
  it('begins no earlier than the plan', () => {
    const windowed = task({ window: { start: '2026-11-24', end: '2026-12-09' } });
    expect(
      ['2026-11-23', '2026-11-24', '2026-11-25', '2026-12-10'].map(
        (from) => openWindow(windowed, from).start,
      ),
    ).toEqual(['2026-11-24', '2026-11-24', '2026-11-25', '2026-12-10']);
    expect(openWindow(windowed, '2026-11-25').end).toBe('2026-12-09');
  });

  it('reaches so many days before the first day and after the last', () => {
    const week = { start: '2026-12-01', end: '2026-12-07' };
    expect(windowAround(week, { before: 3, after: 30 })).toEqual({ start: '2026-11-28', end: '2027-01-06' });
    expect(windowAround(week, { before: 0, after: 0 })).toEqual(week);
  });
});
