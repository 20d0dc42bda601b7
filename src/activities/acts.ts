import { createHash, randomBytes } from 'node:crypto';
import type { DateTime } from 'luxon';
import { dayIn, isoIn, type Calendars } from '../town/index.js';
import { occurrenceOf, yearOf } from '../calendar/index.js';
import {
  startDayOf,
  type Activity,
  type ReadTransaction,
  type Warning,
  type WriteTransaction,
} from '../facts/index.js';
import { circumstancesOf } from '../planner/index.js';
import { changed } from './change.js';
import { ConflictError, InvalidError, NotFoundError } from './errors.js';
import { timesFrom, type ActivityPatch, type NewActivity } from './input.js';
import { mustBeSeen, type Seen } from './seen.js';
import { warningsFor, weekAround } from './warnings.js';

/** What every act needs. It puts what it does into `transaction`; whoever opened that decides whether it stands. */
export interface ActContext {
  readonly transaction: WriteTransaction;
  readonly calendars: Calendars;
  readonly now: DateTime;
}

/** An activity as an act left it, and the planning rules it breaks. */
export interface ActResult {
  readonly activity: Activity;
  readonly warnings: readonly Warning[];
}

const BY_HAND = 'x-';

/** An id that no plan makes and nobody guesses. */
const newId = (): string => BY_HAND + randomBytes(10).toString('hex');

/** The id of what came from another calendar: the same for the same UID, so that it is changed and not doubled. */
export const importedId = (uid: string): string =>
  BY_HAND + createHash('sha256').update(uid).digest('hex').slice(0, 20);

/** Whether a person made it, and no plan. */
export const isMadeByHand = ({ id }: Pick<Activity, 'id'>): boolean => id.startsWith(BY_HAND);

/** Activities with the planning rules that each breaks as things stand. */
export async function withWarnings(
  activities: readonly Activity[],
  { transaction, calendars, now }: ActContext,
): Promise<ActResult[]> {
  const { town, keyDates } = calendars;
  const weeks = activities.map(weekAround);
  const from = weeks.map((week) => week.from).sort()[0];
  const to = weeks
    .map((week) => week.to)
    .sort()
    .at(-1);
  // Asked for at once: a store behind a network answers in one go.
  const [standing, blackouts] = await Promise.all([
    transaction.find('activities', { town: town.id, from, to }),
    transaction.find('blackouts', { town: town.id }),
  ]);
  const byWeek = new Map<string, Activity[]>();
  for (const activity of standing) {
    const { from: week } = weekAround(activity);
    byWeek.set(week, [...(byWeek.get(week) ?? []), activity]);
  }
  const circumstances = circumstancesOf(calendars, [], { from: dayIn(now, town.zone), blackouts });
  return activities.map((activity) => {
    const keyDate = keyDates.find(({ id }) => id === activity.keyDate);
    const occurrence = keyDate ? occurrenceOf(keyDate, activity.year) : null;
    const week = byWeek.get(weekAround(activity).from) ?? [];
    return { activity, warnings: warningsFor(activity, week, circumstances, occurrence) };
  });
}

/** One activity with the planning rules that it breaks. */
async function warned(activity: Activity, context: ActContext): Promise<ActResult> {
  const [result] = await withWarnings([activity], context);
  return result ?? { activity, warnings: [] };
}

/**
 * Makes an activity by hand. It is pinned, so that a re-plan leaves it alone, and led by the office unless said.
 *
 * @throws InvalidError when its times make no sense together
 */
export const createActivity = async (context: ActContext, input: NewActivity): Promise<ActResult> =>
  warned(await putNew(context, input), context);

