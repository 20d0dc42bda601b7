import { z } from 'zod';
import {
  activityHistory,
  historyOf,
  NotFoundError,
  type HistoryItem,
  type HistoryKind,
} from '../../activities/index.js';
import { trailEntrySchema, WAYS_IN, type ReadTransaction } from '../../facts/index.js';
import { seesActivity, type Principal } from '../access/index.js';
import { todayOf, type WebContext } from '../context.js';
import { listOf, ok } from './answers.js';
import { listQuery, pageOf } from './list.js';
import { itemsFor, namesFor } from './names.js';
import { operation, type Operation, type Answer } from './operation.js';

const shownSchema = z
  .strictObject({
    id: z.string(),
    at: z.string(),
    actor: z.string(),
    name: z.string().describe('显示的名字'),
    via: z.enum(WAYS_IN),
    kind: z.string(),
    target: z.string(),
    action: z.string(),
    reason: z.string().nullable(),
    undoes: z.string().nullable().describe('撤回的是哪一条操作记录'),
    changes: trailEntrySchema.shape.changes,
    text: z.string().describe('一句话说清'),
  })
  .meta({ id: 'HistoryItem' });

/** The query of a history. */
const query = listQuery({});

const pageOfHistory = (items: readonly HistoryItem[], page: z.output<typeof query>): Answer => {
  const { items: shown, next } = pageOf(items, ({ at, id }) => `${at} ${id}`, { ...page, newestFirst: true });
  return ok({ items: shown, next });
};

/** What happened to an activity, a contact, a blackout, a notice: who did what when, the newest first. */
export function historyOperations(context: WebContext): Operation[] {
  const { calendars } = context;
  const { town } = calendars;
  const thisYear = (): string => todayOf(context).slice(0, 4);

  /** One fact's own history; it stays when the fact is gone. */
  const own = async (
    transaction: ReadTransaction,
    who: Principal,
    kind: HistoryKind,
    id: string,
    what: string,
  ): Promise<HistoryItem[]> => {
    const names = await namesFor(who, transaction, calendars);
    const items = await historyOf(transaction, kind, id, names, thisYear());
    if (items.length === 0) throw new NotFoundError(id, what);
    return items.reverse();
  };

  return [
    operation({
      id: 'getActivityHistory',
      tag: '活动',
      method: 'get',
      path: '/activities/{id}/history',
      summary: '一项活动的来历：每次改动、台账、回执、提醒，新的在前',
      allowed: 'members',
      query,
      answers: { 200: listOf(shownSchema, '一页来历') },
      run: ({ params, who, query: page, read }) =>
        read(async (transaction) => {
          const id = params.id ?? '';
          const activity = await transaction.get('activities', town.id, id);
          if (!activity || !seesActivity(who, activity)) throw new NotFoundError(id);
          const names = await namesFor(who, transaction, calendars);
          const known = new Set(names.contacts.map((contact) => contact.id));
          // Who looks after a village sees what its own people were told and answered; the office sees all.
          const sees = (contact: string): boolean =>
            who.role === 'admin' ||
            who.role === 'office' ||
            known.has(contact) ||
            (who.village !== null && contact === `village:${who.village}`);
          const items = await activityHistory(transaction, id, names, { thisYear: thisYear(), sees });
          return pageOfHistory(itemsFor(who, names, items), page);
        }),
    }),
    operation({
      id: 'getContactHistory',
      tag: '联系人',
      method: 'get',
      path: '/contacts/{id}/history',
      summary: '一个联系人的来历，新的在前；删去之后也在',
      allowed: 'office',
      query,
      answers: { 200: listOf(shownSchema, '一页来历') },
      run: ({ params, who, query: page, read }) =>
        read(async (transaction) =>
          pageOfHistory(await own(transaction, who, 'contacts', params.id ?? '', '联系人'), page),
        ),
    }),
    operation({
      id: 'getBlackoutHistory',
      tag: '停办时段',
      method: 'get',
      path: '/blackouts/{id}/history',
      summary: '一个停办时段的来历，新的在前；撤掉之后也在',
      allowed: 'office',
      query,
      answers: { 200: listOf(shownSchema, '一页来历') },
      run: ({ params, who, query: page, read }) =>
        read(async (transaction) =>
          pageOfHistory(await own(transaction, who, 'blackouts', params.id ?? '', '停办时段'), page),
        ),
    }),
    operation({
      id: 'getNoticeHistory',
      tag: '节点通知',
      method: 'get',
      path: '/notices/{id}/history',
      summary: '一项节点通知的来历，新的在前；撤掉之后也在',
      allowed: 'office',
      query,
      answers: { 200: listOf(shownSchema, '一页来历') },
      run: ({ params, who, query: page, read }) =>
        read(async (transaction) =>
          pageOfHistory(await own(transaction, who, 'notices', params.id ?? '', '节点通知'), page),
        ),
    }),
  ];
}
