import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import type { PlanResult, Slot } from '../../src/planner/index.js';
import { cheapest } from '../support/bruteForce.js';
import { checkPlan, type OracleOptions } from '../support/planOracle.js';
import { checkTasks } from '../support/planTasks.js';
import { calendars, ID, planted, slot, type Slots } from '../support/plantedPlan.js';
import { planCase, SMALL, solved, tasksIn, TINY, TOWN, type PlanCase } from '../support/randomTown.js';
import { NOTICE_2026, smallCalendars, type CampaignParts } from '../support/smallTown.js';

// Properties solve many small plans; each loads the solver anew.
jest.setTimeout(60_000);

const typhoon = (day: string, villages: readonly string[] | null) => ({
  blackouts: [{ start: day, end: day, villages, reason: '台风' }],
});

describe('the oracle', () => {
  it('finds nothing wrong with a sound plan, and counts its cost as by hand', async () => {
    expect(checkPlan(await planted(), calendars)).toEqual({
      violations: [],
      // 3+3 meetings, 1+1 broadcasts, 5+5 lectures, 1 stall, 9+10 and 1+0 visits, 32 from 15 November to the study;
      // two broadcasts on a Saturday; two piles of leaflets off the market; five in the week of 30 November, four are
      // comfortable.
      cost: { total: 89, unplaced: 0, distance: 71, weekend: 6, market: 10, load: 2, moved: 0 },
      // The stall and both leaflets on the eve, both November visits and the study five days late.
      lowerBound: 18,
    });
  });

  it.each<[string, Slots, OracleOptions, string[]]>([
    ['a meeting on a Sunday', { meeting1: '12-06 am' }, {}, [`${ID.meeting1} on 2026-12-06: weekend`]],
    ['a task after its window', { meeting1: '12-10 am' }, {}, [`${ID.meeting1} on 2026-12-10: window`]],
    ['a task before the plan', { november1: '11-19 day' }, {}, [`${ID.november1} on 2026-11-19: past`]],
    ['a stall off the market', { stall: '12-02 am' }, {}, [`${ID.stall} on 2026-12-02: market-require`]],
    ['a lecture on a market', { lecture1: '12-08 am' }, {}, [`${ID.lecture1} on 2026-12-08: market-avoid`]],
    ['half a visit', { december1: '12-15 am' }, {}, [`${ID.december1} on 2026-12-15: half`]],
    ['a meeting of a day', { meeting1: '12-02 day' }, {}, [`${ID.meeting1} on 2026-12-02: half`]],
    [
      'a second activity of a village on a day',
      { december1: '12-09 day' },
      {},
      [`v1 2026-12-09: village-day (${ID.lecture1}, ${ID.december1})`],
    ],
    [
      'a third activity of a village in a week',
      { december1: '12-02 day' },
      {},
      [`v1 2026-11-30: village-week (${ID.broadcast1}, ${ID.meeting1}, ${ID.december1})`],
    ],
    [
      'a lawyer in two villages',
      { december2: '12-15 day' },
      {},
      ['am', 'pm'].map((half) => `lawyer-1 2026-12-15 ${half}: lawyer (${ID.december1}, ${ID.december2})`),
    ],
    [
      'a department in two villages',
      { meeting2: '12-01 am' },
      {},
      [`office 2026-12-01 am: team (${ID.meeting1}, ${ID.meeting2})`],
    ],
    [
      'a partner of a town-wide task elsewhere',
      { study: '12-03 am' },
      {},
      [`police 2026-12-03 am: team (${ID.stall}, ${ID.study})`],
    ],
    [
      'a day that waits for its notice, without a warning',
      { study: '12-28 am' },
      {},
      [`${ID.study} on 2026-12-28: not-announced without a warning`],
    ],
    ['a blackout of the town', {}, typhoon('2026-12-03', null), [`${ID.stall} on 2026-12-03: blackout`]],
    [
      'a blackout of a village',
      {},
      typhoon('2026-12-01', ['v1']),
      [`${ID.meeting1} on 2026-12-01: blackout`],
    ],
    ['a pinned task moved', {}, { fixed: new Map([[ID.stall, slot('12-08 am')]]) }, [`${ID.stall}: fixed`]],
  ])('catches %s', async (_name, changes, options, violations) => {
    expect(checkPlan(await planted(changes), calendars, options).violations).toEqual(violations);
  });

  it('catches a public holiday even for what may stand on weekends, and spares a make-up workday', async () => {
    const plan = await planted({ meeting1: '12-05 am', broadcast1: '12-02 am' });
    const withNotice = (off: string, work: string[]) =>
      checkPlan(plan, {
        ...calendars,
        holidays: [{ ...NOTICE_2026, holidays: [{ name: '某节', off: { start: off, end: off }, work }] }],
      }).violations;
    expect(withNotice('2026-12-05', [])).toEqual([
      `${ID.meeting1} on 2026-12-05: holiday`,
      `${ID.broadcast2} on 2026-12-05: holiday`,
    ]);
    expect(withNotice('2026-12-12', ['2026-12-05'])).toEqual([]);
  });

  it('spares light tasks, partners of village tasks and town-wide tasks under a village’s blackout', async () => {
    const plan = await planted({ leaflets1: '12-01 am', leaflets2: '12-03 am', study: '12-01 am' });
    expect(checkPlan(plan, calendars, typhoon('2026-12-03', ['v1'])).violations).toEqual([]);
  });

  it('catches limits that are not the town’s', async () => {
    const plan = await planted();
    const limits = { ...plan.limits, teams: { office: 1, police: 2 } };
    expect(checkPlan({ ...plan, limits }, calendars).violations).toEqual(['limits']);
  });

  it('counts shortage dearer within a village, and moves by the day', async () => {
    const plan = await planted({ meeting1: null, lecture1: null, lecture2: null, stall: null });
    const released = new Map([
      [ID.meeting2, slot('11-30 pm')],
      [ID.december1, slot('12-15 day')],
      [ID.study, slot('12-17 pm')],
      [ID.stall, slot('12-03 am')],
    ]);
    const { cost } = checkPlan(plan, calendars, { released });
    expect(cost).toEqual({
      total: 42_114,
      unplaced: 22_000 + 10_000 + 10_000,
      distance: 71 - 3 - 5 - 5 - 1,
      weekend: 6,
      market: 10,
      load: 0,
      moved: 21 + 20,
    });
  });

  it('catches tasks that nobody asked for, that are missing or that stand twice', async () => {
    const plan = await planted();
    expect(checkTasks(plan, calendars)).toEqual([]);
    const [first, ...rest] = plan.tasks;
    if (!first) throw new Error('a plan without tasks');
    const faults = checkTasks(
      { ...plan, tasks: [{ ...first, hours: 5 }, ...rest, ...rest.slice(0, 1)] },
      calendars,
    );
    expect(faults.map((fault) => fault.split(':')[0])).toEqual(['unasked', 'unasked', 'missing', 'twice']);
  });
});

