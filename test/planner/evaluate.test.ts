import { describe, expect, it } from '@jest/globals';
import {
  addCosts,
  costOf,
  explained,
  NO_COST,
  overloadOutside,
  usage,
  weeklyLoad,
  type Circumstances,
  type Occasion,
  type Slot,
  type Task,
} from '../../src/planner/index.js';
import { circumstances, slot, task } from '../support/planningTask.js';

/** Circumstances in a town that is comfortable with so many a week. */
const comfortable = (comfortablePerWeek: number, occasion: Partial<Occasion> = {}): Circumstances => {
  const c = circumstances(occasion);
  return { ...c, town: { ...c.town, limits: { ...c.town.limits, comfortablePerWeek } } };
};

type Placed = readonly (readonly [Task, Slot | null])[];

const tasksOf = (placed: Placed): Task[] => placed.map(([one]) => one);
const assignmentOf = (placed: Placed) => new Map(placed.map(([{ id }, at]) => [id, at]));

const costIn = (c: Circumstances, placed: Placed) => costOf(tasksOf(placed), assignmentOf(placed), c);

const outside = { village: 'v2', lead: null, partners: [], lawyer: 'lawyer-1', light: false };

describe('the cost of a plan', () => {
  it('is nothing for nothing', () => {
    expect(costIn(circumstances(), [])).toEqual(NO_COST);
    expect(new Set(Object.values(NO_COST))).toEqual(new Set([0]));
  });

  it('adds up term by term over what is placed', () => {
    const c = circumstances({ released: new Map([['c', slot('2026-12-01')]]) });
    expect(
      costIn(c, [
        // Two days off; a Saturday, one day off, off the market; moved by one day, two days off.
        [task({ id: 'a' }), slot('2026-12-02')],
        [task({ id: 'b', weekend: true, market: 'prefer' }), slot('2026-12-05')],
        [task({ id: 'c' }), slot('2026-12-02')],
      ]),
    ).toEqual({ total: 34, unplaced: 0, distance: 5, weekend: 3, market: 5, load: 0, moved: 21 });
  });

  it('makes each further unplaced task of one village dearer, not that of another', () => {
    const short = (...villages: (string | null)[]): number =>
      costIn(
        circumstances(),
        villages.map((village, n) => [task({ id: `t${n}`, village }), null] as const),
      ).unplaced;
    expect(short('v1')).toBe(10_000);
    expect(short('v1', 'v2')).toBe(20_000);
    expect(short('v1', 'v1')).toBe(22_000);
    expect(short('v1', null, 'v1', null, 'v1')).toBe(36_000 + 22_000);
  });

  it('counts a task that the assignment does not know as unplaced', () => {
    expect(costOf([task()], new Map(), circumstances()).total).toBe(10_000);
  });

  it('counts two for each activity of a week beyond the comfortable, nothing for what is light', () => {
    const inWeek = (count: number, given: Partial<Task> = {}): number =>
      costIn(
        comfortable(1),
        Array.from(
          { length: count },
          (_, n) => [task({ id: `t${n}`, ...given }), slot('2026-12-04')] as const,
        ),
      ).load;
    expect([0, 1, 2, 3].map((count) => inWeek(count))).toEqual([0, 0, 2, 4]);
    expect(inWeek(3, { light: true })).toBe(0);
  });

  it('counts each week by itself', () => {
    const c = comfortable(1);
    const apart: Placed = [
      [task({ id: 'a' }), slot('2026-12-04')],
      [task({ id: 'b' }), slot('2026-12-07')],
    ];
    expect(costIn(c, apart).load).toBe(0);
  });

  it('answers for the load it adds to a week, not for what it found there', () => {
    const occupied = [1, 2].map(() => ({ occupant: outside, slot: slot('2026-12-02') }));
    const c = comfortable(1, { occupied });
    expect(overloadOutside(c)).toBe(2);
    expect(costIn(c, []).load).toBe(0);
    expect(costIn(c, [[task(), slot('2026-12-04')]]).load).toBe(2);
    expect(costIn(c, [[task(), slot('2026-12-04')]]).total).toBe(2);
  });

  it('of two towns is the sum of each term', () => {
    const a = { total: 1, unplaced: 2, distance: 3, weekend: 4, market: 5, load: 6, moved: 7 };
    const b = { total: 10, unplaced: 20, distance: 30, weekend: 40, market: 50, load: 60, moved: 70 };
    expect(addCosts(a, b)).toEqual({
      total: 11,
      unplaced: 22,
      distance: 33,
      weekend: 44,
      market: 55,
      load: 66,
      moved: 77,
    });
  });
});

describe('what a plan uses', () => {
  const c = circumstances({
    occupied: [
      { occupant: outside, slot: slot('2026-12-04') },
      { occupant: { ...outside, light: true, lawyer: null }, slot: slot('2026-12-03') },
    ],
  });

  it('is counted thing by thing, with what stands outside the plan', () => {
    const placed: Placed = [
      [task({ id: 'a', lawyer: 'lawyer-1' }), slot('2026-12-04', 'day')],
      [task({ id: 'b' }), null],
    ];
    expect(Object.fromEntries(usage(tasksOf(placed), assignmentOf(placed), c))).toEqual({
      'lawyer/lawyer-1/2026-12-04/am': 2,
      'lawyer/lawyer-1/2026-12-04/pm': 1,
      'team/office/2026-12-04/am': 1,
      'team/office/2026-12-04/pm': 1,
      'village-day/v1/2026-12-04': 1,
      'village-day/v2/2026-12-04': 1,
      'village-week/v1/2026-W49': 1,
      'village-week/v2/2026-W49': 1,
    });
  });

  it('loads its weeks with what is not light, outside the plan and in it', () => {
    const placed: Placed = [
      [task({ id: 'a' }), slot('2026-12-01')],
      [task({ id: 'b', light: true }), slot('2026-12-01')],
      [task({ id: 'c' }), slot('2026-12-07')],
      [task({ id: 'd' }), null],
    ];
    expect(Object.fromEntries(weeklyLoad(tasksOf(placed), assignmentOf(placed), c))).toEqual({
      '2026-W49': 2,
      '2026-W50': 1,
    });
  });
});

describe('a plan told', () => {
  it('says of each task where it stands and why, or what refused its slots and what would place it', () => {
    const c = circumstances();
    const saturday = { start: '2026-12-05', end: '2026-12-05' };
    const placed: Placed = [
      [task({ id: 'a', lead: null }), slot('2026-12-04')],
      [task({ id: 'b', window: saturday, village: 'v2' }), null],
    ];
    const told = explained(tasksOf(placed), assignmentOf(placed), c);
    expect(told.map(({ id, slot: at, reasons }) => ({ id, at, reasons }))).toEqual([
      { id: 'a', at: { date: '2026-12-04', half: 'am' }, reasons: ['12·4当天'] },
      {
        id: 'b',
        at: null,
        reasons: ['2 个时段：周末', '把窗口向前放宽1天（从12月4日起）就能排上（12月4日上午）'],
      },
    ]);
    expect(told[0]).toMatchObject(task({ id: 'a', lead: null }));
    expect(explained([task()], new Map(), c)[0]?.slot).toBeNull();
  });
});
