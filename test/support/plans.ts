import { occurrencesOf } from '../../src/calendar/index.js';
import { circumstancesOf, plan, tasksOf, type PlanResult, type Solve } from '../../src/planner/index.js';
import { gangmen } from './gangmen.js';

/** Finds nothing, so that the planner's quick plan stands: valid, and made in a moment. */
const noSolver: Solve = () => Promise.resolve({ values: null, bound: 0 });

const made = new Map<string, Promise<PlanResult>>();

/** A valid plan of the real town from a day on that nobody waited for; a suite's tests make it once. */
export function quickPlan(year: number, from: string): Promise<PlanResult> {
  const key = `${year} ${from}`;
  const occurrences = occurrencesOf(gangmen.keyDates, year);
  const result =
    made.get(key) ??
    plan(
      tasksOf(gangmen.town, occurrences, year, from),
      year,
      circumstancesOf(gangmen, occurrences, { from }),
      { solve: noSolver, seconds: 1, clock: () => 0 },
    );
  made.set(key, result);
  return result;
}
