import { describe, expect, it } from '@jest/globals';
import type { Activity } from '../../src/facts/index.js';
import { activity } from '../support/gangmen.js';
import { faultsIn, notesIn, preview } from '../support/imports.js';
import { workbook } from '../support/workbooks.js';

const HEAD = ['时间', '村', '活动名称', '形式', '地点', '牵头单位', '配合单位'];
type Cells = (string | number | object | null)[];

const read = async (rows: Cells[], activities: readonly Activity[] = [], head: readonly string[] = HEAD) =>
  preview('activities', await workbook({ 计划: [head, ...rows] }), { activities });

const timesOf = async (...times: Cells[]): Promise<unknown[]> => {
  const head = ['日期', '时段', '结束时间', '活动名称', '形式'];
  const found = await read(
    times.map(([date = null, time = null, end = null], index) => [
      date,
      time,
      end,
      `第${index}项`,
      '召开会议',
    ]),
    [],
    head,
  );
  expect(found.faults).toEqual([]);
  return found.rows.map(({ values: { start, end, allDay } }) => [start, end, allDay]);
};

describe('a plan of activities', () => {
  it('is read under the headings of the plan, with defaults where it says nothing', async () => {
    const found = await read([
      ['2026年12月4日上午', '货湖村委会', '宪法宣传', '召开会议', '文化楼', '综治办', '妇联、司法所'],
      ['2026-12-05', '全镇', '圩日普法', '圩日摆摊宣传', null, null, null],
      ['2026-12-06', '西坡', '发资料', '发放宣传材料', null, null, null],
    ]);
    expect(found.faults).toEqual([]);
    expect(found.rows[0]).toEqual({
      sheet: '计划',
      row: 2,
      action: 'new',
      target: null,
      revision: 0,
      changes: [],
      values: {
        title: '宪法宣传',
        village: 'huohu',
        form: 'meeting',
        place: '文化楼',
        lead: 'zongzhi',
        partners: ['fulian', 'sifasuo'],
        start: '2026-12-04T09:00:00+08:00',
        end: '2026-12-04T11:30:00+08:00',
        allDay: false,
      },
    });
    expect(
      found.rows.slice(1).map(({ values: { village, place, start, end } }) => [village, place, start, end]),
    ).toEqual([
      [null, '港门镇', '2026-12-05', '2026-12-05'],
      ['xipo', '西坡村委会', '2026-12-06', '2026-12-06'],
    ]);
  });

  it('may write its times in the ways that offices do', async () => {
    const at = (start: string, end: string): unknown[] => [
      `2026-12-04T${start}:00+08:00`,
      `2026-12-04T${end}:00+08:00`,
      false,
    ];
    expect(
      await timesOf(
        ['2026-12-04'],
        ['2026/12/4（周五）'],
        ['2026.12.4', '全天'],
        ['2026年12月4日 9:00-11:00'],
        ['２０２６年１２月４日下午'],
        ['2026年12月4日', '上午9点30分'],
        ['2026-12-04', '下午3:00-5:00'],
        ['2026-12-04', '15:00', '16:30'],
        ['2026-12-04', '下午2点半'],
        ['2026-12-01至2026-12-07'],
        ['2026年12月1日-7日'],
        ['2026年11月30日至12月6日'],
        ['2026年12月28日至1月3日'],
        ['2026-12-04 09:00', null, '2026-12-04 10:15'],
        ['2026-12-04', '上午', '下午'],
        ['2026-12-04', '9:00', '9:00-11:00'],
      ),
    ).toEqual([
      ['2026-12-04', '2026-12-04', true],
      ['2026-12-04', '2026-12-04', true],
      ['2026-12-04', '2026-12-04', true],
      at('09:00', '11:00'),
      at('15:00', '17:30'),
      at('09:30', '11:30'),
      at('15:00', '17:00'),
      at('15:00', '16:30'),
      at('14:30', '17:30'),
      ['2026-12-01', '2026-12-07', true],
      ['2026-12-01', '2026-12-07', true],
      ['2026-11-30', '2026-12-06', true],
      ['2026-12-28', '2027-01-03', true],
      at('09:00', '10:15'),
      at('09:00', '17:30'),
      at('09:00', '11:00'),
    ]);
  });

  it('takes the dates and times of Excel by the clock they were typed in', async () => {
    // 46360.375 is nine in the morning of 4 December 2026; 0.4375 is half past ten.
    const file = await workbook(
      {
        计划: [
          ['日期', '结束时间', '活动名称', '形式'],
          [46360.375, 0.4375, '会', '召开会议'],
          [46360, null, '会二', '召开会议'],
        ],
      },
      (sheet) => {
        sheet.getCell('A2').numFmt = 'yyyy-mm-dd hh:mm';
        sheet.getCell('A3').numFmt = 'yyyy-mm-dd';
        sheet.getCell('B2').numFmt = 'h:mm';
      },
    );
    const found = await preview('activities', file);
    expect(found.faults).toEqual([]);
    expect(found.rows.map(({ values: { start, end } }) => [start, end])).toEqual([
      ['2026-12-04T09:00:00+08:00', '2026-12-04T10:30:00+08:00'],
      ['2026-12-04', '2026-12-04'],
    ]);
  });

  it('names every cell that is wrong', async () => {
    const found = await read([
      ['12月4日', '货湖', '会', '召开会议', null, null, null],
      [46360, '货湖', '会', '召开会议', null, null, null],
      ['下周', '货湖', '会', '召开会议', null, null, null],
      ['2026-02-30', '货湖', '会', '召开会议', null, null, null],
      ['2026-12-04', '无名', '会', '吃饭', null, '派出所', '妇联、派出所'],
      ['2026-12-04', '货湖', null, '召开会议', null, null, null],
      ['2026-12-04', '货湖', '甲会', null, null, null, null],
      ['2026-12-04 11:00-9:00', '货湖', '乙会', '召开会议', null, null, null],
      ['2026-12-04 19:30', '货湖', '会', '召开会议', null, null, null],
      ['1800-01-01', '货湖', '会', '召开会议', null, null, null],
    ]);
    expect([found.state, found.rows]).toEqual(['faulty', []]);
    expect(faultsIn(found)).toEqual([
      '计划!A2: 请把年份也写上，例如 2026年12月4日',
      '计划!A3: 这是数字，不是日期：请把这一列的单元格格式设为“日期”',
      expect.stringMatching(/^计划!A4: 看不出是哪一天/),
      expect.stringMatching(/^计划!A5: 看不出是哪一天/),
      expect.stringMatching(/^计划!B6: 没有这个村，请写成：港门村、/),
      expect.stringMatching(/^计划!D6: 没有这个形式，请写成：发放宣传材料、/),
      expect.stringMatching(/^计划!F6: 没有这个单位/),
      expect.stringMatching(/^计划!G6: 没有这个单位/),
      '计划!7: 缺活动名称，请补上',
      '计划!8: 缺形式，请补上；整份都是一种形式的，导入时可以选“没写形式的按”',
      '计划!9: 结束要晚于开始',
      '计划!10: 只有开始时间，请把结束时间也写上，例如 19:30-21:00',
      expect.stringMatching(/^计划!A11: 年份要在/),
    ]);
  });
});

