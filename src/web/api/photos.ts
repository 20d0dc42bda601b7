import { fileRecord, plannedRecord, recordedOf } from '../../activities/index.js';
import { MOST_PHOTOS } from '../../facts/index.js';
import { MOST_BYTES } from '../../photos/index.js';
import { seesActivity } from '../access/index.js';
import { nowOf, type WebContext } from '../context.js';
import { photoAnswer } from '../photoAnswer.js';
import { Problem } from '../problem.js';
import { withNewPhotos, withPhotos } from '../recordPhotos.js';
import { withUpload } from '../upload.js';
import { ok } from './answers.js';
import { operation, type Operation } from './operation.js';
import { activityToRecord, knownRecord, RECORD_TAG, shownRecord, shownSchema } from './records.js';

/** `/api/v1/activities/{id}/record/photos` and `/api/v1/photos/{id}`. */
export function photoOperations(context: WebContext): Operation[] {
  const { calendars, photos } = context;
  const { town } = calendars;
  return [
    operation({
      id: 'addPhotos',
      tag: RECORD_TAG,
      method: 'post',
      path: '/activities/{id}/record/photos',
      summary: '给台账记录加照片',
      description: `表单里的文件都算照片：JPEG、PNG 或 HEIC，每张最多 ${MOST_BYTES / 1024 / 1024} MB，一条记录最多 ${MOST_PHOTOS} 张。照片会重新生成，拍摄位置不保留。有一张不行，就一张也不收。`,
      allowed: 'members',
      upload: { types: ['multipart/form-data'], limit: MOST_PHOTOS * MOST_BYTES, as: 'stream' },
      answers: { 200: { means: '台账记录', schema: shownSchema } },
      run: ({ params, who, request, write }) =>
        withUpload(
          request,
          () => photos.incoming(),
          ({ files, excess }) => {
            if (excess !== null) throw new Problem(413, excess);
            if (files.length === 0) throw new Problem(422, '没有照片，请在表单里放上照片文件');
            return withPhotos(context, files, [], (taken) =>
              write(async (transaction) => {
                const activity = await activityToRecord(transaction, town.id, who, params.id ?? '');
                const record = await knownRecord(transaction, activity);
                const recorded = recordedOf(record, plannedRecord(activity, calendars));
                const all = withNewPhotos(record.photos, taken);
                const filing = { by: who.actor, at: nowOf(context) };
                const filed = await fileRecord(transaction, activity, recorded, filing, all);
                return ok(shownRecord(filed, activity, context));
              }),
            );
          },
        ),
    }),
    operation({
      id: 'getPhoto',
      tag: RECORD_TAG,
      method: 'get',
      path: '/photos/{id}',
      summary: '看一张照片',
      allowed: 'members',
      answers: { 200: { means: '照片', type: 'image/jpeg' } },
      run: async ({ params, who, read }) => {
        const id = params.id ?? '';
        const inSight = await read(async (transaction) => {
          const records = await transaction.find('records', { town: town.id });
          for (const record of records.filter((one) => one.photos.some((photo) => photo.id === id))) {
            const activity = await transaction.get('activities', town.id, record.id);
            if (activity && seesActivity(who, activity)) return true;
          }
          return false;
        });
        const bytes = inSight ? await photos.read(id) : null;
        if (bytes === null) throw new Problem(404, '没有这张照片');
        return { status: 200, ...photoAnswer(id, bytes) };
      },
    }),
  ];
}