/** Sound, priced right and proven. */
function expectOptimum(plan: PlanResult, planned: PlanCase & OracleOptions): void {
  const { violations, cost, lowerBound } = checkPlan(plan, planned.calendars, planned);
  expect([...violations, ...checkTasks(plan, planned.calendars)]).toEqual([]);
  expect(plan.cost).toEqual(cost);
  expect({ gap: plan.gap, bound: plan.bound }).toEqual({ gap: 0, bound: cost.total });
  expect(lowerBound).toBeLessThanOrEqual(plan.bound);
}

describe('a plan', () => {
  it('keeps every rule, counts its cost right and is proven the best, for any small town', async () => {
    await fc.assert(
      fc.asyncProperty(fc.noBias(planCase(SMALL)), async (planned) => {
        expectOptimum(await solved(planned), planned);
      }),
      { numRuns: 40 },
    );
  });

  it('does so for towns of up to 20 villages and 8 lawyers', async () => {
    await fc.assert(
      fc.asyncProperty(fc.noBias(planCase(TOWN)), async (planned) => {
        expectOptimum(await solved(planned), planned);
      }),
      { numRuns: 6 },
    );
  });

  it('leaves what is fixed and moves what is released only for its price, after a typhoon', async () => {
    const fates = fc.array(fc.constantFrom('dropped', 'released', 'fixed'), { minLength: 60, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(fc.noBias(planCase(SMALL)), fates, async (planned, fate) => {
        const before = await solved({ ...planned, blackouts: [] });
        const standing = (...kinds: string[]): Map<string, Slot> =>
          new Map(
            before.tasks.flatMap(({ id, slot }, index) =>
              slot && kinds.includes(fate[index] ?? '') ? [[id, slot] as const] : [],
            ),
          );
        const again = { ...planned, released: standing('released', 'fixed'), fixed: standing('fixed') };
        expectOptimum(await solved(again), again);
      }),
      { numRuns: 15 },
    );
  });

  it('costs what the cheapest of all re-plans costs, with halves fixed, released and stopped', async () => {
    const fates = fc.array(fc.constantFrom('dropped', 'released', 'fixed'), { minLength: 4, maxLength: 4 });
    const halves = fc.array(fc.constantFrom('am', 'pm'), { minLength: 4, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.noBias(planCase(TINY)), fates, halves, async (planned, fate, half) => {
        const { length } = tasksIn(planned);
        fc.pre(length > 1 && length <= 4);
        const before = await solved({ ...planned, blackouts: [] });
        // Each in a half of the test's choosing, so that mornings and afternoons clash as they can.
        const standing = before.tasks.map(({ id, slot }, index) =>
          slot === null || slot.half === 'day'
            ? ([id, slot] as const)
            : ([id, { ...slot, half: half[index] ?? 'am' }] as const),
        );
        const those = (...kinds: string[]): Map<string, Slot> =>
          new Map(
            standing.flatMap(([id, slot], index) =>
              slot && kinds.includes(fate[index] ?? '') ? [[id, slot] as const] : [],
            ),
          );
        const again = { ...planned, released: those('released', 'fixed'), fixed: those('fixed') };
        const plan = await solved(again);
        expect(plan.cost.total).toBe(cheapest(plan, planned.calendars, again));
        expect([plan.bound, plan.gap]).toEqual([plan.cost.total, 0]);
      }),
      { numRuns: 30 },
    );
  });

  it('costs what the cheapest of all assignments costs, tried one by one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.noBias(planCase(TINY)), async (planned) => {
        const { length } = tasksIn(planned);
        fc.pre(length > 1 && length <= 4);
        const plan = await solved(planned);
        expect(plan.cost.total).toBe(cheapest(plan, planned.calendars, planned));
      }),
      { numRuns: 40 },
    );
  });
});

