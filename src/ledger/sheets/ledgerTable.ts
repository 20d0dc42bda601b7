import { byStart, endDayOf, startDayOf, type Activity } from '../../facts/index.js';
import { byDate, isUnrecorded, isWithin, periodText, type LedgerEntry, type Period } from '../entry.js';
import type { LedgerFacts } from '../figures.js';
import { figuresOf } from '../measures.js';
import { namesOf, type Names } from '../names.js';
import type { Cell, Column, Table } from './workbook.js';

/** The columns that ledgers of practice have, and the number by which a line is found again in the program. */
const COLUMNS: readonly Column[] = [
  { head: '序号', width: 6 },
  { head: '日期', width: 12 },
  { head: '时间', width: 9 },
  { head: '地点', width: 14, align: 'left' },
  { head: '村', width: 10 },
  { head: '主题', width: 20, align: 'left' },
  { head: '形式', width: 11 },
  { head: '主办/承办单位', width: 11 },
  { head: '配合单位', width: 11 },
  { head: '主讲人', width: 8 },
  { head: '参加人数', width: 7 },
  { head: '资料份数', width: 7 },
  { head: '咨询人数', width: 7 },
  { head: '横幅标语', width: 7 },
  { head: '展板专栏', width: 7 },
  { head: '律师小时', width: 7 },
  { head: '内容摘要', width: 30, align: 'left' },
  { head: '照片编号', width: 9 },
  { head: '记录人', width: 8 },
  { head: '记录编号', width: 44, align: 'left', unprinted: true },
];

/** Columns that are summed, with the first of them after the words. */
const WORDS_BEFORE_SUMS = 10;

/** `12-1、12-2`: the photos of the ledger's twelfth line. */
const photoNumbers = (line: number, { photos }: Pick<LedgerEntry, 'photos'>): string[] =>
  photos.map((_, index) => `${line}-${index + 1}`);

const hoursText = ({ start, end }: Pick<LedgerEntry, 'start' | 'end'>): string =>
  start === null ? '' : end === null ? start : `${start}–\n${end}`;

/** What happened in words; a lawyer's log stands with it. */
const summaryText = ({ summary, log }: LedgerEntry): string =>
  [summary, log === null ? null : `日志：${log}`].filter((text) => text !== null).join('\n');

function rowOf(entry: LedgerEntry, line: number, names: Names): Cell[] {
  const { host, helpers } = entry;
  return [
    line,
    entry.date,
    hoursText(entry),
    entry.place,
    names.village(entry.village),
    entry.theme,
    names.form(entry.form),
    host === null ? '' : names.department(host),
    helpers.map(names.department).join('、'),
    entry.speaker ?? '',
    entry.people,
    entry.leaflets,
    entry.consultations,
    entry.banners,
    entry.boards,
    entry.hours,
    summaryText(entry),
    photoNumbers(line, entry).join('、'),
    entry.recorder ?? '',
    entry.id,
  ];
}

const NOTE =
  '每行是一条台账记录，合计由各行相加；空着的格子是记录里没有写，不按 0 也不作估计。参加的人只记人数，不记姓名和电话。';

/** The ledger (普法台账) of a year or a quarter: a line a record, the sums below. */
export function ledgerTable(facts: LedgerFacts, period: Period): Table {
  const names = namesOf(facts.town, facts.occurrences);
  const entries = facts.entries.filter(({ date }) => isWithin(period, date)).sort(byDate);
  const total = figuresOf(entries);
  const sums = [total.people, total.leaflets, total.consultations, total.banners, total.boards];
  return {
    name: '台账',
    title: `${facts.town.name}${periodText(period)}普法台账`,
    note: NOTE,
    columns: COLUMNS,
    rows: entries.map((entry, index) => rowOf(entry, index + 1, names)),
    total: [
      '合计',
      `${entries.length} 条`,
      ...Array<Cell>(WORDS_BEFORE_SUMS - 2).fill(''),
      ...sums.map(({ value }) => value),
      total.lawyerHours.value,
      `活动 ${total.sessions.value} 场，其中讲座 ${total.lectures.value} 场`,
      '',
      '',
      '',
    ],
  };
}

const whenText = ({ start, end }: Activity): string => {
  const [first, last] = [startDayOf({ start }), endDayOf({ end })];
  return first === last ? first : `${first} 至 ${last}`;
};

/** Activities that are over and have no record: the ledger is not whole as long as there are any. */
export function unrecordedTable(
  { town, occurrences, entries, activities, today }: LedgerFacts,
  period: Period,
): Table {
  const names = namesOf(town, occurrences);
  const recorded = new Set(entries.map(({ id }) => id));
  const late = activities
    .filter((activity) => isWithin(period, endDayOf(activity)) && isUnrecorded(activity, recorded, today))
    .sort(byStart);
  return {
    name: '缺记录',
    title: `${town.name}${periodText(period)}已过期而没有记录的活动`,
    note: `截至 ${today}，下列 ${late.length} 项活动的日期已过，还没有台账记录，不计入任何数字。`,
    columns: [
      { head: '序号', width: 6 },
      { head: '原定日期', width: 24 },
      { head: '村', width: 12 },
      { head: '活动', width: 48, align: 'left' },
      { head: '牵头单位', width: 18 },
      { head: '活动编号', width: 44, align: 'left' },
    ],
    rows: late.map((activity, index) => [
      index + 1,
      whenText(activity),
      names.village(activity.village),
      activity.title,
      activity.lead === null ? '' : names.department(activity.lead),
      activity.id,
    ]),
    total: null,
  };
}
