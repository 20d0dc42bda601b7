import { describe, expect, it } from '@jest/globals';
import { tickIdOf, type Activity, type Tick } from '../../src/facts/index.js';
import { deadlinesAround, deadlinesIn, type DeadlineFacts } from '../../src/reminders/index.js';
import type { OfficeDuty, Town } from '../../src/town/index.js';
import { activity } from '../support/gangmen.js';
import { smallTown } from '../support/smallTown.js';

const duty = (given: Partial<OfficeDuty> = {}): OfficeDuty => ({
  id: 'report',
  name: '报表',
  short: '报表',
  for: 'office',
  due: { monthly: 25 },
  confidence: 'C',
  source: '测试',
  ...given,
});

const tick = (of: string, day: string, village: string | null = null): Tick => ({
  id: tickIdOf({ duty: of, day, village }),
  town: 'smalltown',
  duty: of,
  day,
  village,
  by: 'admin',
  at: '2026-11-20T10:00:00+08:00',
});

const visit = (id: string, day: string, given: Partial<Activity> = {}): Activity =>
  activity({ id, duty: 'visit', start: `${day}T09:00:00+08:00`, end: `${day}T10:00:00+08:00`, ...given });

const town = (...duties: OfficeDuty[]): Town => ({
  ...smallTown({ villages: { v1: null, v2: null } }),
  duties,
});

const facts = (duties: OfficeDuty[], given: Partial<DeadlineFacts> = {}): DeadlineFacts => ({
  town: town(...duties),
  ticks: [],
  activities: [],
  isRecorded: () => false,
  ...given,
});

const days = (duties: OfficeDuty[], year = 2026): string[] =>
  deadlinesIn(year, facts(duties)).map(({ id }) => id);

describe('a year’s deadlines', () => {
  it('are each duty’s days, by day, then by name', () => {
    const found = days([
      duty({ id: 'year', due: { deadline: '06-30' } }),
      duty({ id: 'quarter', due: { quarterly: 'last' } }),
      duty({ id: 'b-year', due: { deadline: '03-31' } }),
      duty({ id: 'a-year', due: { deadline: '03-31' } }),
    ]);
    expect(found).toEqual([
      'a-year-2026-03-31',
      'b-year-2026-03-31',
      'quarter-2026-03-31',
      'quarter-2026-06-30',
      'year-2026-06-30',
      'quarter-2026-09-30',
      'quarter-2026-12-31',
    ]);
    expect(days([duty()])).toHaveLength(12);
  });

  it('are open until they are ticked off, each for itself', () => {
    const done = (...ticks: Tick[]): string[] =>
      deadlinesIn(2026, facts([duty()], { ticks }))
        .filter((deadline) => deadline.done)
        .map(({ day }) => day);
    expect(done()).toEqual([]);
    expect(done(tick('report', '2026-11-25'), tick('other', '2026-12-25'))).toEqual(['2026-11-25']);
  });

  it('of what each village has for itself are done once every village’s is, or the whole', () => {
    const villages = (...ticks: Tick[]) => {
      const found = deadlinesIn(2026, facts([duty({ villages: true })], { ticks })).find(
        ({ day }) => day === '2026-11-25',
      );
      return [found?.villages?.map(({ village, ticked }) => `${village} ${String(ticked)}`), found?.done];
    };
    const of = (village: string | null): Tick => tick('report', '2026-11-25', village);
    expect(villages()).toEqual([['v1 false', 'v2 false'], false]);
    expect(villages(of('v2'))).toEqual([['v1 false', 'v2 true'], false]);
    expect(villages(of('v1'), of('v2'))).toEqual([['v1 true', 'v2 true'], true]);
    expect(villages(of(null))).toEqual([['v1 false', 'v2 false'], true]);
    expect(deadlinesIn(2026, facts([duty()]))[0]?.villages).toBeNull();
  });
});

describe('a deadline that checks records', () => {
  const checking = (
    due: OfficeDuty['due'],
    activities: readonly Activity[],
    recorded: readonly string[] = [],
  ) => {
    const given = facts([duty({ due, checks: 'visit' })], {
      activities,
      isRecorded: ({ id }) => recorded.includes(id),
    });
    return new Map(deadlinesIn(2026, given).map(({ day, lacking, done }) => [day, { lacking, done }]));
  };

  it('names those of its month that have none, and is done when all have one', () => {
    const visits = [
      visit('a', '2026-11-01'),
      visit('b', '2026-11-30'),
      visit('c', '2026-12-01'),
      visit('d', '2025-11-10'),
    ];
    const november = (...recorded: string[]) => checking({ monthly: 25 }, visits, recorded).get('2026-11-25');
    expect(november()).toEqual({ lacking: ['a', 'b'], done: false });
    expect(november('a')).toEqual({ lacking: ['b'], done: false });
    expect(november('a', 'b')).toEqual({ lacking: [], done: true });
  });

  it('is not done where there was nothing to check', () => {
    expect(checking({ monthly: 25 }, []).get('2026-11-25')).toEqual({ lacking: [], done: false });
  });

  it('checks neither what is cancelled nor what is another duty’s', () => {
    const visits = [
      visit('a', '2026-11-10', { status: 'cancelled' }),
      visit('b', '2026-11-10', { duty: 'lecture' }),
      visit('c', '2026-11-10', { duty: null }),
    ];
    expect(checking({ monthly: 25 }, visits).get('2026-11-25')?.lacking).toEqual([]);
    const unchecked = facts([duty()], {
      activities: [visit('a', '2026-11-10'), visit('c', '2026-11-10', { duty: null })],
    });
    expect(deadlinesIn(2026, unchecked).flatMap(({ lacking }) => lacking)).toEqual([]);
  });

  it('of a quarter checks the quarter, of a year the year', () => {
    const visits = ['2026-09-30', '2026-10-01', '2026-12-31', '2027-01-01', '2025-12-01'].map((day) =>
      visit(day, day),
    );
    expect(checking({ quarterly: 'last' }, visits).get('2026-12-31')?.lacking).toEqual([
      '2026-10-01',
      '2026-12-31',
    ]);
    expect(checking({ quarterly: 10 }, visits).get('2026-09-10')?.lacking).toEqual(['2026-09-30']);
    expect(checking({ deadline: '12-20' }, visits).get('2026-12-20')?.lacking).toEqual([
      '2026-09-30',
      '2026-10-01',
      '2026-12-31',
    ]);
  });
});

describe('the deadlines of these days', () => {
  const around = (today: string): string[] =>
    deadlinesAround(
      today,
      facts([duty({ due: { deadline: '01-05' } }), duty({ id: 'end', due: { deadline: '12-28' } })]),
    ).map(({ id }) => id);

  it('are those of the week before and the week to come and a day, over New Year too', () => {
    expect(around('2026-12-31')).toEqual(['end-2026-12-28', 'report-2027-01-05']);
    expect(around('2026-12-20')).toEqual(['end-2026-12-28']);
    expect(around('2026-12-19')).toEqual([]);
    expect(around('2026-12-27')).toEqual(['end-2026-12-28']);
    expect(around('2026-12-28')).toEqual(['end-2026-12-28', 'report-2027-01-05']);
    expect(around('2027-01-04')).toEqual(['end-2026-12-28', 'report-2027-01-05']);
    expect(around('2027-01-05')).toEqual(['report-2027-01-05']);
    expect(around('2027-01-12')).toEqual(['report-2027-01-05']);
    expect(around('2027-01-13')).toEqual([]);
  });
});
