import { daysBetween, type Day } from '../../../calendar/index.js';
import { tickIdOf, type Activity, type Tick } from '../../../facts/index.js';
import type { Deadline } from '../../../reminders/index.js';
import { lineOf } from './missing.js';

/** How far ahead a deadline is near, and how long one that is over stays in front, in days. */
const SOON_DAYS = 30;
const LATE_DAYS = 60;

export const STANDINGS = ['late', 'soon', 'ahead', 'old', 'done'] as const;
export type Standing = (typeof STANDINGS)[number];

/** A deadline as the page has it. */
export interface Task extends Pick<Deadline, 'id' | 'day' | 'villages'> {
  readonly name: string;
  readonly standing: Standing;
  /** Days to go; negative where it is over. */
  readonly left: number;
  /** The day it was ticked off as a whole; null where it was not. */
  readonly tickedOn: Day | null;
  /** What it checks and has no record. */
  readonly lacking: readonly ReturnType<typeof lineOf>[];
}

function standingOf({ done, day }: Deadline, today: Day): Standing {
  if (done) return 'done';
  if (day < today) return daysBetween(day, today) <= LATE_DAYS ? 'late' : 'old';
  return daysBetween(today, day) <= SOON_DAYS ? 'soon' : 'ahead';
}

/** The deadlines of a year as tasks. */
export const tasksOf = (
  deadlines: readonly Deadline[],
  ticks: readonly Tick[],
  activities: readonly Activity[],
  today: Day,
): Task[] => {
  const ticked = new Map(ticks.map(({ id, at }) => [id, at.slice(0, 10)]));
  const known = new Map(activities.map((activity) => [activity.id, activity]));
  return deadlines.map((deadline) => {
    const { id, day, duty, villages, lacking } = deadline;
    return {
      id,
      day,
      villages,
      name: duty.name,
      standing: standingOf(deadline, today),
      left: daysBetween(today, day),
      tickedOn: ticked.get(tickIdOf({ duty: duty.id, day, village: null })) ?? null,
      lacking: lacking.flatMap((one) => known.get(one) ?? []).map(lineOf),
    };
  });
};
