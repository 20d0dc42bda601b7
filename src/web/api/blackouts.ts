import { z } from 'zod';
import {
  addBlackout,
  blackoutDayFaults,
  newBlackoutSchema,
  NotFoundError,
  removeBlackout,
} from '../../activities/index.js';
import { blackoutSchema, type BlackoutFact } from '../../facts/index.js';
import { seesBlackout } from '../access/index.js';
import { todayOf, type WebContext } from '../context.js';
import { created, listOf, noContent, ok, okTagged } from './answers.js';
import { dayFilters, listQuery, pageOf } from './list.js';
import { operation, type Operation } from './operation.js';

/** The most plans that one blackout asks for: a year, and those beside it. */
const MOST_PLANS = 3;

const shownSchema = blackoutSchema.omit({ town: true, revision: true }).meta({ id: 'Blackout' });
const madeSchema = shownSchema
  .extend({
    plan: z.string().optional().describe('让路的计划草案；发布之前什么都不动'),
    plans: z.array(z.string()),
  })
  .meta({ id: 'BlackoutMade' });

function shown(blackout: BlackoutFact): z.infer<typeof shownSchema> {
  const { town, revision, ...rest } = blackout;
  return rest;
}

const TAG = '停办时段';

/** `/api/v1/blackouts`: days on which nothing is held. `villages: null` is the whole town. */
export function blackoutOperations(context: WebContext): Operation[] {
  const { calendars, clock, desk, store } = context;
  const { town } = calendars;
  const bodySchema = () =>
    newBlackoutSchema(town).superRefine((input, issues) => {
      for (const { keys, message } of blackoutDayFaults(input, todayOf(context)))
        issues.addIssue({ code: 'custom', path: [...keys], message });
    });

  return [
    operation({
      id: 'listBlackouts',
      tag: TAG,
      method: 'get',
      path: '/blackouts',
      summary: '查停办时段',
      allowed: 'members',
      query: listQuery(dayFilters),
      answers: { 200: listOf(shownSchema, '一页停办时段') },
      run: async ({ query: { from, to, limit, cursor }, who, read }) => {
        const found = await read((transaction) => transaction.find('blackouts', { town: town.id }));
        const positionOf = ({ start, id }: BlackoutFact): string => `${start} ${id}`;
        const asked = found
          .filter((blackout) => seesBlackout(who, blackout))
          .filter(({ start, end }) => (from === undefined || end >= from) && (to === undefined || start < to))
          .sort((a, b) => (positionOf(a) < positionOf(b) ? -1 : 1));
        const page = pageOf(asked, positionOf, { limit, cursor });
        return ok({ items: page.items.map(shown), next: page.next });
      },
    }),
    operation({
      id: 'createBlackout',
      tag: TAG,
      method: 'post',
      path: '/blackouts',
      summary: '写下停办时段，并着手编排让路的计划',
      allowed: 'office',
      body: bodySchema,
      refusal: 400,
      answers: {
        201: { means: '停办时段，和让路的计划编号', schema: madeSchema, headers: ['ETag', 'Location'] },
      },
      run: ({ body, write, actor }) => {
        desk.admit(MOST_PLANS);
        return write(async (transaction) => {
          const { blackout, plans } = await addBlackout(
            { transaction, calendars, now: clock() },
            body,
            store.self,
          );
          const ids = plans.map(({ id }) => id);
          return {
            ...created(
              `/blackouts/${blackout.id}`,
              { ...shown(blackout), plan: ids[0], plans: ids },
              blackout,
            ),
            after: () => {
              for (const plan of plans) desk.take(plan, actor);
            },
          };
        });
      },
    }),
    operation({
      id: 'getBlackout',
      tag: TAG,
      method: 'get',
      path: '/blackouts/{id}',
      summary: '看一个停办时段',
      allowed: 'members',
      answers: { 200: { means: '停办时段', schema: shownSchema, headers: ['ETag'] } },
      run: async ({ params, who, read }) => {
        const id = params.id ?? '';
        const blackout = await read((transaction) => transaction.get('blackouts', town.id, id));
        if (!blackout || !seesBlackout(who, blackout)) throw new NotFoundError(id, '停办时段');
        return okTagged(blackout, shown(blackout));
      },
    }),
    operation({
      id: 'deleteBlackout',
      tag: TAG,
      method: 'delete',
      path: '/blackouts/{id}',
      summary: '撤掉停办时段；让过路的活动留在原处，要移回请重新编排',
      allowed: 'office',
      match: 'optional',
      answers: { 204: { means: '已撤掉' } },
      run: ({ params, seen, write }) =>
        write(async (transaction) => {
          await removeBlackout({ transaction, calendars }, params.id ?? '', seen ?? undefined);
          return noContent;
        }),
    }),
  ];
}
