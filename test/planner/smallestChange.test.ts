import { describe, expect, it } from '@jest/globals';
import { changeWords, smallestChange } from '../../src/planner/index.js';
import { circumstances, slot, task } from '../support/planningTask.js';

const nothing = new Map<string, number>();

describe('the smallest change for a task without a slot', () => {
  // Friday; markets are on days that end in 3 and 8.
  const friday = task({ window: { start: '2026-12-04', end: '2026-12-04' } });
  const said = (...args: Parameters<typeof smallestChange>): string => changeWords(smallestChange(...args));

  it('widens the window to the nearest day that is free', () => {
    const saturday = { start: '2026-12-05', end: '2026-12-06' };
    const c = circumstances();
    expect(said(task({ window: saturday }), c, nothing)).toBe(
      '把窗口向前放宽1天（从12月4日起）就能排上（12月4日上午）',
    );
    const used = new Map([['village-day/v1/2026-12-04', 1]]);
    expect(said(task({ window: saturday }), c, used)).toBe(
      '把窗口向后放宽1天（到12月7日）就能排上（12月7日上午）',
    );
  });

  it('asks for one more team where days around are closed', () => {
    const c = circumstances({
      blackouts: [
        { start: '2026-11-20', end: '2026-12-03', villages: null, reason: '台风' },
        { start: '2026-12-05', end: '2027-02-01', villages: null, reason: '台风' },
      ],
    });
    const used = new Map([
      ['team/office/2026-12-04/am', 3],
      ['team/office/2026-12-04/pm', 2],
    ]);
    expect(said(friday, c, used)).toBe('让office办在12月4日下午多派1组人就能排上（12月4日下午）');
  });

  it('says that a whole day lacks both halves of a lawyer, who is one person', () => {
    const c = circumstances({
      blackouts: [
        { start: '2026-11-20', end: '2026-12-03', villages: null, reason: '台风' },
        { start: '2026-12-05', end: '2027-02-01', villages: null, reason: '台风' },
      ],
    });
    const used = new Map([
      ['lawyer/lawyer-1/2026-12-04/am', 1],
      ['lawyer/lawyer-1/2026-12-04/pm', 1],
    ]);
    expect(said({ ...friday, hours: 8, lawyer: 'lawyer-1' }, c, used)).toBe(
      '12月4日全天再请一位律师就能排上（12月4日全天）',
    );
  });

  it('names what has to give way together', () => {
    const stopped = circumstances({
      blackouts: [{ start: '2026-11-01', end: '2027-02-01', villages: ['v1'], reason: '选举' }],
    });
    const used = new Map([47, 48, 49, 50, 51, 52, 53].map((week) => [`village-week/v1/2026-W${week}`, 2]));
    expect(said(friday, stopped, used)).toBe('取消停办（选举），并让每村每周可办3场就能排上（12月4日上午）');
  });

  it('says so where nothing near would help', () => {
    const before = circumstances({ from: '2027-06-01' });
    expect(said(friday, before, nothing)).toBe('窗口前后各放宽31天也排不上');
  });

  it('says that a slot is free where the search only had no time', () => {
    expect(smallestChange(friday, circumstances(), nothing)).toEqual({
      slot: slot('2026-12-04', 'am'),
      changes: [],
    });
  });
});