/** `createActivity` for one among many, whose warnings follow when all stand. */
export async function putNew(
  { transaction, calendars, now }: ActContext,
  input: NewActivity,
  id = newId(),
): Promise<Activity> {
  const { town } = calendars;
  const result = timesFrom(input, town.zone);
  if ('faults' in result) throw new InvalidError(result.faults);
  const at = isoIn(now, town.zone);
  const activity: Activity = {
    id,
    town: town.id,
    keyDate: input.keyDate ?? null,
    duty: input.duty ?? null,
    year: yearOf(startDayOf(result.times)),
    village: input.village,
    form: input.form,
    title: input.title,
    ...result.times,
    place: input.place,
    lead: input.lead === undefined ? town.office : input.lead,
    partners: input.partners ?? [],
    lawyer: input.lawyer ?? null,
    status: input.status ?? 'planned',
    pinned: input.pinned ?? true,
    sequence: 0,
    revision: 1,
    reasons: [],
    createdAt: at,
    updatedAt: at,
    scheduledAt: at,
  };
  await transaction.put('activities', activity);
  return activity;
}

/** The activity, if it stands at a revision the caller saw. */
async function current(
  transaction: ReadTransaction,
  town: string,
  id: string,
  seen: Seen,
): Promise<Activity> {
  const activity = await transaction.get('activities', town, id);
  if (!activity) throw new NotFoundError(id);
  mustBeSeen(activity, seen, '这项活动');
  return activity;
}

/** What a re-plan would write over: whoever changes it by hand wants it to stay. */
const PLANNED_FIELDS = ['village', 'form', 'lead', 'partners', 'lawyer'] as const;

/**
 * Changes an activity by hand. One that is moved, or given to other people, is pinned unless the change says otherwise: a
 * re-plan must not undo it.
 *
 * @param seen what the caller saw
 * @throws NotFoundError, RevisionError, InvalidError; ConflictError for `done` without a record
 */
export const changeActivity = async (
  context: ActContext,
  id: string,
  seen: Seen,
  patch: ActivityPatch,
): Promise<ActResult> => warned(await putChange(context, id, seen, patch), context);

/** `changeActivity` for one among many, whose warnings follow when all stand. */
export async function putChange(
  { transaction, calendars, now }: ActContext,
  id: string,
  seen: Seen,
  patch: ActivityPatch,
): Promise<Activity> {
  const { town } = calendars;
  const activity = await current(transaction, town.id, id, seen);
  if (activity.status === 'cancelled' && (patch.status === undefined || patch.status === 'done'))
    throw new ConflictError('这项活动已取消，要改请先恢复：status 写 planned');
  const recorded = async () => (await transaction.get('records', town.id, id)) !== undefined;
  if (patch.status === 'done' && activity.status !== 'done' && !(await recorded()))
    throw new ConflictError('还没有台账记录，不能标为已完成；请先填写记录');
  const { start = activity.start, end = activity.end, allDay } = patch;
  const result = timesFrom({ start, end, allDay }, town.zone);
  if ('faults' in result) throw new InvalidError(result.faults);
  const moved = result.times.start !== activity.start || result.times.end !== activity.end;
  const cancelled = patch.status === 'cancelled';
  const reassigned = PLANNED_FIELDS.some(
    (key) => patch[key] !== undefined && JSON.stringify(patch[key]) !== JSON.stringify(activity[key]),
  );
  const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
  const next = changed(
    activity,
    {
      ...given,
      ...result.times,
      pinned: patch.pinned ?? (moved || reassigned || cancelled || activity.pinned),
      // Why the plan put it where it no longer is.
      ...(moved || 'lead' in given || 'lawyer' in given || 'village' in given ? { reasons: [] } : {}),
    },
    isoIn(now, town.zone),
  );
  if (next !== activity) await transaction.put('activities', next);
  return next;
}

/** Cancels an activity; it stays, with its history. @throws NotFoundError, RevisionError */
export async function cancelActivity(context: ActContext, id: string, seen: Seen): Promise<Activity> {
  const { transaction, calendars, now } = context;
  const { town } = calendars;
  const activity = await current(transaction, town.id, id, seen);
  // Pinned: what a person cancelled no plan brings back.
  const next = changed(activity, { status: 'cancelled', pinned: true }, isoIn(now, town.zone));
  if (next !== activity) await transaction.put('activities', next);
  return next;
}
