import { Router } from 'express';
import { z } from 'zod';
import {
  NotFoundError,
  putQueued,
  releaseDraft,
  type PlanDesk,
  type PlanRequest,
} from '../../activities/index.js';
import { addDays, daySchema, LAST_YEAR, yearOf, type Day } from '../../calendar/index.js';
import type { Plan, PlanContent } from '../../facts/index.js';
import { faultAt } from '../../town/index.js';
import { ADMIN } from '../auth.js';
import { nowOf, todayOf, type WebContext } from '../context.js';
import { Problem } from '../problem.js';
import { listQuery, pageOf, readBody, readQuery } from './list.js';

/** What is shown of a search that was cut off when the program ended. */
const INTERRUPTED = '编排时进程中断，没有完成；请重新编排';

const planBody = z.strictObject({ year: z.int('要写四位数的年份，例如 2027'), from: daySchema.optional() });

/** From tomorrow, for today's half-days may have begun; a year to come from its first day. */
const firstDay = (year: number, today: Day): Day => {
  const tomorrow = addDays(today, 1);
  return yearOf(tomorrow) < year ? `${year}-01-01` : tomorrow;
};

/** @throws Problem 400 with each path that is wrong, 415 without JSON */
function requestFrom(body: unknown, today: Day): PlanRequest {
  const thisYear = yearOf(today);
  const schema = planBody.extend({
    year: planBody.shape.year
      .min(thisYear, `这一年已经过去，要写 ${thisYear} 到 ${LAST_YEAR}`)
      .max(LAST_YEAR, `要写 ${thisYear} 到 ${LAST_YEAR} 的年份`),
  });
  const { year, from } = readBody(schema, body, 400);
  if (from !== undefined && yearOf(from) !== year)
    throw new Problem(400, '有内容不对，什么都没有保存', [faultAt(body, ['from'], `不在 ${year} 年之内`)]);
  if (from !== undefined && from < today)
    throw new Problem(400, '有内容不对，什么都没有保存', [
      faultAt(body, ['from'], `已经过去了，请写今天（${today}）或以后的日期`),
    ]);
  return { year, from: from ?? firstDay(year, today), blackout: null };
}

/** Where a plan is on its way, from what is stored and what is on the desk. */
function stateOf(plan: Plan, desk: PlanDesk) {
  const none = { best: null, bound: null, seconds: 0 };
  switch (plan.state) {
    case 'failed':
      return { state: plan.state, progress: none, error: plan.error };
    case 'queued': {
      const job = desk.progressOf(plan.id);
      if (!job) return { state: 'failed', progress: none, error: INTERRUPTED };
      const { state, ...progress } = job;
      return { state, progress, error: null };
    }
    case 'draft':
    case 'released': {
      const { bound, seconds, cost } = plan;
      return { state: plan.state, progress: { best: cost.total ?? null, bound, seconds }, error: null };
    }
  }
}

/** A plan as lists show it: all but what it places. */
function summaryOf(plan: Plan, desk: PlanDesk) {
  const { id, year, from, blackout, createdAt } = plan;
  const { state, progress, error } = stateOf(plan, desk);
  const cost = 'cost' in plan ? plan.cost : null;
  return { id, year, from, state, blackout, createdAt, error, progress, cost };
}

const NO_CHANGE = { new: [], moved: [], dropped: [] };

/** A plan with all it places; `tasks` and `diff` are null for one so old that they are no longer kept. */
function shown(plan: Plan, content: PlanContent | undefined, desk: PlanDesk) {
  const made = 'cost' in plan;
  return {
    ...summaryOf(plan, desk),
    tasks: content?.tasks ?? (made ? null : []),
    warnings: content?.warnings ?? ('warnings' in plan ? plan.warnings : []),
    diff: content?.diff ?? (made ? null : NO_CHANGE),
  };
}

/** `/api/v1/plans`: ask for a plan, watch it, release it. */
export function planRoutes(context: WebContext): Router {
  const { store, calendars, clock, desk } = context;
  const { id: town } = calendars.town;

  const router = Router();
  router.get('/', async (request, response) => {
    const { limit, cursor } = readQuery(listQuery({}), request.query);
    const plans = await store.read((transaction) => transaction.find('plans', { town }));
    const positionOf = ({ createdAt, id }: Plan): string => `${createdAt} ${id}`;
    const sorted = [...plans].sort((a, b) => (positionOf(a) < positionOf(b) ? -1 : 1));
    const page = pageOf(sorted, positionOf, { limit, cursor });
    response.json({ items: page.items.map((plan) => summaryOf(plan, desk)), next: page.next });
  });
  router.post('/', async (request, response) => {
    const wanted = requestFrom(request.body, todayOf(context));
    desk.admit(1);
    const plan = await store.write(ADMIN, (transaction) =>
      putQueued(transaction, town, wanted, nowOf(context)),
    );
    desk.take(plan, ADMIN);
    response
      .status(202)
      .location(`/api/v1/plans/${plan.id}`)
      .json(shown(plan, undefined, desk));
  });

  const answer = (id: string) =>
    store.read(async (transaction) => {
      const plan = await transaction.get('plans', town, id);
      if (!plan) throw new NotFoundError(id, '计划');
      return shown(plan, await transaction.get('planContents', town, id), desk);
    });
  router.get('/:id', async (request, response) => {
    response.json(await answer(request.params.id));
  });
  router.post('/:id/release', async (request, response) => {
    const { id } = request.params;
    await releaseDraft({ store, calendars, actor: ADMIN, now: clock() }, id);
    response.json(await answer(id));
  });
  return router;
}
