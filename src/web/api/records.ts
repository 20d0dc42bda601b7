import { z } from 'zod';
import {
  fileRecord,
  InvalidError,
  NotFoundError,
  plannedRecord,
  recordBodySchema,
  recordedOf,
  recordFrom,
} from '../../activities/index.js';
import {
  activityIdSchema,
  instantSchema,
  photoSchema,
  recordedSchema,
  type Activity,
  type ActivityRecord,
  type Photo,
  type ReadTransaction,
} from '../../facts/index.js';
import { faultAt } from '../../town/index.js';
import { mayRecord, seesActivity, type Principal } from '../access/index.js';
import { nowOf, todayOf, type WebContext } from '../context.js';
import { Problem } from '../problem.js';
import { withPhotos } from '../recordPhotos.js';
import { ok } from './answers.js';
import { namesFor, shownActor } from './names.js';
import { operation, type Operation } from './operation.js';

export const shownSchema = z
  .strictObject({
    id: activityIdSchema,
    ...recordedSchema.shape,
    photos: z.array(photoSchema),
    by: z.string().describe('谁交的：联系人或账号的编号'),
    at: instantSchema,
  })
  .meta({ id: 'Record' });

const changeSchema = z.strictObject({
  at: instantSchema,
  actor: z.string(),
  changes: z.record(z.string(), z.strictObject({ before: z.unknown(), after: z.unknown() })),
});

const withHistorySchema = shownSchema
  .extend({ history: z.array(changeSchema).describe('每次更正改了什么，先改的在前') })
  .meta({ id: 'RecordWithHistory' });

export const RECORD_TAG = '台账';

/** The activity of an address, if it is in sight. @throws NotFoundError */
async function activityInSight(
  transaction: ReadTransaction,
  town: string,
  who: Principal,
  id: string,
): Promise<Activity> {
  const activity = await transaction.get('activities', town, id);
  if (!activity || !seesActivity(who, activity)) throw new NotFoundError(id);
  return activity;
}

/** The activity of an address, if its record is one's own to file. @throws NotFoundError, Problem 403 */
export async function activityToRecord(
  transaction: ReadTransaction,
  town: string,
  who: Principal,
  id: string,
): Promise<Activity> {
  const activity = await activityInSight(transaction, town, who, id);
  if (!mayRecord(who, activity)) throw new Problem(403, '全镇的活动由司法所或牵头单位填台账，村里不用填');
  return activity;
}

/** A record as the API shows it, whole also where it was stored by the first version. */
export function shownRecord(
  record: ActivityRecord,
  activity: Activity,
  { calendars }: WebContext,
): z.infer<typeof shownSchema> {
  const { id, photos, by, at } = record;
  return { id, ...recordedOf(record, plannedRecord(activity, calendars)), photos, by, at };
}

/** @throws Problem 404 */
export async function knownRecord(
  transaction: ReadTransaction,
  { town, id }: Activity,
): Promise<ActivityRecord> {
  const record = await transaction.get('records', town, id);
  if (!record) throw new Problem(404, '这项活动还没有台账记录');
  return record;
}

/** Those of a record's photos that are to stay. @throws InvalidError naming each it does not have */
function photosNamed(ids: readonly string[] | undefined, before: ActivityRecord | undefined): Photo[] {
  const has = before?.photos ?? [];
  if (ids === undefined) return [...has];
  const faults = ids.flatMap((id, index) =>
    has.some((photo) => photo.id === id)
      ? []
      : [
          faultAt(
            { photos: ids },
            ['photos', index],
            '记录里没有这张照片；新照片用 POST …/record/photos 上传',
          ),
        ],
  );
  if (faults.length > 0) throw new InvalidError(faults);
  return has.filter(({ id }) => ids.includes(id));
}

/** `/api/v1/activities/{id}/record`: what happened at an activity. */
export function recordOperations(context: WebContext): Operation[] {
  const { calendars } = context;
  const { town } = calendars;
  const shape = { means: '台账记录', schema: shownSchema };

  return [
    operation({
      id: 'getRecord',
      tag: RECORD_TAG,
      method: 'get',
      path: '/activities/{id}/record',
      summary: '看一项活动的台账记录，和它每次更正改了什么',
      allowed: 'members',
      answers: { 200: { means: '台账记录和更正的经过', schema: withHistorySchema } },
      run: async ({ params, who, read }) =>
        read(async (transaction) => {
          const activity = await activityInSight(transaction, town.id, who, params.id ?? '');
          const record = await knownRecord(transaction, activity);
          const names = await namesFor(who, transaction, calendars);
          const query = { town: town.id, kind: 'records', target: activity.id };
          const history = (await transaction.find('trail', query))
            .filter(({ action }) => action === 'update')
            .sort((a, b) => (a.id < b.id ? -1 : 1))
            .map(({ at, actor, changes }) => ({ at, actor: shownActor(who, names, actor), changes }));
          return ok({ ...shownRecord(record, activity, context), history });
        }),
    }),
    operation({
      id: 'putRecord',
      tag: RECORD_TAG,
      method: 'put',
      path: '/activities/{id}/record',
      summary: '填写或更正一项活动的台账记录，活动随即标为已完成',
      description:
        '同样的内容再交一次，还是同一条记录。没写的项：日期、地点、村、主题、形式、主办、配合按活动的安排，其余是没有。不要写参加群众的姓名和电话。',
      allowed: 'members',
      body: () => recordBodySchema(town),
      answers: { 200: shape },
      run: async ({ params, body, who, read, write }) => {
        const { photos, ...given } = body;
        const id = params.id ?? '';
        const had = (await read((transaction) => transaction.get('records', town.id, id)))?.photos ?? [];
        // What it no longer has is taken away, unless another record has it.
        return withPhotos(
          context,
          [],
          had.map((photo) => photo.id),
          () =>
            write(async (transaction) => {
              const activity = await activityToRecord(transaction, town.id, who, id);
              const planned = plannedRecord(activity, calendars);
              const checked = recordFrom(given, planned, town, {
                planned: planned.date,
                today: todayOf(context),
              });
              if (!checked.ok) throw new InvalidError(checked.faults);
              const before = await transaction.get('records', town.id, id);
              const filing = { by: who.actor, at: nowOf(context) };
              const kept = photosNamed(photos, before);
              return ok(
                shownRecord(
                  await fileRecord(transaction, activity, checked.value, filing, kept),
                  activity,
                  context,
                ),
              );
            }),
        );
      },
    }),
  ];
}
