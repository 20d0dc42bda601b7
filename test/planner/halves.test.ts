import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { occurrencesOf } from '../../src/calendar/index.js';
import { circumstancesOf, plan, solveWithHighs } from '../../src/planner/index.js';
import { problemOf } from '../../src/planner/problem.js';
import { priceProof } from '../../src/planner/solver/bound.js';
import { relaxationOf } from '../../src/planner/solver/relaxation.js';
import { circumstances, task } from '../support/planningTask.js';
import { planCase, solved, tasksIn, TINY, YEAR } from '../support/randomTown.js';
import { smallCalendars, workdaysOf } from '../support/smallTown.js';

const options = { solve: solveWithHighs, seconds: 10, clock: () => 0 };

describe('halves of a day', () => {
  it('are told apart where the day as a whole would hold more than its halves do', async () => {
    // Each two of three town-wide tasks share a department of one team: a day has room for two of them, one a half.
    const beside = circumstances();
    const { town } = smallCalendars({ departments: { a: 1, b: 1, c: 1 } });
    const c = { ...beside, town };
    const day = '2026-12-04';
    const pairs = [
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'a'],
    ] as const;
    const tasks = pairs.map(([lead, partner]) =>
      task({ id: lead, village: null, lead, partners: [partner], window: { start: '2026-12-03', end: day } }),
    );
    const { tasks: planned, cost, bound } = await plan(tasks, 2026, c, options);
    expect(planned.map(({ slot }) => slot?.date).sort()).toEqual(['2026-12-03', day, day]);
    expect([cost.total, bound]).toEqual([1, 1]);
  });

  it('give a stall the morning', async () => {
    const c = circumstances();
    const stall = task({ village: null, partners: [], market: 'require', weekend: true });
    const { tasks } = await plan([stall], 2026, c, options);
    expect(tasks[0]?.slot).toEqual({ date: '2026-12-03', half: 'am' });
  });
});

describe('the bound of any prices', () => {
  it('is never above the optimum', async () => {
    const prices = fc.array(fc.double({ min: -5, max: 20_000, noNaN: true }), {
      minLength: 1,
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(fc.noBias(planCase(TINY)), prices, async (planned, list) => {
        const { calendars, ...occasion } = planned;
        const c = {
          ...circumstancesOf(calendars, occurrencesOf(calendars.keyDates, YEAR), occasion),
          workday: workdaysOf(calendars.holidays),
        };
        const { problem } = problemOf([{ tasks: tasksIn(planned), circumstances: c }]);
        const relaxation = relaxationOf(problem, new Set());
        const some = (length: number): Float64Array =>
          Float64Array.from({ length }, (_, index) => list[index % list.length] ?? 0);
        const { bound } = priceProof(relaxation, {
          limit: some(relaxation.capacity.length),
          week: some(problem.weekRoom.length),
          group: some(Math.max(0, ...problem.taskGroup.map((group) => group + 1))),
        });
        const { cost } = await solved(planned);
        expect(bound).toBeLessThanOrEqual(cost.total + 1e-6);
      }),
      { numRuns: 40 },
    );
  });
});
