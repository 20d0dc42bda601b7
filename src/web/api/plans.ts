import { z } from 'zod';
import { NotFoundError, putQueued, releaseDraft, type PlanDesk } from '../../activities/index.js';
import { addDays, daySchema, LAST_YEAR, yearOf, type Day } from '../../calendar/index.js';
import {
  planContentSchema,
  planDiffSchema,
  warningSchema,
  type Plan,
  type PlanContent,
  type ReadTransaction,
} from '../../facts/index.js';
import { nowOf, todayOf, type WebContext } from '../context.js';
import { listOf, ok } from './answers.js';
import { listQuery, pageOf } from './list.js';
import { operation, type Answer, type Operation } from './operation.js';

/** What is shown of a search that was cut off when the program ended. */
const INTERRUPTED = '编排时进程中断，没有完成；请重新编排';

/** From tomorrow, for today's half-days may have begun; a year to come from its first day. */
const firstDay = (year: number, today: Day): Day => {
  const tomorrow = addDays(today, 1);
  return yearOf(tomorrow) < year ? `${year}-01-01` : tomorrow;
};

/** The body that asks for a plan; what is a year to plan depends on today. */
const planBody = (context: WebContext) =>
  z
    .strictObject({ year: z.int('要写四位数的年份，例如 2027'), from: daySchema.optional() })
    .superRefine(({ year, from }, issues) => {
      const today = todayOf(context);
      const thisYear = yearOf(today);
      const fault = (path: 'year' | 'from', message: string): void => {
        issues.addIssue({ code: 'custom', path: [path], message });
      };
      if (typeof year !== 'number') return;
      if (year < thisYear) fault('year', `这一年已经过去，要写 ${thisYear} 到 ${LAST_YEAR}`);
      else if (year > LAST_YEAR) fault('year', `要写 ${thisYear} 到 ${LAST_YEAR} 的年份`);
      else if (from !== undefined && daySchema.safeParse(from).success) {
        if (yearOf(from) !== year) fault('from', `不在 ${year} 年之内`);
        else if (from < today) fault('from', `已经过去了，请写今天（${today}）或以后的日期`);
      }
    });

/** Where searches are known of: the desk of this process, and which others still run. */
interface Desks {
  readonly desk: PlanDesk;
  /** Processes that run no more, by their names. */
  readonly gone: ReadonlySet<string>;
}

