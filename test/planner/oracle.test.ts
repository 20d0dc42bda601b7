import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkPlan } from '../support/planOracle.js';
import { checkTasks } from '../support/planTasks.js';
import { planCase, SMALL, solved } from '../support/randomTown.js';

describe('x', () => {
  it('y', async () => {
    const times: number[] = [];
    let unplaced = 0, n = 0, nonzero = 0;
    await fc.assert(
      fc.asyncProperty(planCase(SMALL), async (planCase) => {
        const t = performance.now();
        const plan = await solved(planCase);
        times.push(performance.now() - t);
        const v = checkPlan(plan, planCase.calendars, planCase);
        expect(v.violations).toEqual([]);
        expect(checkTasks(plan, planCase.calendars)).toEqual([]);
        expect(v.cost).toEqual(plan.cost);
        if (plan.cost.unplaced) unplaced++;
        n += plan.tasks.length; if (plan.cost.load) nonzero++;
        const stuck = plan.tasks.filter((task) => !task.light || task.lawyer).every(({ slot }) => slot === null);
        if (!stuck) expect({gap: plan.gap, bound: plan.bound}).toEqual({gap: 0, bound: plan.cost.total});
        if (!stuck) expect(v.lowerBound).toBeLessThanOrEqual(plan.bound);
      }),
      { numRuns: Number(process.env.RUNS ?? 100) },
    );
    times.sort((a, b) => a - b);
    console.log(times.length, times.reduce((a, b) => a + b, 0) / times.length, times.at(-1), unplaced, n / times.length, nonzero);
  }, 600000);
});
