import { describe, expect, it } from '@jest/globals';
import { draftPlan } from '../../src/activities/index.js';
import type { Activity } from '../../src/facts/index.js';
import { solveWithHighs } from '../../src/planner/index.js';
import { activity } from '../support/gangmen.js';
import { smallCalendars } from '../support/smallTown.js';

// One lawyer, two villages, a visit a month in each; what is left of the month is Monday 28 to Thursday 31 December.
const calendars = smallCalendars({
  departments: { office: 5 },
  villages: { v1: 'lawyer-1', v2: 'lawyer-1' },
  duties: [{ id: 'visit', hours: 8, lawyer: true }],
});
const YEAR = { year: 2026, from: '2026-12-28' };
const blackout = (start: string, end: string) => ({
  id: `b-${start}`,
  town: 'smalltown',
  start,
  end,
  villages: null,
  reason: '台风',
  createdAt: '2026-11-23T10:00:00+08:00',
  revision: 1,
});
const visit = (village: string, day: string): Activity =>
  activity({
    id: `2026-visit-m12-${village}`,
    town: 'smalltown',
    keyDate: null,
    duty: 'visit',
    village,
    start: `${day}T08:30:00+08:00`,
    end: `${day}T17:30:00+08:00`,
    lead: null,
    partners: [],
    lawyer: 'lawyer-1',
    reasons: ['从前的理由'],
  });
const options = { solve: solveWithHighs, seconds: 10, clock: () => 0 };

describe('a draft that makes room for a blackout', () => {
  const activities = [visit('v1', '2026-12-28'), visit('v2', '2026-12-31')];
  const storm = blackout('2026-12-28', '2026-12-29');

  it('keeps what is not hit, though another day would be cheaper', async () => {
    const standing = { activities, blackouts: [storm] };
    const draft = await draftPlan(calendars, { ...YEAR, blackout: storm.id }, standing, options);
    expect(draft.diff).toEqual({ new: [], moved: ['2026-visit-m12-v1'], dropped: [] });
    expect(draft.result.tasks.map(({ slot }) => slot?.date)).toEqual(['2026-12-30', '2026-12-31']);
  });

  it('says of what it keeps why it stands there, not that it is fixed', async () => {
    const standing = { activities, blackouts: [storm] };
    const { result } = await draftPlan(calendars, { ...YEAR, blackout: storm.id }, standing, options);
    expect(result.tasks.map(({ reasons }) => reasons)).toEqual([
      ['本期正中过后14天', '调休安排待国务院通知', '原定12月28日全天，停办：台风', '律师当日全天有空'],
      ['本期正中过后15天', '调休安排待国务院通知', '律师当日全天有空'],
    ]);
  });

  it('moves another too where what is hit would find no slot', async () => {
    // The 28th is closed to all, and v2 on every other day but the one that v1 stands on.
    const held = [visit('v1', '2026-12-30'), visit('v2', '2026-12-28')];
    const only = ['2026-12-28', '2026-12-29', '2026-12-31'].map((day) => ({
      ...blackout(day, day),
      villages: day === '2026-12-28' ? null : ['v2'],
    }));
    const standing = { activities: held, blackouts: only };
    const draft = await draftPlan(calendars, { ...YEAR, blackout: 'b-2026-12-28' }, standing, options);
    expect(draft.diff.moved).toEqual(['2026-visit-m12-v1', '2026-visit-m12-v2']);
    expect(draft.result.tasks.map(({ slot }) => slot?.date)).toEqual(['2026-12-29', '2026-12-30']);
    expect(draft.result.warnings.filter(({ type }) => type === 'widened')).toEqual([
      {
        type: 'widened',
        message: '不在停办的日子也要移动，否则有任务排不上',
        where: '2026-visit-m12-v1',
      },
    ]);
  });

  it('drops what finds no slot at all, and says the smallest change that would save it', async () => {
    const week = blackout('2026-12-28', '2026-12-31');
    const standing = { activities, blackouts: [week] };
    const draft = await draftPlan(calendars, { ...YEAR, blackout: week.id }, standing, options);
    expect(draft.diff).toEqual({
      new: [],
      moved: [],
      dropped: ['2026-visit-m12-v1', '2026-visit-m12-v2'],
    });
    expect(draft.result.tasks.map(({ reasons }) => reasons.at(-1))).toEqual([
      '把窗口向后放宽4天（到1月4日）就能排上（1月4日全天）',
      '把窗口向后放宽4天（到1月4日）就能排上（1月4日全天）',
    ]);
  });

  it('plans the year as a whole when it is asked for that', async () => {
    const apart = [visit('v1', '2026-12-31'), visit('v2', '2026-12-30')];
    const standing = { activities: apart, blackouts: [] };
    const { diff, result } = await draftPlan(calendars, { ...YEAR, blackout: null }, standing, options);
    // A move costs more than the days it would save.
    expect([diff.moved, result.cost.moved, result.gap]).toEqual([[], 0, 0]);
  });
});
