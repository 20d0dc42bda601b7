import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { occurrencesOf } from '../../src/calendar/index.js';
import {
  changeWords,
  circumstancesOf,
  plan,
  smallestChange,
  usage,
  type Circumstances,
  type Occasion,
  type PlanResult,
  type SmallestChange,
  type Solve,
} from '../../src/planner/index.js';
import type { Calendars } from '../../src/town/index.js';
import { faultsAfter } from '../support/appliedChange.js';
import { slot } from '../support/planningTask.js';
import { planCase, SMALL, solved, tasksIn, YEAR } from '../support/randomTown.js';
import { smallCalendars, workdaysOf } from '../support/smallTown.js';

const circumstancesIn = (calendars: Calendars, occasion: Occasion): Circumstances => ({
  ...circumstancesOf(calendars, occurrencesOf(calendars.keyDates, YEAR), occasion),
  workday: workdaysOf(calendars.holidays),
});

/** The change for each task of a plan without a slot. */
function changesIn(result: PlanResult, c: Circumstances): Map<string, SmallestChange | null> {
  const assignment = new Map(result.tasks.map(({ id, slot: at }) => [id, at]));
  const used = usage(result.tasks, assignment, c);
  return new Map(
    result.tasks.filter((it) => it.slot === null).map((it) => [it.id, smallestChange(it, c, used)]),
  );
}

describe('one lawyer for twelve villages in two days', () => {
  const villages = Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`v${n + 1}`, 'lawyer-1']));
  // Wednesday and Thursday are what is left of the month; two visits a village, a half-day each.
  const planning = {
    calendars: smallCalendars({
      departments: { office: 12 },
      villages,
      duties: ['visit', 'talk'].map((id) => ({ id, lawyer: true })),
    }),
    from: '2026-12-30',
  };
  const planned = solved(planning);
  const c = circumstancesIn(planning.calendars, planning);

  it('places as many as the lawyer has half-days, and spreads what is short', async () => {
    const { tasks, gap } = await planned;
    const short = new Map<string, number>();
    for (const { village, slot: at } of tasks)
      if (!at && village !== null) short.set(village, (short.get(village) ?? 0) + 1);
    expect([tasks.length, tasks.filter(({ slot: at }) => at).length, gap]).toEqual([24, 4, 0]);
    expect([...short.values()].sort()).toEqual([1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2]);
  });

  it('gives each unplaced one what refused it, and a change that the oracle finds true', async () => {
    const result = await planned;
    const changes = changesIn(result, c);
    expect(changes.size).toBe(20);
    for (const [id, change] of changes) {
      const { reasons } = result.tasks.find((it) => it.id === id) ?? { reasons: [] };
      expect(reasons).toContain('58 个时段：早于 2026-12-30');
      expect(reasons.filter((reason) => reason.endsWith('个时段：lawyer-1律师已有安排'))).toHaveLength(1);
      const slots = reasons.map((reason) => Number(/^(\d+) 个时段/.exec(reason)?.[1] ?? 0));
      expect(slots.reduce((sum, count) => sum + count, 0)).toBe(2 * 31);
      // 1 January is a holiday and a Friday, so Monday is the nearest day with the lawyer free.
      expect(reasons.at(-1)).toBe('把窗口向后放宽4天（到1月4日）就能排上（1月4日上午）');
      expect([id, change && faultsAfter(result, id, change, c, planning.calendars)]).toEqual([id, []]);
    }
  });

  it('would not do with less: a day fewer and the oracle finds a rule broken', async () => {
    const result = await planned;
    const [id = '', change] = [...changesIn(result, c)][0] ?? [];
    const [widened] = change?.changes ?? [];
    const { window } = result.tasks.find((it) => it.id === id) ?? {};
    if (!change || !widened || !window) throw new Error('no change to make smaller');
    for (const date of ['2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02', '2027-01-03'])
      for (const half of ['am', 'pm'] as const) {
        const less = { ...change, slot: slot(date, half) };
        expect(faultsAfter(result, id, less, c, planning.calendars)).not.toEqual([]);
      }
  });

  it('finds another lawyer where the town has one who is free', async () => {
    const two = smallCalendars({
      departments: { office: 12 },
      lawyers: ['lawyer-1', 'lawyer-2'],
      villages,
      duties: [{ id: 'visit', lawyer: true }],
    });
    const stop = { start: '2027-01-01', end: '2027-03-01', villages: null, reason: '换届' };
    const occasion = { from: '2026-12-30', blackouts: [stop] };
    const result = await solved({ calendars: two, ...occasion });
    const around = circumstancesIn(two, occasion);
    const [[id, change] = ['', null]] = changesIn(result, around);
    expect(changeWords(change)).toBe('12月30日上午改由lawyer-2律师去就能排上（12月30日上午）');
    expect(change && faultsAfter(result, id, change, around, two)).toEqual([]);
  });
});

describe('in any town', () => {
  /** Leaves the quick plan standing, which is short of more. */
  const noSolver: Solve = () => Promise.resolve({ values: null, bound: 0 });
  const scarce = { ...SMALL, villages: 8, reach: 1, times: 3, starts: ['2026-12-28', '2026-12-30'] };

  it('every change told is true, by the oracle', async () => {
    let told = 0;
    await fc.assert(
      fc.asyncProperty(planCase(scarce), async ({ calendars, ...occasion }) => {
        const c = circumstancesIn(calendars, occasion);
        const options = { solve: noSolver, seconds: 1, clock: () => 0 };
        const result = await plan(tasksIn({ calendars, ...occasion }), YEAR, c, options);
        for (const [id, change] of changesIn(result, c)) {
          if (!change) continue;
          told += 1;
          expect([id, faultsAfter(result, id, change, c, calendars)]).toEqual([id, []]);
        }
      }),
      { numRuns: 25 },
    );
    expect(told).toBeGreaterThan(0);
  });
});
