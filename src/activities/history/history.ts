import type { Delivery, ReadTransaction, TrailEntry } from '../../facts/index.js';
import { sentenceOf } from './sentences.js';
import { statesAfter, type Fields } from './states.js';
import { actorName, momentText, personName, type Names } from './words.js';

/** One thing that happened to a fact, as a history tells it. */
export interface HistoryItem {
  /** Of the trail's entry, or of the delivery. */
  readonly id: string;
  readonly at: string;
  readonly actor: string;
  /** Who it was, as people call them. */
  readonly name: string;
  readonly via: TrailEntry['via'];
  readonly kind: string;
  readonly target: string;
  /** What the trail says of it; the state, for a delivery. */
  readonly action: string;
  readonly reason: string | null;
  /** The entry that it took back. */
  readonly undoes: string | null;
  readonly changes: TrailEntry['changes'];
  /** All of it in one sentence. */
  readonly text: string;
}

/** The kinds whose own history can be asked for. */
export type HistoryKind =
  'activities' | 'records' | 'contacts' | 'blackouts' | 'notices' | 'acknowledgements';

const byAge = (a: Pick<TrailEntry, 'at' | 'id'>, b: Pick<TrailEntry, 'at' | 'id'>): number =>
  a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1;

const itemOf = (entry: TrailEntry, state: Fields, names: Names, thisYear: string): HistoryItem => {
  const { id, at, actor, via, kind, target, action, reason, undoes = null, changes } = entry;
  const text = sentenceOf(entry, state, names, thisYear);
  return {
    id,
    at,
    actor,
    name: actorName(actor, names),
    via,
    kind,
    target,
    action,
    reason,
    undoes,
    changes,
    text,
  };
};

/** The history of one fact, the oldest first. */
export async function historyOf(
  transaction: ReadTransaction,
  kind: HistoryKind,
  target: string,
  names: Names,
  thisYear: string,
): Promise<HistoryItem[]> {
  const { id: town } = names.town;
  const entries = [...(await transaction.find('trail', { town, kind, target }))].sort(byAge);
  const states = statesAfter(entries, await transaction.get(kind, town, target));
  return entries.map((entry, index) => itemOf(entry, states[index] ?? {}, names, thisYear));
}

const DELIVERY_WORDS: Readonly<Record<Delivery['state'], string>> = {
  claimed: '还没有发出',
  sent: '已发',
  acknowledged: '已发，对方已回复',
  failed: '没有发成',
  missed: '错过了时间，没有发',
};

const CHANNEL_WORDS: Readonly<Record<Delivery['channel'], string>> = {
  'wechat-copy': '微信转发',
  wecom: '企业微信',
  dingtalk: '钉钉',
  feishu: '飞书',
  email: '邮件',
  log: '日志',
};

function deliveryItem(delivery: Delivery, names: Names, thisYear: string): HistoryItem {
  const { id, contact, channel, state, attempts, dueAt } = delivery;
  const at = attempts.at(-1)?.at ?? dueAt;
  const whom = `${personName(contact, names)}（${CHANNEL_WORDS[channel]}）`;
  return {
    id,
    at,
    actor: 'system',
    name: actorName('system', names),
    via: 'program',
    kind: 'deliveries',
    target: id,
    action: state,
    reason: null,
    undoes: null,
    changes: {},
    text: `${momentText(at, thisYear)} 提醒${whom}：${DELIVERY_WORDS[state]}`,
  };
}

/** Which contacts' answers and reminders the reader may know of. */
export type Sees = (contact: string) => boolean;

/**
 * All that happened to an activity, the newest first: its own changes, its record's, who answered, who was reminded.
 */
export async function activityHistory(
  transaction: ReadTransaction,
  activity: string,
  names: Names,
  { thisYear, sees }: { readonly thisYear: string; readonly sees: Sees },
): Promise<HistoryItem[]> {
  const { id: town } = names.town;
  const of = (kind: HistoryKind, target: string): Promise<HistoryItem[]> =>
    historyOf(transaction, kind, target, names, thisYear);
  const answers = (await transaction.find('acknowledgements', { town })).filter(
    (answer) => answer.activity === activity && sees(answer.contact),
  );
  const deliveries = (await transaction.find('deliveries', { town, activity })).filter(({ contact }) =>
    sees(contact),
  );
  const items = [
    ...(await of('activities', activity)),
    ...(await of('records', activity)),
    ...(await Promise.all(answers.map(({ id }) => of('acknowledgements', id)))).flat(),
    ...deliveries.map((delivery) => deliveryItem(delivery, names, thisYear)),
  ];
  return items.sort((a, b) => byAge(b, a));
}
