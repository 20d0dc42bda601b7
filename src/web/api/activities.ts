import { z } from 'zod';
import {
  activityPatchSchema,
  cancelActivity,
  changeActivity,
  createActivity,
  newActivitySchema,
  NotFoundError,
  type ActContext,
  type ActResult,
} from '../../activities/index.js';
import {
  ACTIVITY_STATUSES,
  activitySchema,
  byStart,
  warningSchema,
  type Activity,
  type WriteTransaction,
} from '../../facts/index.js';
import { changeRefusal, seesActivity, type Principal } from '../access/index.js';
import type { WebContext } from '../context.js';
import { Problem } from '../problem.js';
import { created, listOf, okTagged, ok } from './answers.js';
import { dayFilters, listQuery, pageOf } from './list.js';
import { operation, type Operation } from './operation.js';

const shownSchema = activitySchema.omit({ scheduledAt: true }).meta({ id: 'Activity' });
/** An activity as an act left it, as the API shows it. */
export const activityResultSchema = shownSchema
  .extend({ warnings: z.array(warningSchema) })
  .meta({ id: 'ActivityResult' });

/** An activity as the API shows it. */
function shown(activity: Activity): z.infer<typeof shownSchema> {
  const { scheduledAt, ...rest } = activity;
  return rest;
}

/** What an act did, as the API shows it. */
export const shownResult = ({ activity, warnings }: ActResult) => ({ ...shown(activity), warnings });

const activitiesQuery = listQuery({
  ...dayFilters,
  village: z.string().optional(),
  campaign: z.string().optional(),
  status: z.enum(ACTIVITY_STATUSES, { error: `只能是 ${ACTIVITY_STATUSES.join('、')}` }).optional(),
});

const TAG = '活动';

/** `/api/v1/activities`. */
export function activityOperations({ calendars, clock }: WebContext): Operation[] {
  const { town, keyDates } = calendars;
  const acting = (transaction: WriteTransaction): ActContext => ({ transaction, calendars, now: clock() });
  const result = {
    means: '保存后的活动，和它违反的排期规则',
    schema: activityResultSchema,
    headers: ['ETag'] as const,
  };

  /** @throws NotFoundError for one that is not there, or not in sight */
  const inSight = (who: Principal, activity: Activity | undefined, id: string): Activity => {
    if (!activity || !seesActivity(who, activity)) throw new NotFoundError(id);
    return activity;
  };

  return [
    operation({
      id: 'listActivities',
      tag: TAG,
      method: 'get',
      path: '/activities',
      summary: '查活动，按开始时间排',
      allowed: 'everyone',
      query: activitiesQuery,
      answers: { 200: listOf(shownSchema, '一页活动') },
      run: async ({ query: { campaign, limit, cursor, ...filters }, who, read }) => {
        const found = await read((transaction) =>
          transaction.find('activities', { town: town.id, ...filters, keyDate: campaign }),
        );
        const sorted = found.filter((activity) => seesActivity(who, activity)).sort(byStart);
        const page = pageOf(sorted, ({ start, id }) => `${start} ${id}`, { limit, cursor });
        return ok({ items: page.items.map(shown), next: page.next });
      },
    }),
    operation({
      id: 'createActivity',
      tag: TAG,
      method: 'post',
      path: '/activities',
      summary: '新建一项活动',
      allowed: 'office',
      body: () => newActivitySchema(town, keyDates),
      answers: { 201: { ...result, headers: ['ETag', 'Location'] } },
      run: ({ body, write }) =>
        write(async (transaction) => {
          const made = await createActivity(acting(transaction), body);
          const { activity, warnings } = made;
          return { ...created(`/activities/${activity.id}`, shownResult(made), activity), warnings };
        }),
    }),
    operation({
      id: 'getActivity',
      tag: TAG,
      method: 'get',
      path: '/activities/{id}',
      summary: '看一项活动',
      allowed: 'everyone',
      answers: { 200: { means: '活动', schema: shownSchema, headers: ['ETag'] } },
      run: async ({ params, who, read }) => {
        const id = params.id ?? '';
        const activity = inSight(
          who,
          await read((transaction) => transaction.get('activities', town.id, id)),
          id,
        );
        return okTagged(activity, shown(activity));
      },
    }),
    operation({
      id: 'changeActivity',
      tag: TAG,
      method: 'patch',
      path: '/activities/{id}',
      summary: '改一项活动：改期、换地点、换人、确认',
      description: '村和单位的账号只能确认自己的活动（status 写 confirmed），或收回确认（planned）。',
      allowed: 'members',
      match: 'wanted',
      body: () => activityPatchSchema(town, keyDates),
      answers: { 200: result },
      run: ({ params, seen, body, who, write }) =>
        write(async (transaction) => {
          const id = params.id ?? '';
          const before = inSight(who, await transaction.get('activities', town.id, id), id);
          const refusal = changeRefusal(who, before, body);
          if (refusal !== null) throw new Problem(403, refusal);
          const changed = await changeActivity(acting(transaction), id, seen ?? [], body);
          return { ...okTagged(changed.activity, shownResult(changed)), warnings: changed.warnings };
        }),
    }),
    operation({
      id: 'cancelActivity',
      tag: TAG,
      method: 'delete',
      path: '/activities/{id}',
      summary: '取消一项活动；它和它的历史记录都留着',
      allowed: 'office',
      match: 'wanted',
      answers: { 200: result },
      run: ({ params, seen, write }) =>
        write(async (transaction) => {
          const activity = await cancelActivity(acting(transaction), params.id ?? '', seen ?? []);
          return okTagged(activity, shownResult({ activity, warnings: [] }));
        }),
    }),
  ];
}
