import type { Kind, TrailEntry } from '../../facts/index.js';
import type { Fields } from './states.js';
import { actorName, daysText, FIELD_WORDS, momentText, slotText, valueText, type Names } from './words.js';

/** What the program keeps beside a change: nobody asks for it. */
const BOOKKEEPING = new Set([
  'id',
  'town',
  'year',
  'sequence',
  'revision',
  'createdAt',
  'updatedAt',
  'scheduledAt',
  'reasons',
  'by',
  'at',
]);

type Deed = Pick<TrailEntry, 'kind' | 'action' | 'changes'>;

/** Who is of no village is not of all of them. */
const PEOPLE: ReadonlySet<string> = new Set<Kind>(['contacts', 'accounts', 'apiTokens']);

/** “改地点：村委会 → 文化广场”. */
function fieldText(field: string, { kind, changes }: Deed, names: Names): string {
  const word = FIELD_WORDS[field] ?? field;
  // A robot's address says nothing to anybody, and its key is masked; the same of whom the trail does not name.
  if (field === 'channels' || kind === ('lawGuides' satisfies Kind)) return `改${word}`;
  const textOf = (value: unknown): string =>
    field === 'village' && value === null && PEOPLE.has(kind) ? '无' : valueText(field, value, names);
  const { before, after } = changes[field] ?? {};
  return `改${word}：${textOf(before)} → ${textOf(after)}`;
}

const fieldTexts = (deed: Deed, names: Names, but: readonly string[] = []): string[] =>
  Object.keys(deed.changes)
    .filter((field) => !BOOKKEEPING.has(field) && !but.includes(field))
    .map((field) => fieldText(field, deed, names));

const textOr = (value: unknown, otherwise: unknown): string =>
  typeof value === 'string' ? value : typeof otherwise === 'string' ? otherwise : '';

/** A change of the hours; what did not change of them is in the state it left. */
function movedText(changes: TrailEntry['changes'], state: Fields, names: Names): string[] {
  const { start, end } = changes;
  if (!start && !end) return [];
  const [from, to] = [
    [textOr(start?.before, state.start), textOr(end?.before, state.end)],
    [textOr(start?.after, state.start), textOr(end?.after, state.end)],
  ] as const;
  return [`改期：${slotText(...from, names.town)} → ${slotText(...to, names.town)}`];
}

const STATUS_ACTS: Readonly<Record<string, string>> = {
  planned: '改回待办',
  confirmed: '确认',
  done: '标为已完成',
  cancelled: '取消',
};

function activityTexts(deed: Deed, state: Fields, names: Names): string[] {
  const { changes } = deed;
  const { status } = changes;
  const acted =
    status === undefined
      ? []
      : [status.before === 'cancelled' ? '恢复' : (STATUS_ACTS[String(status.after)] ?? '改状态')];
  const texts = [
    ...acted,
    ...movedText(changes, state, names),
    ...fieldTexts(deed, names, ['status', 'start', 'end', 'allDay', 'pinned']),
  ];
  if (texts.length > 0 || !changes.pinned) return texts;
  return [changes.pinned.after === true ? '固定，重新编排时不动' : '不再固定'];
}

/** What is set and not told: when somebody logged in, that there is a password or an invitation to set one. */
function accountTexts(deed: Deed, names: Names): string[] {
  const { lastLoginAt, passwordSetAt, invitedUntil, disabled } = deed.changes;
  return [
    ...(lastLoginAt ? ['登录'] : []),
    ...(passwordSetAt ? ['设密码'] : []),
    ...(invitedUntil && invitedUntil.after !== null ? ['给设密码的链接'] : []),
    ...(disabled ? [disabled.after === true ? '停用账号' : '启用账号'] : []),
    ...fieldTexts(deed, names, ['lastLoginAt', 'passwordSetAt', 'invitedUntil', 'disabled']),
  ];
}

const ANSWERS: Readonly<Record<string, string>> = { received: '收到', difficulty: '有困难' };

const PLAN_STATES: Readonly<Record<string, string>> = {
  queued: '排队编排',
  draft: '编好草案',
  released: '发布',
  failed: '没有编排成功',
};

