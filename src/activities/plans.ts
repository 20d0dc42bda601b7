import { randomBytes } from 'node:crypto';
import { occurrencesOf, type Occurrence } from '../calendar/index.js';
import type {
  Actor,
  Plan,
  PlanContent,
  PlanDiff,
  PlanIn,
  ReadTransaction,
  Store,
  WriteTransaction,
} from '../facts/index.js';
import type { PlanResult } from '../planner/index.js';
import { isoIn, type Calendars } from '../town/index.js';
import type { ActContext } from './acts.js';
import type { Draft, PlanRequest } from './drafting.js';
import { ConflictError, NotFoundError } from './errors.js';
import type { Standing } from './planningCase.js';
import { releaseOf } from './release.js';
import { slotOf } from './slotTimes.js';
import { staleIn } from './stale.js';

/** So many plans of a year keep what they place: the older ones nobody compares with any more. */
const KEPT_CONTENTS = 5;

const PLAN = '计划';

/** The year and the second in it, and chance for two in one second. */
const newPlanId = (year: number, at: string): string =>
  `${year}-${at.replace(/\D/g, '').slice(0, 14)}-${randomBytes(3).toString('hex')}`;

/**
 * Notes that a plan is wanted; who searches for it finds it as queued.
 *
 * @param desk the process that will search, as the store calls it
 */
export async function putQueued(
  transaction: WriteTransaction,
  town: string,
  { year, from, blackout }: PlanRequest,
  at: string,
  desk: string,
): Promise<PlanIn<'queued'>> {
  const plan = {
    id: newPlanId(year, at),
    town,
    year,
    from,
    blackout,
    createdAt: at,
    state: 'queued',
    desk,
  } as const;
  await transaction.put('plans', plan);
  return plan;
}

/** All of a town that its plans must look at. */
export const standingIn = async (transaction: ReadTransaction, town: string): Promise<Standing> => ({
  activities: await transaction.find('activities', { town }),
  blackouts: await transaction.find('blackouts', { town }),
});

const headOf = ({ id, town, year, from, blackout, createdAt }: Plan) => ({
  id,
  town,
  year,
  from,
  blackout,
  createdAt,
});

const qualityOf = ({ cost, bound, seconds }: PlanResult) => ({ cost: { ...cost }, bound, seconds });

const contentOf = (
  { id, town, year, createdAt }: Plan,
  { result, diff, touched }: Draft,
  { activities, blackouts }: Standing,
): PlanContent => ({
  id,
  town,
  year,
  createdAt,
  tasks: result.tasks.map((task) => ({
    ...task,
    partners: [...task.partners],
    reasons: [...task.reasons],
  })),
  warnings: [...result.warnings],
  diff,
  touched: { ...touched },
  stood: Object.fromEntries(
    activities.filter(({ id }) => diff.moved.includes(id)).map((activity) => [activity.id, slotOf(activity)]),
  ),
  blackouts: [...blackouts],
});

/** What a plan could not place. */
const unplacedIn = ({ tasks }: Pick<PlanResult, 'tasks'>) =>
  tasks.filter(({ slot }) => slot === null).map(({ id, reasons }) => ({ id, reasons: [...reasons] }));

/** Stores what a search has found for a queued plan. Nothing in the calendar changes. */
export function storeDraft(
  store: Store,
  actor: Actor,
  queued: PlanIn<'queued'>,
  draft: Draft,
  standing: Standing,
): Promise<void> {
  return store.write(actor, async (transaction) => {
    await transaction.put('plans', { ...headOf(queued), ...qualityOf(draft.result), state: 'draft' });
    await transaction.put('planContents', contentOf(queued, draft, standing));
    await forgetOld(transaction, queued);
  });
}

/** Stores that a search has failed, with what to say of it. */
export const storeFailure = (
  store: Store,
  actor: Actor,
  queued: PlanIn<'queued'>,
  error: string,
): Promise<void> =>
  store.write(actor, (transaction) =>
    transaction.put('plans', { ...headOf(queued), state: 'failed', error }),
  );

/** What older plans of the year place goes; that they were made stays. */
async function forgetOld(transaction: WriteTransaction, { id: newest, town, year }: Plan): Promise<void> {
  const others = (await transaction.find('planContents', { town })).filter(
    (content) => content.year === year && content.id !== newest,
  );
  const newestFirst = [...others].sort((a, b) => (a.createdAt + a.id < b.createdAt + b.id ? 1 : -1));
  for (const { id } of newestFirst.slice(KEPT_CONTENTS - 1))
    await transaction.remove('planContents', town, id);
}

async function draftIn(
  transaction: ReadTransaction,
  town: string,
  id: string,
): Promise<{ plan: PlanIn<'draft'>; content: PlanContent }> {
  const plan = await transaction.get('plans', town, id);
  const content = await transaction.get('planContents', town, id);
  if (!plan) throw new NotFoundError(id, PLAN);
  if (plan.state === 'released') throw new ConflictError('这份计划已经发布过了；要再改，请重新编排');
  if (plan.state === 'failed') throw new ConflictError(`这份计划没有编排成功（${plan.error}），请重新编排`);
  if (plan.state === 'queued') throw new ConflictError('这份计划还没有编排完，请等它变成 draft');
  if (!content) throw new ConflictError('这份草案太旧，排了什么已经不留，请重新编排');
  return { plan, content };
}

/**
 * Releases a draft: puts its activities into the calendar, all of them or none.
 *
 * @throws NotFoundError; ConflictError when it is no draft, or out of date, with all that has changed since
 */
export async function releaseDraft({ transaction, calendars, now }: ActContext, id: string): Promise<void> {
  const { town, keyDates } = calendars;
  const at = isoIn(now, town.zone);
  const { plan, content } = await draftIn(transaction, town.id, id);
  const standing = await standingIn(transaction, town.id);
  const base = { town, occurrences: occurrencesOf(keyDates, plan.year), at };
  const release = releaseOf({ ...plan, tasks: content.tasks }, standing.activities, base);
  const stale = staleIn(plan, content, release, { ...standing, calendars, at });
  if (stale.length > 0)
    throw new ConflictError(`编排之后情况变了（${stale.length} 处），没有发布；请重新编排`, stale);
  for (const activity of release.puts) await transaction.put('activities', activity);
  await transaction.put('plans', {
    ...plan,
    state: 'released',
    unplaced: unplacedIn(content),
    warnings: content.warnings,
  });
}

/** Releases fresh plans of one town: one write, all or nothing. */
export function releasePlans(
  store: Store,
  actor: Actor,
  plans: readonly PlanResult[],
  { town }: Pick<Calendars, 'town'>,
  occurrencesIn: (year: number) => readonly Occurrence[],
  at: string,
): Promise<PlanDiff[]> {
  return store.write(actor, async (transaction) => {
    const diffs: PlanDiff[] = [];
    for (const result of plans) {
      const { year, from } = result;
      const standing = await standingIn(transaction, town.id);
      const base = { town, occurrences: occurrencesIn(year), at };
      const { puts, diff, touched } = releaseOf(result, standing.activities, base);
      for (const activity of puts) await transaction.put('activities', activity);
      const head = { id: newPlanId(year, at), town: town.id, year, from, blackout: null, createdAt: at };
      const plan: PlanIn<'released'> = {
        ...head,
        ...qualityOf(result),
        state: 'released',
        unplaced: unplacedIn(result),
        warnings: [...result.warnings],
      };
      await transaction.put('plans', plan);
      await transaction.put('planContents', contentOf(plan, { result, diff, touched }, standing));
      diffs.push(diff);
    }
    return diffs;
  });
}