describe('activities that are there already', () => {
  const known = activity({ title: '宪法宣传', start: '2026-12-04T09:00:00+08:00', revision: 3 });
  const row: Cells = ['2026-12-04 9:00-11:30', '货湖', '宪法宣传', null, '新文化楼', null, null];

  it('are changed on the same day, in the same village, under the same name', async () => {
    const found = await read(
      [row, ['2026-12-05', '货湖', '宪法宣传', '召开会议', null, null, null]],
      [known],
    );
    expect(
      found.rows.map(({ action, target, revision, changes, values }) => ({
        action,
        target,
        revision,
        changes,
        values,
      })),
    ).toMatchObject([
      {
        action: 'changed',
        target: known.id,
        revision: 3,
        changes: [{ field: 'place', before: '货湖村委会', after: '新文化楼' }],
        values: { place: '新文化楼' },
      },
      { action: 'new', target: null },
    ]);
  });

  it('are moved under their number', async () => {
    const head = ['编号', '日期', '活动名称'];
    const found = await read(
      [
        [known.id, '2026-12-05', '宪法宣传'],
        ['x-none', '2026-12-05', '会'],
      ],
      [known],
      head,
    );
    expect(found.rows[0]?.changes.map(({ field }) => field)).toEqual(['start', 'end', 'allDay']);
    expect(faultsIn(found)).toEqual(['计划!A3: 没有这个编号的活动：新的活动请把编号空着']);
  });

  it.each([
    ['cancelled', '这项活动在系统里已取消，导入不恢复它'],
    ['done', '这项活动已完成，导入不改它'],
  ] as const)('are left alone when %s, and the preview says so', async (status, note) => {
    const found = await read([row], [{ ...known, status }]);
    expect([found.summary, notesIn(found)]).toEqual([
      { new: 0, changed: 0, unchanged: 1, faults: 0 },
      [`计划!2: ${note}`],
    ]);
  });

  it('are told apart by the hour where a day has several of a name', async () => {
    const morning: Cells = ['2026-12-04 9:00-11:30', '货湖', '宪法宣传', '召开会议', null, null, null];
    const afternoon: Cells = ['2026-12-04 15:00-17:00', '货湖', '宪法宣传', '召开会议', null, null, null];
    const found = await read([afternoon, morning], [known]);
    expect(found.rows.map(({ action, target }) => [action, target])).toEqual([
      ['new', null],
      ['unchanged', known.id],
    ]);
    const moved = await read([afternoon], [known]);
    expect(moved.rows.map(({ action, target }) => [action, target])).toEqual([['changed', known.id]]);
  });

  it('may not be meant by two rows', async () => {
    expect(faultsIn(await read([row, row], [known]))).toEqual(['计划!3: 和第 2 行是同一项活动，请只留一行']);
  });
});