/** What was done, kind by kind; where a kind has no words of its own its fields say it. */
const KIND_TEXTS: Readonly<Record<string, (entry: Deed, state: Fields, names: Names) => string[]>> = {
  activities: (entry, state, names) => {
    if (entry.action === 'update') return activityTexts(entry, state, names);
    const { start, end, place } = state;
    if (typeof start !== 'string' || typeof end !== 'string') return ['新建活动'];
    return [`新建活动：${slotText(start, end, names.town)}，${String(place)}`];
  },
  acknowledgements: (_entry, { answer, reason }) => {
    if (typeof answer !== 'string') return ['回复'];
    return [`回复“${ANSWERS[answer] ?? answer}”${typeof reason === 'string' ? `：${reason}` : ''}`];
  },
  contactLinks: () => ['作废手机链接'],
  blackouts: ({ action, changes }, state, names) => {
    const word = action === 'remove' ? '撤掉停办时段' : '写下停办时段';
    const of = (field: string): unknown => (action === 'remove' ? changes[field]?.before : state[field]);
    const [start, end] = [of('start'), of('end')];
    if (typeof start !== 'string' || typeof end !== 'string') return [word];
    return [`${word}：${daysText(start, end)}，${valueText('villages', of('villages'), names)}`];
  },
  notices: ({ action, changes }, state, names) => {
    if (action === 'update') return [];
    const word = action === 'remove' ? '撤掉通知' : '录入通知';
    const of = (field: string): unknown => (action === 'remove' ? changes[field]?.before : state[field]);
    const [year, keyDate, start, end, theme] = ['year', 'keyDate', 'start', 'end', 'theme'].map(of);
    if (typeof year !== 'number') return [word];
    const days =
      typeof start !== 'string'
        ? []
        : [typeof end === 'string' ? daysText(start, end) : `${daysText(start, start)}起`];
    const themes = theme ? [`主题“${valueText('theme', theme, names)}”`] : [];
    return [
      `${word}：${[`${year}年${valueText('keyDate', keyDate, names)}`, ...days, ...themes].join('，')}`,
    ];
  },
  plans: ({ action, changes }, state) => {
    if (action === 'create') return [`${typeof state.year === 'number' ? state.year : ''}年计划：开始编排`];
    return [`计划：${PLAN_STATES[String(changes.state?.after)] ?? '改动'}`];
  },
  feedTokens: ({ changes }) => (changes.revokedAt ? ['作废订阅链接'] : []),
  apiTokens: ({ changes }) => (changes.revokedAt ? ['作废接口令牌'] : []),
  ticks: ({ action }) => [action === 'remove' ? '撤回勾销' : '勾销到期事项'],
  accounts: (entry, _state, names) => (entry.action === 'update' ? accountTexts(entry, names) : []),
  contacts: (entry, _state, names) =>
    // Two keys that look the same behind their masks.
    entry.action === 'update' && fieldTexts(entry, names).length === 0 ? ['改提醒方式'] : [],
};

const KIND_WORDS: Readonly<Record<string, string>> = {
  activities: '活动',
  records: '台账记录',
  acknowledgements: '回执',
  contacts: '联系人',
  contactLinks: '手机链接',
  blackouts: '停办时段',
  plans: '计划',
  feedTokens: '订阅链接',
  lawGuides: '法律明白人',
  notices: '节点通知',
  ticks: '到期事项的勾销',
  accounts: '账号',
  apiTokens: '接口令牌',
};

/** A kind of fact as people call it. */
export const kindText = (kind: string): string => KIND_WORDS[kind] ?? kind;

const ACTION_WORDS = { create: '新建', update: '改', remove: '删去' } as const;

/** What one change did: “改期：12月4日上午 → 12月5日上午；改地点：村委会 → 文化广场”. */
export function deedText(entry: Deed, state: Fields, names: Names): string {
  const { kind, action } = entry;
  const own = KIND_TEXTS[kind]?.(entry, state, names) ?? [];
  const texts = own.length === 0 && action === 'update' ? fieldTexts(entry, names) : own;
  return texts.length > 0 ? texts.join('；') : ACTION_WORDS[action] + kindText(kind);
}

/**
 * One change in a sentence that a clerk reads: “12月1日 09:12 王敏 改期：12月4日上午 → 12月5日上午（理由：台风）”.
 *
 * @param state the fact as the change left it; what is not known of it is left out of the sentence
 * @param thisYear whose moments are told without the year
 */
export function sentenceOf(
  entry: Pick<TrailEntry, 'at' | 'actor' | 'reason' | 'undoes'> & Deed,
  state: Fields,
  names: Names,
  thisYear: string,
): string {
  const who = actorName(entry.actor, names);
  const deed = `${entry.undoes === undefined ? '' : '撤回前面的改动：'}${deedText(entry, state, names)}`;
  const why = entry.reason === null ? '' : `（理由：${entry.reason}）`;
  return `${momentText(entry.at, thisYear)} ${who} ${deed}${why}`;
}