describe('shortage', () => {
  /** Whole-day visits of one lawyer on the last days of the year, all of them workdays. */
  const visits = async (villages: number, kinds: number, from: string) => {
    const scarce = smallCalendars({
      villages: Object.fromEntries(Array.from({ length: villages }, (_, n) => [`v${n + 1}`, 'lawyer-1'])),
      duties: Array.from({ length: kinds }, (_, n) => ({ id: `visit-${n + 1}`, hours: 8, lawyer: true })),
      limits: { villagePerWeek: 3 },
    });
    const plan = await solved({ calendars: scarce, from });
    expectOptimum(plan, { calendars: scarce, from, blackouts: [] });
    const short = plan.tasks.filter(({ slot: at }) => at === null).map(({ village }) => village ?? '');
    return { short: short.sort(), unplaced: plan.cost.unplaced };
  };

  it('places as many as there are days', async () => {
    const { short, unplaced } = await visits(4, 1, '2026-12-30');
    expect([short.length, unplaced]).toEqual([2, 20_000]);
    // One lawyer, twelve villages, two days.
    const twelve = await visits(12, 1, '2026-12-30');
    expect([twelve.short.length, new Set(twelve.short).size, twelve.unplaced]).toEqual([10, 10, 100_000]);
    // Each village twice: the two that are served once are short of one, the others of two.
    const twice = await visits(12, 2, '2026-12-30');
    expect([twice.short.length, twice.unplaced]).toEqual([22, 2 * 10_000 + 10 * 22_000]);
  });

  it('spreads evenly over the villages', async () => {
    expect(await visits(2, 2, '2026-12-30')).toEqual({ short: ['v1', 'v2'], unplaced: 20_000 });
    expect(await visits(3, 2, '2026-12-29')).toEqual({ short: ['v1', 'v2', 'v3'], unplaced: 30_000 });
    const { short, unplaced } = await visits(2, 3, '2026-12-29');
    expect([short, unplaced]).toEqual([expect.arrayContaining(['v1', 'v2']), 10_000 + 22_000]);
  });

  it('asks partners to the town’s tasks alone, and nobody to what is light', async () => {
    const unplaced = async (quota: CampaignParts['quota'][number]): Promise<number> => {
      const oneDay = smallCalendars({
        departments: { office: 3, police: 1 },
        villages: { v1: null, v2: null, v3: null, v4: null, v5: null, v6: null, v7: null },
        campaigns: [{ keyDate: 'constitution-day', partners: ['police'], quota: [quota] }],
      });
      const planned = { calendars: oneDay, from: '2026-12-01', blackouts: [] };
      const plan = await solved(planned);
      expectOptimum(plan, planned);
      return plan.cost.unplaced;
    };
    // Three of the office's teams in each half-day of 4 December for seven villages, one of the police's for the town.
    expect(await unplaced({ form: 'meeting', perVillage: 1 })).toBe(10_000);
    expect(await unplaced({ form: 'meeting', perTown: 4 })).toBe(10_000 + 12_000);
    expect(await unplaced({ form: 'slogans', perVillage: 1 })).toBe(0);
  });

  it('names the rule that refused, and warns of each task', async () => {
    const scarce = smallCalendars({ duties: [{ id: 'stall', form: 'market-stall' }] });
    const plan = await solved({ calendars: scarce, from: '2026-12-31' });
    expect(plan.tasks.map(({ slot: at, reasons }) => ({ at, reasons }))).toEqual([
      {
        at: null,
        reasons: [
          '60 个时段：早于 2026-12-31',
          '2 个时段：不是圩日',
          '允许不在圩日办就能排上（12月31日上午）',
        ],
      },
    ]);
    expect(plan.warnings.map(({ type, where }) => ({ type, where }))).toEqual([
      { type: 'unplaced', where: '2026-stall-m12-v1' },
    ]);
  });
});
