import { occurrencesOf, type Day } from '../calendar/index.js';
import type { PlanDiff, Warning } from '../facts/index.js';
import { hitTasks, plan, replan, type PlanOptions, type PlanResult } from '../planner/index.js';
import type { Calendars } from '../town/index.js';
import { immovableInBlackouts, planningCase, type PlanningCase, type Standing } from './planningCase.js';
import { releaseOf } from './release.js';

/** What a draft is warned of beside what its plan is, for scripts; never renamed. */
export const DRAFT_WARNINGS = ['blackout', 'widened'] as const;

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
  const { tasks, circumstances } = planning;
  const found =
    blackout === null
      ? await plan(tasks, year, circumstances, options)
      : (await replan(tasks, year, circumstances, options)).plan;
  // When it is released decides nothing of what it changes.
  const base = { town, occurrences: occurrencesOf(keyDates, year), at: '' };
  const { diff, touched } = releaseOf(found, standing.activities, base);
  const warnings = [
    ...immovableInBlackouts(standing, circumstances),
    ...(blackout === null ? [] : movedBeside(diff, planning)),
    ...found.warnings,
  ];
  return { result: { ...found, warnings }, diff, touched };
}

/** What moves though no blackout hits it: without it something would find no slot. */
function movedBeside({ moved }: PlanDiff, { tasks, circumstances: c }: PlanningCase): Warning[] {
  const hit = new Set(hitTasks(tasks, c));
  return moved
    .filter((id) => !hit.has(id))
    .map((id) => ({ type: 'widened', message: '不在停办的日子也要移动，否则有任务排不上', where: id }));
}
