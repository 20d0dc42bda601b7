import { describe, expect, it } from '@jest/globals';
import { immovableInBlackouts, planningCase, type Standing } from '../../src/activities/index.js';
import type { Activity, BlackoutFact } from '../../src/facts/index.js';
import { activity as gangmenActivity } from '../support/gangmen.js';
import { draftCalendars, FROM } from '../support/draftTown.js';

const calendars = draftCalendars();
const ID = '2026-constitution-day-v1-meeting-1';

const activity = (given: Partial<Activity> = {}): Activity =>
  gangmenActivity({
    id: ID,
    town: 'smalltown',
    village: 'v1',
    lead: 'office',
    partners: ['police'],
    ...given,
  });

const standing = (activities: readonly Activity[], blackouts: readonly BlackoutFact[] = []): Standing => ({
  activities,
  blackouts,
});
const caseOf = (...activities: Activity[]) =>
  planningCase(calendars, { year: 2026, from: FROM }, standing(activities));

describe('what a plan finds standing', () => {
  it('may move what a plan made, from where it stands now', () => {
    const { tasks, circumstances } = caseOf(
      activity({ start: '2026-12-03T15:00:00+08:00', end: '2026-12-03T17:30:00+08:00' }),
    );
    expect(tasks.map(({ id }) => id)).toContain(ID);
    expect([...circumstances.released]).toEqual([[ID, { date: '2026-12-03', half: 'pm' }]]);
    expect([circumstances.fixed.size, circumstances.occupied]).toEqual([0, []]);
  });

  it.each([
    ['pinned', { pinned: true }],
    ['confirmed', { status: 'confirmed' }],
    ['done', { status: 'done' }],
    ['over', { start: '2026-11-23T09:00:00+08:00', end: '2026-11-23T11:30:00+08:00' }],
  ] as const)('leaves what is %s where it stands', (_what, given) => {
    const held = activity(given);
    const { circumstances } = caseOf(held);
    expect([...circumstances.fixed]).toEqual([[ID, { date: held.start.slice(0, 10), half: 'am' }]]);
    expect([circumstances.released.size, circumstances.occupied]).toEqual([0, []]);
  });

  it('counts the people an activity that stays has now, not those of its task', () => {
    const { tasks } = caseOf(activity({ pinned: true, lead: 'police', partners: [], lawyer: 'lawyer-2' }));
    expect(tasks.find(({ id }) => id === ID)).toMatchObject({
      lead: 'police',
      partners: [],
      lawyer: 'lawyer-2',
    });
  });

  it('does not place again what a person cancelled, but does what a re-plan dropped', () => {
    const tasksWith = (pinned: boolean) =>
      caseOf(activity({ status: 'cancelled', pinned })).tasks.filter(({ id }) => id === ID).length;
    expect([tasksWith(true), tasksWith(false)]).toEqual([0, 1]);
  });

  it('knows whose time is taken by what is made by hand, on each of its days, or belongs to the year beside', () => {
    const byHand = activity({
      id: 'x-1',
      start: '2026-12-01',
      end: '2026-12-02',
      allDay: true,
      lawyer: 'lawyer-1',
    });
    const beside = activity({
      id: '2027-a',
      year: 2027,
      start: '2026-12-29',
      end: '2026-12-29',
      allDay: true,
    });
    const { occupied } = caseOf(byHand, beside).circumstances;
    expect(occupied.map(({ occupant, slot }) => [occupant.lawyer, slot.date, slot.half])).toEqual([
      ['lawyer-1', '2026-12-01', 'day'],
      ['lawyer-1', '2026-12-02', 'day'],
      [null, '2026-12-29', 'day'],
    ]);
  });

  it('does not count what is cancelled, nor what the plan would drop', () => {
    const gone = activity({ id: 'x-1', status: 'cancelled' });
    const noTask = activity({ id: '2026-old-campaign' });
    const { circumstances } = caseOf(gone, noTask);
    expect([circumstances.occupied, circumstances.fixed.size]).toEqual([[], 0]);
  });
});

describe('what stands in a blackout and is not moved', () => {
  const blackout: BlackoutFact = {
    id: 'b',
    town: 'smalltown',
    start: '2026-12-04',
    end: '2026-12-05',
    villages: ['v1'],
    reason: '台风',
    createdAt: '2026-11-23T10:00:00+08:00',
    revision: 1,
  };
  const named = (...activities: Activity[]): string[] => {
    const all = standing(activities, [blackout]);
    const { circumstances } = planningCase(calendars, { year: 2026, from: FROM }, all);
    return immovableInBlackouts(all, circumstances).map(({ type, where }) => `${type} ${where}`);
  };

  it('is named: pinned, confirmed or made by hand, also when it only ends in it', () => {
    expect(
      named(
        activity({ id: 'pinned', pinned: true }),
        activity({ id: 'confirmed', status: 'confirmed' }),
        activity({ id: 'x-long', start: '2026-12-01', end: '2026-12-04', allDay: true }),
      ),
    ).toEqual(['blackout pinned', 'blackout confirmed', 'blackout x-long']);
  });

  it('is not what moves, stands elsewhere, or is not held', () => {
    expect(
      named(
        activity(),
        activity({ id: '2027-moves', year: 2027 }),
        activity({ id: 'other-village', village: 'v2', pinned: true }),
        activity({ id: 'town-wide', village: null, pinned: true }),
        activity({
          id: 'before',
          pinned: true,
          start: '2026-12-03T09:00:00+08:00',
          end: '2026-12-03T11:30:00+08:00',
        }),
        activity({ id: 'done', status: 'done' }),
        activity({ id: 'cancelled', status: 'cancelled', pinned: true }),
      ),
    ).toEqual([]);
  });
});