/** Where a plan is on its way, from what is stored and what is on the desks. How far another process has come it does not say. */
function stateOf(plan: Plan, { desk, gone }: Desks) {
  const none = { best: null, bound: null, seconds: 0 };
  switch (plan.state) {
    case 'failed':
      return { state: plan.state, progress: none, error: plan.error };
    case 'queued': {
      const job = desk.progressOf(plan.id);
      if (!job && plan.desk !== null && !gone.has(plan.desk))
        return { state: 'solving', progress: none, error: null };
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
function summaryOf(plan: Plan, desks: Desks) {
  const { id, year, from, blackout, createdAt } = plan;
  const { state, progress, error } = stateOf(plan, desks);
  const cost = 'cost' in plan ? plan.cost : null;
  return { id, year, from, state, blackout, createdAt, error, progress, cost };
}

const NO_CHANGE = { new: [], moved: [], dropped: [] };

/** A plan with all it places; `tasks` and `diff` are null for one so old that they are no longer kept. */
function shown(plan: Plan, content: PlanContent | undefined, desks: Desks) {
  const made = 'cost' in plan;
  return {
    ...summaryOf(plan, desks),
    tasks: content?.tasks ?? (made ? null : []),
    warnings: content?.warnings ?? ('warnings' in plan ? plan.warnings : []),
    diff: content?.diff ?? (made ? null : NO_CHANGE),
  };
}

const summarySchema = z
  .strictObject({
    id: z.string(),
    year: z.int(),
    from: daySchema,
    state: z.enum(['queued', 'solving', 'draft', 'released', 'failed']),
    blackout: z.string().nullable(),
    createdAt: z.string(),
    error: z.string().nullable(),
    progress: z.strictObject({
      best: z.number().nullable(),
      bound: z.number().nullable(),
      seconds: z.number(),
    }),
    cost: z.record(z.string(), z.int()).nullable(),
  })
  .meta({ id: 'PlanSummary' });

const shownSchema = summarySchema
  .extend({
    tasks: planContentSchema.shape.tasks.nullable().describe('太旧的计划不再保留内容，是 null'),
    warnings: z.array(warningSchema),
    diff: planDiffSchema.nullable(),
  })
  .meta({ id: 'Plan' });

/** A plan as the API shows it. */
export type ShownPlan = z.infer<typeof shownSchema>;

/** A plan as lists show it. */
export type PlanSummary = z.infer<typeof summarySchema>;

const TAG = '计划';

/** `/api/v1/plans`: ask for a plan, watch it, release it. */
export function planOperations(context: WebContext): Operation[] {
  const { calendars, clock, desk, store } = context;
  const { id: town } = calendars.town;

  /** The desks that these plans are on. */
  const desksOf = async (plans: readonly Plan[]): Promise<Desks> => {
    const elsewhere = plans.flatMap((plan) =>
      plan.state === 'queued' && plan.desk !== null && !desk.progressOf(plan.id) ? [plan.desk] : [],
    );
    // What stood on this process's own desk and does not any more has ended within this moment, or was cut off.
    const others = [...new Set(elsewhere)].filter((name) => name !== store.self);
    const gone = others.length === 0 ? [] : await store.gone(others);
    return { desk, gone: new Set([...gone, store.self]) };
  };

  const answerIn = async (transaction: ReadTransaction, id: string): Promise<Answer> => {
    const plan = await transaction.get('plans', town, id);
    if (!plan) throw new NotFoundError(id, '计划');
    const content = await transaction.get('planContents', town, id);
    return ok(shown(plan, content, await desksOf([plan])));
  };

  return [
    operation({
      id: 'listPlans',
      tag: TAG,
      method: 'get',
      path: '/plans',
      summary: '查计划，按编排的先后排',
      allowed: 'office',
      query: listQuery({
        year: z
          .string()
          .regex(/^\d{4}$/, '要写四位数的年份')
          .transform(Number)
          .optional(),
      }),
      answers: { 200: listOf(summarySchema, '一页计划') },
      run: async ({ query: { year, limit, cursor }, read }) => {
        const plans = await read((transaction) => transaction.find('plans', { town }));
        const positionOf = ({ createdAt, id }: Plan): string => `${createdAt} ${id}`;
        const sorted = plans
          .filter((plan) => year === undefined || plan.year === year)
          .sort((a, b) => (positionOf(a) < positionOf(b) ? -1 : 1));
        const page = pageOf(sorted, positionOf, { limit, cursor });
        const desks = await desksOf(page.items);
        return ok({ items: page.items.map((plan) => summaryOf(plan, desks)), next: page.next });
      },
    }),
    operation({
      id: 'createPlan',
      tag: TAG,
      method: 'post',
      path: '/plans',
      summary: '编排一年的计划；先答应下来，编排好了是草案',
      allowed: 'office',
      body: () => planBody(context),
      refusal: 400,
      answers: { 202: { means: '已经排队', schema: shownSchema, headers: ['Location'] } },
      run: ({ body, write, actor }) => {
        desk.admit(1);
        const { year, from = firstDay(year, todayOf(context)) } = body;
        return write(async (transaction) => {
          const plan = await putQueued(
            transaction,
            town,
            { year, from, blackout: null },
            nowOf(context),
            store.self,
          );
          return {
            status: 202,
            headers: { Location: `/api/v1/plans/${plan.id}` },
            body: { ...shown(plan, undefined, await desksOf([])), state: 'queued', error: null },
            after: () => {
              desk.take(plan, actor);
            },
          };
        });
      },
    }),
    operation({
      id: 'getPlan',
      tag: TAG,
      method: 'get',
      path: '/plans/{id}',
      summary: '看一份计划：进度、排了什么、和现在有什么不同',
      allowed: 'office',
      answers: { 200: { means: '计划', schema: shownSchema } },
      run: ({ params, read }) => read((transaction) => answerIn(transaction, params.id ?? '')),
    }),
    operation({
      id: 'releasePlan',
      tag: TAG,
      method: 'post',
      path: '/plans/{id}/release',
      summary: '发布一份草案：它排的活动进入日历',
      allowed: 'office',
      answers: { 200: { means: '发布了的计划', schema: shownSchema } },
      run: ({ params, write }) =>
        write(async (transaction) => {
          const id = params.id ?? '';
          await releaseDraft({ transaction, calendars, now: clock() }, id);
          return answerIn(transaction, id);
        }),
    }),
  ];
}
