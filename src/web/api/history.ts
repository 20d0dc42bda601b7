import { z } from 'zod';
import {
  activityHistory,
  historyOf,
  NotFoundError,
  type HistoryItem,
  type HistoryKind,
} from '../../activities/index.js';
import { trailEntrySchema, WAYS_IN } from '../../facts/index.js';
import { seesActivity, seesRecipient } from '../access/index.js';
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

/** A kind of which each fact's history can be asked for, by the office. */
interface OwnHistory {
  readonly id: string;
  /** What people call such a fact, too. */
  readonly tag: string;
  readonly kind: HistoryKind;
  readonly path: string;
  readonly summary: string;
}

const OWN: readonly OwnHistory[] = [
  {
    id: 'getContactHistory',
    tag: '联系人',
    kind: 'contacts',
    path: '/contacts/{id}/history',
    summary: '一个联系人的历史记录，新的在前；删去之后也在',
  },
  {
    id: 'getBlackoutHistory',
    tag: '停办时段',
    kind: 'blackouts',
    path: '/blackouts/{id}/history',
    summary: '一个停办时段的历史记录，新的在前；撤掉之后也在',
  },
  {
    id: 'getNoticeHistory',
    tag: '节点通知',
    kind: 'notices',
    path: '/notices/{id}/history',
    summary: '一项节点通知的历史记录，新的在前；撤掉之后也在',
  },
];

/** What happened to an activity, a contact, a blackout, a notice: who did what when, the newest first. */
export function historyOperations(context: WebContext): Operation[] {
  const { calendars } = context;
  const { town } = calendars;
  const thisYear = (): string => todayOf(context).slice(0, 4);

  /** A fact's own history; it stays when the fact is gone. */
  const ownHistory = ({ id, tag, kind, path, summary }: OwnHistory): Operation =>
    operation({
      id,
      tag,
      method: 'get',
      path,
      summary,
      allowed: 'office',
      query,
      answers: { 200: listOf(shownSchema, '一页历史记录') },
      run: ({ params, who, query: page, read }) =>
        read(async (transaction) => {
          const target = params.id ?? '';
          const names = await namesFor(who, transaction, calendars);
          const items = await historyOf(transaction, kind, target, names, thisYear());
          if (items.length === 0) throw new NotFoundError(target, tag);
          return pageOfHistory(itemsFor(who, names, items.reverse()), page);
        }),
    });

  return [
    operation({
      id: 'getActivityHistory',
      tag: '活动',
      method: 'get',
      path: '/activities/{id}/history',
      summary: '一项活动的历史记录：每次改动、台账、回执、提醒，新的在前',
      allowed: 'members',
      query,
      answers: { 200: listOf(shownSchema, '一页历史记录') },
      run: ({ params, who, query: page, read }) =>
        read(async (transaction) => {
          const id = params.id ?? '';
          const activity = await transaction.get('activities', town.id, id);
          if (!activity || !seesActivity(who, activity)) throw new NotFoundError(id);
          const names = await namesFor(who, transaction, calendars);
          // Who looks after a village sees what its own people were told and answered; the office sees all.
          const sees = seesRecipient(who, names.contacts);
          const items = await activityHistory(transaction, id, names, { thisYear: thisYear(), sees });
          return pageOfHistory(itemsFor(who, names, items), page);
        }),
    }),
    ...OWN.map(ownHistory),
  ];
}
