import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { occurrencesOf } from '../../src/calendar/index.js';
import { circumstancesOf, tasksOf } from '../../src/planner/index.js';
import { greedyChoices } from '../../src/planner/greedy.js';
import { problemOf, type Choices, type Problem } from '../../src/planner/problem.js';
import type { Finding } from '../../src/planner/solver/best.js';
import { modelOf, runModel, withHighs } from '../../src/planner/solver/highs.js';
import { relaxationOf } from '../../src/planner/solver/relaxation.js';
import { joined, placeColumns, rowsOf, slackColumns } from '../../src/planner/solver/rows.js';
import { search } from '../../src/planner/solver/search.js';
import { costOfChoices, Tally, taskCount } from '../../src/planner/tally.js';
import { gangmen } from '../support/gangmen.js';
import { planCase, SMALL, tasksIn, YEAR, type PlanCase } from '../support/randomTown.js';
import { workdaysOf } from '../support/smallTown.js';

function problemIn(planned: PlanCase): Problem {
  const { calendars, ...occasion } = planned;
  const c = circumstancesOf(calendars, occurrencesOf(calendars.keyDates, YEAR), occasion);
  return problemOf([
    { tasks: tasksIn(planned), circumstances: { ...c, workday: workdaysOf(calendars.holidays) } },
  ]).problem;
}

/** Whether every choice finds what it uses up still there, taken one after another. */
function fitsTogether(problem: Problem, choices: Choices): boolean {
  const tally = new Tally(problem);
  return [...choices].every((choice, task) => {
    if (choice < 0) return true;
    const fits = tally.fits(choice);
    if (fits) tally.take(task, choice);
    return fits;
  });
}

describe('a search whose time is over', () => {
  it('has a plan that keeps every rule, no dearer than it began with, and a bound that holds', async () => {
    const highs = await withHighs((loaded) => loaded);
    fc.assert(
      fc.property(fc.noBias(planCase(SMALL)), fc.nat({ max: 6 }), (planned, looks) => {
        const problem = problemIn(planned);
        // Where all is fixed nobody searches.
        fc.pre(taskCount(problem) > 0);
        const start = greedyChoices(problem);
        const searched = (secondsLeft: () => number): Finding =>
          search(highs, problem, start, secondsLeft, () => undefined);
        // How often it may look at the clock before its time is over.
        let left = looks;
        const { choices, cost, bound } = searched(() => ((left -= 1) < 0 ? 0 : 10));
        expect(fitsTogether(problem, choices)).toBe(true);
        expect(cost).toBe(costOfChoices(problem, choices));
        expect(cost).toBeLessThanOrEqual(costOfChoices(problem, start));
        const optimum = searched(() => 10).cost;
        expect([cost >= optimum, bound <= optimum]).toEqual([true, true]);
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  it('in the middle of the proof for a whole town tells what it has', async () => {
    const { keyDates, town } = gangmen;
    const occurrences = occurrencesOf(keyDates, 2027);
    const circumstances = circumstancesOf(gangmen, occurrences, { from: '2027-01-01' });
    const tasks = tasksOf(town, occurrences, 2027, '2027-01-01');
    const { problem } = problemOf([{ tasks, circumstances }]);
    const start = greedyChoices(problem);
    let looks = 0;
    // Its small moves look first; then the proof has a tenth of a second.
    const secondsLeft = (): number => ((looks += 1) === 1 ? 0 : 0.1);
    const found = await withHighs((highs) => search(highs, problem, start, secondsLeft, () => undefined));
    expect(fitsTogether(problem, found.choices)).toBe(true);
    expect(found.cost).toBeLessThanOrEqual(costOfChoices(problem, start));
    expect(found.bound).toBeLessThanOrEqual(found.cost);
  }, 60_000);
});

describe('the solver', () => {
  it('says in few words what it failed with', async () => {
    const long = `TypeError: ${'x'.repeat(1000)}`;
    await expect(
      withHighs(() => {
        throw new Error(long);
      }),
    ).rejects.toThrow(`the solver failed: ${long.slice(0, 300)}`);
    const thrown = await withHighs(() => {
      // Throws the number itself, as code compiled to WebAssembly does.
      AbortSignal.abort(1234).throwIfAborted();
    }).catch((error: unknown) => error);
    expect(thrown).toEqual(new Error('the solver failed: 1234'));
  });

  it('refuses a model that nothing solves', async () => {
    const [planned] = fc.sample(planCase(SMALL), { numRuns: 1, seed: 1 });
    if (!planned) throw new Error('no case');
    const relaxation = relaxationOf(problemIn(planned), new Set());
    const rows = rowsOf(relaxation);
    // Each task is to be placed twice, and may stay unplaced or be placed but once.
    const twice = {
      ...rows,
      lower: rows.lower.map((value) => value * 2),
      upper: rows.upper.map((value) => value * 2),
    };
    const slack = slackColumns(rows);
    const columns = joined({ ...slack, upper: slack.upper.map(() => 0) }, placeColumns(rows, []));
    await expect(
      withHighs((highs) => {
        const model = modelOf(highs, twice, columns, null);
        try {
          model.options.set({ output_flag: false });
          return runModel(highs, model);
        } finally {
          model.dispose();
        }
      }),
    ).rejects.toThrow(/^the solver failed: HiGHS ended with model status \d+$/);
  });
});
