import { describe, expect, it } from '@jest/globals';
import { plan, solveWithHighs, type Occupant, type PlanResult, type Slot } from '../../src/planner/index.js';
import { circumstances, slot, task } from '../support/planningTask.js';

/** A town that is comfortable with one activity a week, and these already standing in the key day's. */
function planBeside(slots: readonly Slot[], occupant: Partial<Occupant> = {}): Promise<PlanResult> {
  const beside = circumstances({
    occupied: slots.map((at) => ({
      occupant: { ...task(), village: 'v2', lead: null, ...occupant },
      slot: at,
    })),
  });
  const { town } = beside;
  const c = { ...beside, town: { ...town, limits: { ...town.limits, comfortablePerWeek: 1 } } };
  return plan([task()], 2026, c, { solve: solveWithHighs, seconds: 10, clock: () => 0 });
}

const THREE = [slot('2026-11-30'), slot('2026-12-01'), slot('2026-12-02')];

describe('a plan beside activities that are none of its own', () => {
  it('answers for the load it adds, not for the load it found', async () => {
    const alone = await planBeside([]);
    expect([alone.cost.total, alone.cost.load, alone.bound]).toEqual([0, 0, 0]);
    // The week already holds three where one is comfortable; the plan's own is one more, at 2.
    const beside = await planBeside(THREE);
    expect([beside.tasks[0]?.slot?.date, beside.cost.total, beside.cost.load]).toEqual(['2026-12-04', 2, 2]);
    expect([beside.bound, beside.gap]).toEqual([2, 0]);
  });

  it('adds no load for weeks it does not touch', async () => {
    const { cost, bound } = await planBeside(
      [...THREE].map(({ half }, index) => slot(`2026-11-2${index + 4}`, half)),
    );
    expect([cost.total, cost.load, bound]).toEqual([0, 0, 0]);
  });

  it('gives way to them where something is used up', async () => {
    const { tasks, cost, bound } = await planBeside([slot('2026-12-04')], { village: 'v1' });
    // The day before in the loaded week, or Monday in a free one: three either way.
    expect(['2026-12-03', '2026-12-07']).toContain(tasks[0]?.slot?.date);
    expect([cost.total, bound]).toEqual([3, 3]);
  });
});
