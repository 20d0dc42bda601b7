import { occurrencesOf } from '../../src/calendar/index.js';
import {
  circumstancesOf,
  plan,
  tasksOf,
  type Occasion,
  type PlanResult,
  type Solve,
} from '../../src/planner/index.js';
import { gangmen } from './gangmen.js';

/** Finds nothing, so that the planner's quick plan stands: valid, and made in a moment. */
const noSolver: Solve = () => Promise.resolve({ values: null, bound: 0 });

/** A valid plan of the real town that nobody waited for. */
export function quickPlan(year: number, occasion: Occasion): Promise<PlanResult> {
  const occurrences = occurrencesOf(gangmen.keyDates, year);
  return plan(
    tasksOf(gangmen.town, occurrences, year, occasion.from),
    year,
    circumstancesOf(gangmen, occurrences, occasion),
    { solve: noSolver, seconds: 1, clock: () => 0 },
  );
}
