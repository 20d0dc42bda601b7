import { describe, expect, it } from '@jest/globals';
import { readSheet } from 'read-excel-file/node';
import { occurrencesOf } from '../../src/calendar/index.js';
import type { Activity } from '../../src/facts/index.js';
import { entriesOf, planWorkbook } from '../../src/ledger/index.js';
import { activity, gangmen, townTime } from '../support/gangmen.js';
import { record } from '../support/records.js';

const { town, keyDates } = gangmen;

/** The rows of a sheet of the plan, as another reader reads them, without the title and what stands below it. */
async function rowsOf(sheet: string, activities: readonly Activity[], recorded: readonly string[] = []) {
  const records = recorded.map((id) => record({ id }));
  const facts = {
    town,
    occurrences: occurrencesOf(keyDates, 2026),
    entries: entriesOf(town, activities, records),
    activities,
    today: '2026-12-20',
  };
  const bytes = await planWorkbook(facts, 2026, townTime('2026-12-20T09:00'));
  return readSheet(Buffer.from(bytes), sheet);
}

const on = (day: string): Partial<Activity> => ({
  start: `${day}T09:00:00+08:00`,
  end: `${day}T11:30:00+08:00`,
});

const visit = (village: string, day: string): Activity =>
  activity({
    ...on(day),
    id: `visit-${village}-${day}`,
    keyDate: null,
    duty: 'lawyer-visit',
    village,
    form: 'consultation',
    partners: [],
  });

describe('the year’s plan as a sheet', () => {
  it('has a row an occasion and form, with its villages, departments and what is done', async () => {
    const rows = await rowsOf(
      '年度计划',
      [
        activity({ id: 'b', village: 'xipo', ...on('2026-12-03') }),
        activity({ id: 'a' }),
        activity({ id: 'c', form: 'leaflets', partners: [], ...on('2026-12-04') }),
        activity({ id: 'gone', status: 'cancelled', ...on('2026-12-02') }),
        activity({ id: 'other-year', ...on('2025-12-04') }),
      ],
      ['a'],
    );
    expect(rows.map((row) => row.filter((cell) => cell !== null))).toEqual([
      ['港门镇2026年普法工作计划表'],
      ['重点法律法规、责任人由单位填写，系统不代填。完成时限是最后一场的日期；完成情况只数有台账记录的。'],
      [
        ...['序号', '月份/时间节点', '主题', '重点法律法规', '普法对象', '宣传形式', '牵头单位', '配合单位'],
        ...['责任人', '完成时限', '完成情况'],
      ],
      [
        ...[
          1,
          '12月，12·4国家宪法日',
          '12·4国家宪法日',
          '西坡村、货湖村村民',
          '召开会议',
          '司法所',
          '综治办',
        ],
        ...['12月4日', '2 项，完成 1 项，逾期未记 1 项'],
      ],
      [
        ...[2, '12月，12·4国家宪法日', '12·4国家宪法日', '货湖村村民', '发放宣传材料', '司法所'],
        ...['12月4日', '1 项，完成 0 项，逾期未记 1 项'],
      ],
    ]);
    // The office fills in the laws and who answers for it.
    expect(rows.slice(3).map((row) => [row[3], row[8]])).toEqual([
      [null, null],
      [null, null],
    ]);
  });

  it('says for how many villages, and from which month to which', async () => {
    const villages = town.villages.map(({ id }) => id);
    const everyMonth = Array.from({ length: 12 }, (_, month) =>
      visit('huohu', `2026-${String(month + 1).padStart(2, '0')}-15`),
    );
    const made = activity({
      ...on('2026-12-28'),
      id: 'made',
      keyDate: null,
      duty: null,
      village: null,
      title: '送法进企业',
      lead: null,
      partners: [],
    });
    // When, what, for whom, who leads, until when.
    const text = async (activities: readonly Activity[]) =>
      (await rowsOf('年度计划', activities)).slice(3).map((row) => [1, 2, 4, 6, 9, 10].map((at) => row[at]));
    expect(await text(villages.map((id, index) => visit(id, `2026-0${1 + (index % 3)}-10`)))).toEqual([
      ['1月至3月', '律师驻村服务', '12 个村村民', '司法所', '3月10日', '12 项，完成 0 项，逾期未记 12 项'],
    ]);
    expect(await text([...everyMonth, made])).toEqual([
      ['全年', '律师驻村服务', '货湖村村民', '司法所', '12月15日', '12 项，完成 0 项，逾期未记 12 项'],
      ['12月', '送法进企业', '全镇', null, '12月28日', '1 项，完成 0 项'],
    ]);
  });

  it('lists every activity by its day, and how it stands', async () => {
    const [title, form, place] = ['国家宪法日：召开会议（货湖村）', '召开会议', '货湖村委会'];
    const row = (
      ...[number, day, time, village, lead, status]: [number, string, string, string, string | null, string]
    ) => [number, day, time, village, title, form, place, lead, '综治办', status];
    const rows = await rowsOf(
      '逐项安排',
      [
        activity({ id: 'late', ...on('2026-12-03') }),
        activity({ id: 'held', status: 'done' }),
        activity({
          id: 'whole',
          start: '2026-12-28',
          end: '2026-12-28',
          allDay: true,
          village: null,
          lead: null,
        }),
        activity({ id: 'sure', status: 'confirmed', ...on('2026-12-29') }),
        activity({ id: 'gone', status: 'cancelled' }),
      ],
      ['held'],
    );
    expect(rows.slice(2)).toEqual([
      ['序号', '日期', '时间', '村', '活动', '形式', '地点', '牵头单位', '配合单位', '状态'],
      row(1, '2026-12-03', '09:00–11:30', '货湖村', '司法所', '已过，无记录'),
      row(2, '2026-12-04', '09:00–11:30', '货湖村', '司法所', '已完成'),
      row(3, '2026-12-28', '全天', '全镇', null, '待办'),
      row(4, '2026-12-29', '09:00–11:30', '货湖村', '司法所', '已确认'),
    ]);
  });
});
