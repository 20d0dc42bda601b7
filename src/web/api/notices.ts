import { z } from 'zod';
import {
  addNotice,
  changeNotice,
  newNoticeSchema,
  NotFoundError,
  noticePatchSchema,
  removeNotice,
  type NoticeResult,
} from '../../activities/index.js';
import {
  keyDateNoticeSchema,
  warningSchema,
  type KeyDateNotice,
  type WriteTransaction,
} from '../../facts/index.js';
import type { WebContext } from '../context.js';
import { created, listOf, noContent, ok, okTagged } from './answers.js';
import { listQuery, pageOf } from './list.js';
import { operation, type Operation } from './operation.js';
import { yearQuery } from './town.js';

const shownSchema = keyDateNoticeSchema.omit({ town: true }).meta({ id: 'Notice' });

const resultSchema = shownSchema
  .extend({ warnings: z.array(warningSchema).describe('已发布、还没办、不在新日期前后的活动；不会自己移动') })
  .meta({ id: 'NoticeResult' });

const shown = ({ town, ...rest }: KeyDateNotice): z.infer<typeof shownSchema> => rest;

const shownResult = ({ notice, warnings }: NoticeResult): z.infer<typeof resultSchema> => ({
  ...shown(notice),
  warnings: [...warnings],
});

/** What sets no days yet comes first in its year. */
const positionOf = ({ start, year, id }: KeyDateNotice): string => `${start ?? year} ${id}`;

const TAG = '节点通知';

/** `/api/v1/notices`: the dates and themes of this year's notices, laid over what stands in the data files. */
export function noticeOperations(context: WebContext): Operation[] {
  const { calendars, clock } = context;
  const { town } = calendars;
  const acting = (transaction: WriteTransaction) => ({ transaction, calendars, now: clock() });
  const result = {
    means: '节点通知，和落在新日期之外的活动',
    schema: resultSchema,
    headers: ['ETag'] as const,
  };

  return [
    operation({
      id: 'listNotices',
      tag: TAG,
      method: 'get',
      path: '/notices',
      summary: '查录入的节点通知：当年的日期、主题、依据',
      allowed: 'everyone',
      query: listQuery(yearQuery.shape),
      answers: { 200: listOf(shownSchema, '一页节点通知') },
      run: async ({ query: { year, limit, cursor }, read }) => {
        const found = await read((transaction) => transaction.find('notices', { town: town.id }));
        const asked = found
          .filter((notice) => year === undefined || notice.year === year)
          .sort((a, b) => (positionOf(a) < positionOf(b) ? -1 : 1));
        const page = pageOf(asked, positionOf, { limit, cursor });
        return ok({ items: page.items.map(shown), next: page.next });
      },
    }),
    operation({
      id: 'createNotice',
      tag: TAG,
      method: 'post',
      path: '/notices',
      summary: '录入一项节点通知',
      description:
        '日期只能写给由通知定日期的节点；主题谁都可以有。已发布的活动不会自己移动，要移请重新编排。',
      allowed: 'office',
      body: () => newNoticeSchema(calendars.keyDates),
      answers: { 201: { ...result, headers: ['ETag', 'Location'] } },
      refusals: [409],
      run: ({ body, write }) =>
        write(async (transaction) => {
          const made = await addNotice(acting(transaction), body);
          const { notice, warnings } = made;
          return { ...created(`/notices/${notice.id}`, shownResult(made), notice), warnings };
        }),
    }),
    operation({
      id: 'getNotice',
      tag: TAG,
      method: 'get',
      path: '/notices/{id}',
      summary: '看一项节点通知',
      allowed: 'everyone',
      answers: { 200: { means: '节点通知', schema: shownSchema, headers: ['ETag'] } },
      run: async ({ params, read }) => {
        const id = params.id ?? '';
        const notice = await read((transaction) => transaction.get('notices', town.id, id));
        if (!notice) throw new NotFoundError(id, TAG);
        return okTagged(notice, shown(notice));
      },
    }),
    operation({
      id: 'changeNotice',
      tag: TAG,
      method: 'patch',
      path: '/notices/{id}',
      summary: '改一项节点通知；没有写的项不变',
      allowed: 'office',
      match: 'wanted',
      body: noticePatchSchema,
      answers: { 200: result },
      run: ({ params, seen, body, write }) =>
        write(async (transaction) => {
          const changed = await changeNotice(acting(transaction), params.id ?? '', seen ?? [], body);
          return { ...okTagged(changed.notice, shownResult(changed)), warnings: changed.warnings };
        }),
    }),
    operation({
      id: 'deleteNotice',
      tag: TAG,
      method: 'delete',
      path: '/notices/{id}',
      summary: '撤掉一项节点通知，回到数据文件里写的',
      allowed: 'office',
      match: 'wanted',
      answers: { 204: { means: '已撤掉' } },
      run: ({ params, seen, write }) =>
        write(async (transaction) => {
          const warnings = await removeNotice(acting(transaction), params.id ?? '', seen ?? []);
          return { ...noContent, warnings };
        }),
    }),
  ];
}
