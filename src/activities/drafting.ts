import { occurrencesOf, type Day } from '../calendar/index.js';
import type { PlanDiff } from '../facts/index.js';
import type { PlanOptions, PlanResult } from '../planner/index.js';
import type { Calendars } from '../town/index.js';
import { immovableInBlackouts, planningCase, type Standing } from './planningCase.js';
import { releaseOf } from './release.js';
import { search } from './search.js';

/** What a plan is asked for. */
export interface PlanRequest {
  readonly year: number;
  /** Nothing is placed before this day. */
  readonly from: Day;
  /** The id of the blackout to make room for, moving only what that hits; null for the year as a whole. */
  readonly blackout: string | null;
}

/** A plan before its release, and what the release would change. */
export interface Draft {
  readonly result: PlanResult;
  readonly diff: PlanDiff;
  /** The revision of each activity the release writes; 0 where there is none. */
  readonly touched: Readonly<Record<string, number>>;
}

/**
 * Plans a year anew from what stands now; nothing is stored.
 *
 * @throws when the search fails
 */
export async function draftPlan(
  calendars: Calendars,
  { year, from, blackout }: PlanRequest,
  standing: Standing,
  options: PlanOptions,
): Promise<Draft> {
  const { town, keyDates } = calendars;
  const planning = planningCase(calendars, { year, from }, standing);
  const found = await search(planning, year, blackout !== null, options);
  const stopped = immovableInBlackouts(standing, planning.circumstances);
  const result = { ...found, warnings: [...stopped, ...found.warnings] };
  // When it is released decides nothing of what it changes.
  const base = { town, occurrences: occurrencesOf(keyDates, year), at: '' };
  const { diff, touched } = releaseOf(result, standing.activities, base);
  return { result, diff, touched };
}
