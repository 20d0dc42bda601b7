import { dayText, type Day } from '../../calendar/index.js';
import { byStart, startDayOf, type Activity } from '../../facts/index.js';
import { isUnrecorded } from '../entry.js';
import type { LedgerFacts } from '../figures.js';
import { namesOf, type Names } from '../names.js';
import type { Cell, Column, Table } from './workbook.js';

/** The columns that plans of practice have. What the program knows nothing of stays empty for the office to fill in. */
const COLUMNS: readonly Column[] = [
  { head: '序号', width: 6 },
  { head: '月份/时间节点', width: 24 },
  { head: '主题', width: 26, align: 'left' },
  { head: '重点法律法规', width: 18, align: 'left' },
  { head: '普法对象', width: 18, align: 'left' },
  { head: '宣传形式', width: 14 },
  { head: '牵头单位', width: 14 },
  { head: '配合单位', width: 18 },
  { head: '责任人', width: 10 },
  { head: '完成时限', width: 14 },
  { head: '完成情况', width: 30, align: 'left' },
];

const NOTE =
  '重点法律法规、责任人由单位填写，系统不代填。完成时限是最后一场的日期；完成情况只数有台账记录的。';

/** Activities of one row: the same occasion, form and departments. */
interface Group {
  readonly activities: Activity[];
}

const groupKey = ({ keyDate, duty, form, lead, partners, village }: Activity): string =>
  JSON.stringify([keyDate, duty, form, lead, partners, village === null]);

function monthsText(days: readonly string[]): string {
  const months = [...new Set(days.map((day) => Number(day.slice(5, 7))))];
  const [first, last] = [months[0], months.at(-1)];
  if (months.length === 12) return '全年';
  return first === last || last === undefined ? `${first ?? ''}月` : `${first ?? ''}月至${last}月`;
}

function audience(activities: readonly Activity[], { town }: LedgerFacts, names: Names): string {
  const villages = [...new Set(activities.map(({ village }) => village))];
  if (villages.includes(null)) return '全镇';
  if (villages.length === town.villages.length) return `${villages.length} 个村村民`;
  return `${villages.map((id) => names.village(id)).join('、')}村民`;
}

/** @param recorded ids of the activities that have their record */
function rowOf(
  { activities }: Group,
  index: number,
  facts: LedgerFacts,
  names: Names,
  recorded: ReadonlySet<string>,
): Cell[] {
  const [first] = activities;
  if (!first) return [];
  const days = activities.map(startDayOf);
  const done = activities.filter(({ id }) => recorded.has(id)).length;
  const late = activities.filter((one) => isUnrecorded(one, recorded, facts.today)).length;
  const occasion = first.keyDate === null ? null : names.keyDate(first.keyDate);
  return [
    index + 1,
    occasion === null ? monthsText(days) : `${monthsText(days)}，${occasion}`,
    occasion ?? (first.duty === null ? first.title : names.duty(first.duty)),
    '',
    audience(activities, facts, names),
    names.form(first.form),
    first.lead === null ? '' : names.department(first.lead),
    first.partners.map(names.department).join('、'),
    '',
    dayText(days.at(-1) ?? ''),
    `${activities.length} 项，完成 ${done} 项${late > 0 ? `，逾期未记 ${late} 项` : ''}`,
  ];
}

const standing = ({ activities }: LedgerFacts, year: number): Activity[] =>
  activities
    .filter((one) => one.status !== 'cancelled' && startDayOf(one).startsWith(`${year}-`))
    .sort(byStart);

/** The year's plan (普法工作计划表): a row an occasion and form. */
export function planTable(facts: LedgerFacts, year: number): Table {
  const names = namesOf(facts.town, facts.occurrences);
  const recorded = new Set(facts.entries.map(({ id }) => id));
  const groups = new Map<string, Group>();
  for (const activity of standing(facts, year)) {
    const key = groupKey(activity);
    const group = groups.get(key);
    if (group) group.activities.push(activity);
    else groups.set(key, { activities: [activity] });
  }
  return {
    name: '年度计划',
    title: `${facts.town.name}${year}年普法工作计划表`,
    note: NOTE,
    columns: COLUMNS,
    rows: [...groups.values()].map((group, index) => rowOf(group, index, facts, names, recorded)),
    total: null,
  };
}

const STATUS = { planned: '待办', confirmed: '已确认', done: '已完成', cancelled: '已取消' } as const;

const statusText = (activity: Activity, recorded: ReadonlySet<string>, today: Day): string =>
  isUnrecorded(activity, recorded, today) ? '已过，无记录' : STATUS[activity.status];

/** Every activity of the year, a row each. */
export function agendaTable(facts: LedgerFacts, year: number): Table {
  const names = namesOf(facts.town, facts.occurrences);
  const recorded = new Set(facts.entries.map(({ id }) => id));
  return {
    name: '逐项安排',
    title: `${facts.town.name}${year}年普法活动逐项安排`,
    note: '按日期排列；已取消的不列。',
    columns: [
      { head: '序号', width: 6 },
      { head: '日期', width: 12 },
      { head: '时间', width: 14 },
      { head: '村', width: 10 },
      { head: '活动', width: 44, align: 'left' },
      { head: '形式', width: 16 },
      { head: '地点', width: 20, align: 'left' },
      { head: '牵头单位', width: 16 },
      { head: '配合单位', width: 22 },
      { head: '状态', width: 14 },
    ],
    rows: standing(facts, year).map((activity, index) => [
      index + 1,
      startDayOf(activity),
      activity.allDay ? '全天' : `${activity.start.slice(11, 16)}–${activity.end.slice(11, 16)}`,
      names.village(activity.village),
      activity.title,
      names.form(activity.form),
      activity.place,
      activity.lead === null ? '' : names.department(activity.lead),
      activity.partners.map(names.department).join('、'),
      statusText(activity, recorded, facts.today),
    ]),
    total: null,
  };
}
