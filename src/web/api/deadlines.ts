import { z } from 'zod';
import { daySchema, yearOf } from '../../calendar/index.js';
import { activityIdSchema, tickIdOf, type ReadTransaction } from '../../facts/index.js';
import { deadlinesIn, recordedIn, type Deadline } from '../../reminders/index.js';
import { oneOf } from '../../town/index.js';
import { seesActivity, seesVillage } from '../access/index.js';
import { nowOf, todayOf, type WebContext } from '../context.js';
import { Problem } from '../problem.js';
import { ok } from './answers.js';
import { operation, type Operation } from './operation.js';
import { yearQuery } from './town.js';

const deadlineSchema = z
  .strictObject({
    id: z.string(),
    duty: z.string(),
    name: z.string(),
    day: daySchema,
    done: z.boolean(),
    villages: z
      .array(z.strictObject({ village: z.string(), ticked: z.boolean() }))
      .nullable()
      .describe('逐村勾销的，每村一件；null 是全镇一件'),
    lacking: z.array(activityIdSchema).describe('它要查的活动里，还没有台账记录的'),
  })
  .meta({ id: 'Deadline' });

/** What of a deadline somebody sees. */
interface Sight {
  readonly village: (id: string) => boolean;
  readonly activity: (id: string) => boolean;
}

const ALL: Sight = { village: () => true, activity: () => true };

const shown = (
  { id, duty, day, done, villages, lacking }: Deadline,
  inSight: Sight,
): z.infer<typeof deadlineSchema> => ({
  id,
  duty: duty.id,
  name: duty.name,
  day,
  done,
  villages: villages?.filter(({ village }) => inSight.village(village)) ?? null,
  lacking: lacking.filter((activity) => inSight.activity(activity)),
});

const TAG = '到期事项';

/** `/api/v1/deadlines`: what the office itself must have done, and what is ticked off of it. */
export function deadlineOperations(context: WebContext): Operation[] {
  const { town } = context.calendars;

  const ofYear = async (transaction: ReadTransaction, year: number): Promise<Deadline[]> =>
    deadlinesIn(year, {
      town,
      ticks: await transaction.find('ticks', { town: town.id }),
      activities: await transaction.find('activities', { town: town.id }),
      isRecorded: await recordedIn(transaction, town),
    });

  /** @throws Problem 404 */
  const known = async (transaction: ReadTransaction, id: string): Promise<Deadline> => {
    const year = Number(/-(\d{4})-\d{2}-\d{2}$/.exec(id)?.[1] ?? 0);
    const found = (await ofYear(transaction, year)).find((deadline) => deadline.id === id);
    if (!found) throw new Problem(404, `没有这个到期事项：${id}`);
    return found;
  };

  const villageQuery = z.strictObject({ village: oneOf(town.villages, '村').optional() });

  /** Whose part is meant. @throws Problem 422 where it is not clear */
  const partOf = ({ villages }: Deadline, village: string | undefined): string | null => {
    if (villages !== null && village === undefined)
      throw new Problem(422, '这一项逐村勾销，请写明哪个村：?village=huohu');
    if (villages === null && village !== undefined) throw new Problem(422, '这一项不分村，请去掉 village');
    return village ?? null;
  };

  const shape = { means: '到期事项', schema: deadlineSchema };

  return [
    operation({
      id: 'listDeadlines',
      tag: TAG,
      method: 'get',
      path: '/deadlines',
      summary: '一年里司法所自己的期限：哪天到期、办完没有、还差什么',
      allowed: 'members',
      query: yearQuery,
      answers: {
        200: {
          means: '到期事项，按日期排',
          schema: z.strictObject({ year: z.int(), items: z.array(deadlineSchema), next: z.null() }),
        },
      },
      run: async ({ query: { year = yearOf(todayOf(context)) }, who, read }) =>
        read(async (transaction) => {
          const activities = await transaction.find('activities', { town: town.id });
          const known = new Set(
            activities.filter((activity) => seesActivity(who, activity)).map(({ id }) => id),
          );
          const sight: Sight = {
            village: (id) => seesVillage(who, id),
            activity: (id) => known.has(id),
          };
          const deadlines = await ofYear(transaction, year);
          return ok({ year, items: deadlines.map((deadline) => shown(deadline, sight)), next: null });
        }),
    }),
    operation({
      id: 'tickDeadline',
      tag: TAG,
      method: 'put',
      path: '/deadlines/{id}/tick',
      summary: '勾销一件到期事项；逐村的写明哪个村',
      allowed: 'office',
      query: villageQuery,
      answers: { 200: shape },
      run: ({ params, query, actor, write }) =>
        write(async (transaction) => {
          const deadline = await known(transaction, params.id ?? '');
          const key = {
            duty: deadline.duty.id,
            day: deadline.day,
            village: partOf(deadline, query.village),
          };
          const id = tickIdOf(key);
          if (!(await transaction.get('ticks', town.id, id)))
            await transaction.put('ticks', {
              id,
              town: town.id,
              ...key,
              by: actor.actor,
              at: nowOf(context),
            });
          return ok(shown(await known(transaction, deadline.id), ALL));
        }),
    }),
    operation({
      id: 'untickDeadline',
      tag: TAG,
      method: 'delete',
      path: '/deadlines/{id}/tick',
      summary: '撤回勾销',
      allowed: 'office',
      query: villageQuery,
      answers: { 200: shape },
      run: ({ params, query, write }) =>
        write(async (transaction) => {
          const deadline = await known(transaction, params.id ?? '');
          const village = partOf(deadline, query.village);
          const id = tickIdOf({ duty: deadline.duty.id, day: deadline.day, village });
          await transaction.remove('ticks', town.id, id);
          return ok(shown(await known(transaction, deadline.id), ALL));
        }),
    }),
  ];
}
