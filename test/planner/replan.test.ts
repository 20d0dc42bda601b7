import { describe, expect, it } from '@jest/globals';
import { plan, replan, solveWithHighs, type Blackout, type Replan } from '../../src/planner/index.js';
import { circumstances, slot, task } from '../support/planningTask.js';

const options = { solve: solveWithHighs, seconds: 10, clock: () => 0 };

/** Three meetings in three villages, a team a half-day: they stand on the key day and the day before. */
const TASKS = ['v1', 'v2', 'v3'].map((village) =>
  task({ id: village, village, lead: 'police', partners: [] }),
);

const typhoon: Blackout = { start: '2026-12-04', end: '2026-12-04', villages: null, reason: '台风' };

async function afterTyphoon(
  stands: Record<string, string>,
  { fixed = [], tasks = TASKS }: { fixed?: readonly string[]; tasks?: typeof TASKS } = {},
): Promise<Replan> {
  const released = new Map(
    Object.entries(stands).map(([id, at]) => {
      const [day = '', half] = at.split(' ');
      return [id, slot(day, half === 'pm' ? 'pm' : 'am')] as const;
    }),
  );
  const c = circumstances({
    released,
    fixed: new Map([...released].filter(([id]) => fixed.includes(id))),
    blackouts: [typhoon],
  });
  return replan(tasks, 2026, c, options);
}

const slotsOf = ({ plan: { tasks } }: Replan) =>
  Object.fromEntries(tasks.map(({ id, slot: at }) => [id, at ? `${at.date} ${at.half}` : null]));

describe('a re-plan after a typhoon', () => {
  it('moves what was hit and leaves the rest, however far it stands from its key day', async () => {
    const again = await afterTyphoon({ v1: '2026-12-04', v2: '2026-12-04 pm', v3: '2026-11-25' });
    const { v3, ...hit } = slotsOf(again);
    expect([again.reach, again.hit, again.withoutSlot, v3]).toEqual([
      'hit',
      ['v1', 'v2'],
      [],
      '2026-11-25 am',
    ]);
    expect(Object.values(hit).sort()).toEqual(['2026-12-03 am', '2026-12-03 pm']);
    expect([again.plan.gap, again.plan.cost.moved]).toEqual([0, 42]);
  });

  it('leaves what is fixed even on the day itself', async () => {
    const again = await afterTyphoon({ v1: '2026-12-04', v2: '2026-12-04 pm' }, { fixed: ['v1'] });
    expect([again.hit, slotsOf(again).v1]).toEqual([['v2'], '2026-12-04 am']);
  });

  it('reaches further only where a task finds no slot otherwise, and says for which', async () => {
    // Nothing but the eve is left to v1, and both its half-days are taken by who could go elsewhere.
    const [first, ...others] = TASKS;
    if (!first) throw new Error('no task');
    const narrow = { ...first, window: { start: '2026-12-03', end: '2026-12-04' } };
    const stands = { v1: '2026-12-04', v2: '2026-12-03', v3: '2026-12-03 pm' };
    const again = await afterTyphoon(stands, { tasks: [narrow, ...others] });
    expect([again.reach, again.withoutSlot]).toEqual(['all', ['v1']]);
    expect([again.plan.cost.unplaced, slotsOf(again).v1?.slice(0, 10)]).toEqual([0, '2026-12-03']);
    const moved = Object.entries(stands).filter(([id, at]) => slotsOf(again)[id]?.startsWith(at) !== true);
    expect(moved).toHaveLength(2);
  });

  it('plans everything anew when asked', async () => {
    const released = new Map([['v3', slot('2026-11-25')]]);
    const c = circumstances({ released, blackouts: [typhoon] });
    const all = await replan(TASKS, 2026, c, { ...options, all: true });
    expect([all.reach, all.plan.cost]).toEqual(['all', (await plan(TASKS, 2026, c, options)).cost]);
  });
});
