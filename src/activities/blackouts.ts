import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import {
  addDays,
  daySchema,
  daysBetween,
  FIRST_YEAR,
  LAST_YEAR,
  textSchema,
  yearOf,
} from '../calendar/index.js';
import { endDayOf, startDayOf, type Activity, type BlackoutFact, type PlanIn } from '../facts/index.js';
import { dayIn, faultAt, isoIn, oneOf, type Fault, type Town } from '../town/index.js';
import type { ActContext } from './acts.js';
import { InvalidError, NotFoundError } from './errors.js';
import { putQueued, standingIn } from './plans.js';
import { mustBeSeen, type Seen } from './seen.js';

/** The longest blackout, in days: a longer one is mistyped. */
const MOST_DAYS = 366;

/** The body of a new blackout, for a town. `villages`: null is the whole town; an empty list is refused. */
export const newBlackoutSchema = (town: Town) =>
  z.strictObject({
    start: daySchema,
    end: daySchema,
    villages: z
      .array(oneOf(town.villages, '村'))
      .min(1, '一个村也没有写；全镇停办请写 null')
      .refine((list) => new Set(list).size === list.length, '同一个村写了两次')
      .nullable(),
    reason: textSchema,
  });

export type NewBlackout = z.infer<ReturnType<typeof newBlackoutSchema>>;

/** What is wrong with its days together; those that are no days have faults of their own. */
export function blackoutDayFaults(input: unknown, today: string): Fault[] {
  const days = z.object({ start: daySchema, end: daySchema }).safeParse(input);
  if (!days.success) return [];
  const { start, end } = days.data;
  const fault = (key: 'start' | 'end', message: string): Fault[] => [faultAt(input, [key], message)];
  if (end < start) return fault('end', '结束早于开始，请把两个日期对调');
  if (end < today) return fault('end', `已经过去了，请写今天（${today}）或以后的日期`);
  if (yearOf(start) < FIRST_YEAR || yearOf(end) > LAST_YEAR)
    return fault(yearOf(end) > LAST_YEAR ? 'end' : 'start', `年份要在 ${FIRST_YEAR} 到 ${LAST_YEAR} 之间`);
  if (daysBetween(start, end) >= MOST_DAYS) return fault('end', `一个停办时段最长 ${MOST_DAYS} 天`);
  return [];
}

/** A blackout, and the plans that make room for it. */
export interface BlackoutResult {
  readonly blackout: BlackoutFact;
  readonly plans: readonly PlanIn<'queued'>[];
}

/** The years to plan again: those of the days, and those whose activities stand on them, as over New Year. */
export function yearsTouched(
  { start, end, villages }: Pick<BlackoutFact, 'start' | 'end' | 'villages'>,
  activities: readonly Activity[],
): number[] {
  const hit = activities.filter(
    (activity) =>
      activity.status !== 'cancelled' &&
      startDayOf(activity) <= end &&
      endDayOf(activity) >= start &&
      (villages === null || (activity.village !== null && villages.includes(activity.village))),
  );
  const years = new Set([yearOf(start), yearOf(end), ...hit.map(({ year }) => year)]);
  return [...years].sort((a, b) => a - b);
}

/**
 * Puts a blackout and queues a plan for each year it touches. Nothing moves before such a plan is released.
 *
 * @param desk the process that will search, as the store calls it
 * @throws InvalidError when its days make no sense together
 */
export async function addBlackout(
  { transaction, calendars, now }: ActContext,
  input: NewBlackout,
  desk: string,
): Promise<BlackoutResult> {
  const { town } = calendars;
  const today = dayIn(now, town.zone);
  const faults = blackoutDayFaults(input, today);
  if (faults.length > 0) throw new InvalidError(faults);
  const at = isoIn(now, town.zone);
  const id = `b-${randomBytes(10).toString('hex')}`;
  const blackout = { id, town: town.id, ...input, createdAt: at, revision: 1 };
  await transaction.put('blackouts', blackout);
  const { activities } = await standingIn(transaction, town.id);
  const plans: PlanIn<'queued'>[] = [];
  // Today's half-days may have begun.
  const from = addDays(today, 1);
  for (const year of yearsTouched(blackout, activities).filter((it) => it >= yearOf(today))) {
    const request = { year, from, blackout: id };
    plans.push(await putQueued(transaction, town.id, request, at, desk));
  }
  return { blackout, plans };
}

/**
 * Takes a blackout away; what moved for it stays where it is until a plan is released.
 *
 * @param seen what the caller saw
 * @throws NotFoundError, RevisionError
 */
export async function removeBlackout(
  { transaction, calendars }: Pick<ActContext, 'transaction' | 'calendars'>,
  id: string,
  seen: Seen = 'any',
): Promise<void> {
  const { id: town } = calendars.town;
  const blackout = await transaction.get('blackouts', town, id);
  if (!blackout) throw new NotFoundError(id, '停办时段');
  mustBeSeen(blackout, seen, '这个停办时段');
  await transaction.remove('blackouts', town, id);
}
