import { describe, expect, it } from '@jest/globals';
import { cadre, office } from '../support/contacts.js';
import { faultsIn, notesIn, preview } from '../support/imports.js';
import { workbook } from '../support/workbooks.js';

const valuesOf = async (file: Buffer): Promise<unknown[]> => {
  const { rows, faults } = await preview('contacts', file);
  expect(faults).toEqual([]);
  return rows.map(({ values }) => values);
};

const villageCadre = (name: string, village: string, rest: object = {}) => ({
  name,
  role: 'cadre',
  village,
  department: null,
  lawyer: null,
  ...rest,
});

describe('a list of people', () => {
  it('is found under its headings, below titles, in any order of columns, as people write them', async () => {
    const file = await workbook(
      {
        村干部: [
          ['港门镇村干部通讯录'],
          ['（2026年11月）', null, null, null],
          ['序号', '联系电话（手机）', '所属村委', ' 姓 名 ', '职务'],
          [1, 13800138000, '货湖', '甲某', '村支书'],
          [2, '１３８０　０１３　８００１ ', '港门镇西坡村民委员会', '乙某 ', '文书'],
          [3, '0759-7761234', '港门埠村委会', '丙某', '主任'],
          [],
          [4, null, '港门村', '丁某', null],
        ],
      },
      (sheet) => {
        sheet.mergeCells('A1:E1');
      },
    );
    expect(await valuesOf(file)).toEqual([
      villageCadre('甲某', 'huohu', { phone: '13800138000' }),
      villageCadre('乙某', 'xipo', { phone: '13800138001' }),
      villageCadre('丙某', 'gangmenbu', { phone: '0759-7761234' }),
      villageCadre('丁某', 'gangmen'),
    ]);
    expect(notesIn(await preview('contacts', file))).toEqual(['村干部!A3: “序号”这一列没有用到']);
  });

  it('knows lawyers by the villages they serve, units by their name and the office by its own', async () => {
    const file = await workbook({
      挂点律师: [
        ['村', '挂点律师', '联系电话'],
        ['港门村、货湖村', '戊某', '13800138002'],
      ],
      单位: [
        ['单位', '联络员', '电话', '邮箱'],
        ['综治办', '己某', '13800138003', 'ji@example.cn'],
        ['司法所', '庚某', '13800138004', null],
      ],
    });
    expect(await valuesOf(file)).toEqual([
      {
        name: '戊某',
        role: 'lawyer',
        village: null,
        department: null,
        lawyer: 'lawyer-1',
        phone: '13800138002',
      },
      {
        name: '己某',
        role: 'department',
        village: null,
        department: 'zongzhi',
        lawyer: null,
        phone: '13800138003',
        email: 'ji@example.cn',
      },
      { name: '庚某', role: 'office', village: null, department: null, lawyer: null, phone: '13800138004' },
    ]);
  });

  it('takes one cell merged over several rows as said of each, and the value a formula came to', async () => {
    const file = await workbook(
      {
        表: [
          ['村', '姓名', '电话'],
          ['货湖村', '甲某', { formula: 'A1', result: 13800138000 }],
          [null, { richText: [{ text: '乙' }, { text: '某' }] }, '13800138001'],
        ],
      },
      (sheet) => {
        sheet.mergeCells('A2:A3');
      },
    );
    expect(await valuesOf(file)).toEqual([
      villageCadre('甲某', 'huohu', { phone: '13800138000' }),
      villageCadre('乙某', 'huohu', { phone: '13800138001' }),
    ]);
  });

  it('leaves out hidden rows and sheets and sheets of something else, and says so', async () => {
    const file = await workbook(
      {
        名单: [
          ['姓名', '村'],
          ['甲某', '货湖村'],
          ['旧人', '货湖村'],
        ],
        备份: [
          ['姓名', '村'],
          ['旧人', '货湖村'],
        ],
        圩日: [['农历三、六、九']],
      },
      (sheet) => {
        if (sheet.name === '名单') sheet.getRow(3).hidden = true;
        if (sheet.name === '备份') sheet.state = 'hidden';
      },
    );
    const found = await preview('contacts', file);
    expect(found.rows.map(({ values }) => values.name)).toEqual(['甲某']);
    expect(notesIn(found)).toEqual([
      '备份!: 这张表是隐藏的，没有导入',
      '圩日!: 这张表没有导入：前 20 行里没有表头（“姓名”，和“村”、“单位”、“电话”、“角色”里的至少一个）',
      '名单!3: 这一行是隐藏的，没有导入',
    ]);
  });

  it('names every cell that is wrong, with what to write, and then is faulty as a whole', async () => {
    const file = await workbook({
      表: [
        ['姓名', '角色', '村', '单位', '电话', '邮箱', '顺序'],
        ['甲某', '村干部', '不存在村', null, '12345', null, null],
        [null, '村干部', '货湖村', null, null, null, null],
        ['乙某', null, null, null, '13800138000', null, null],
        ['丙某', '村干部', '货湖村、西坡村', null, null, null, null],
        ['丁某', null, '货湖村', null, { formula: 'A1' }, null, null],
        ['戊某', null, '货湖村', null, { error: '#N/A' }, null, null],
        ['己某', null, '货湖村', null, null, 'x@', '第一'],
        ['庚某', null, null, '派出所', null, null, null],
      ],
    });
    const found = await preview('contacts', file);
    expect(found.state).toBe('faulty');
    expect(found.summary).toEqual({ new: 0, changed: 0, unchanged: 0, faults: found.faults.length });
    expect(faultsIn(found)).toEqual([
      expect.stringMatching(/^表!C2: 没有这个村/),
      '表!3: 缺姓名，请补上',
      expect.stringMatching(/^表!4: 看不出是谁/),
      '表!C5: 村干部只能写一个村，几个村的请分行写',
      expect.stringMatching(/^表!E6: 公式没有算出的结果/),
      '表!E7: 单元格是错误值 #N/A，请改对',
      expect.stringMatching(/^表!F8: 不是邮箱地址/),
      expect.stringMatching(/^表!G8: /),
      expect.stringMatching(/^表!D9: 没有这个单位/),
    ]);
    expect(found.faults[0]).toMatchObject({ sheet: '表', cell: 'C2', value: '不存在村' });
  });

  it('says which villages a short name could mean', async () => {
    const file = await workbook({
      表: [
        ['姓名', '村'],
        ['甲某', '港门镇'],
      ],
    });
    expect(faultsIn(await preview('contacts', file))).toEqual([
      expect.stringMatching(/^表!B2: 没有这个村，请写成：港门村、/),
    ]);
  });
});

describe('people who are there already', () => {
  const known = [
    cadre({ id: 'c1', name: '甲某', phone: '13800138000', order: 2, revision: 4 }),
    cadre({ id: 'c2', name: '乙某', phone: '13800138001' }),
    office({ id: 'o1', name: '甲某', phone: '13800138000' }),
  ];
  const head = ['姓名', '村', '角色', '电话', '邮箱'];
  const read = async (...rows: (string | null)[][]) =>
    preview('contacts', await workbook({ 表: [head, ...rows] }), { contacts: known });

  it('are changed where the list says otherwise, and kept where it says nothing', async () => {
    const found = await read(
      ['甲某', '货湖', null, '13900139000', 'jia@example.cn'],
      ['乙某', '货湖', null, null, null],
      ['丙某', '货湖', null, null, null],
    );
    expect(
      found.rows.map(({ action, target, revision, changes }) => ({ action, target, revision, changes })),
    ).toEqual([
      {
        action: 'changed',
        target: 'c1',
        revision: 4,
        changes: [
          { field: 'phone', before: '13800138000', after: '13900139000' },
          { field: 'email', before: null, after: 'jia@example.cn' },
        ],
      },
      { action: 'unchanged', target: 'c2', revision: 1, changes: [] },
      { action: 'new', target: null, revision: 0, changes: [] },
    ]);
    expect(found.summary).toEqual({ new: 1, changed: 1, unchanged: 1, faults: 0 });
  });

  it('are known by their number when name or village is new, in the same role only', async () => {
    const found = await read(
      ['甲某某', '西坡', null, '138 0013 8000', null],
      ['乙某', null, '司法所', '13800138001', null],
    );
    expect(found.rows.map(({ action, target, changes }) => [action, target, changes])).toEqual([
      [
        'changed',
        'c1',
        [
          { field: 'name', before: '甲某', after: '甲某某' },
          { field: 'village', before: 'huohu', after: 'xipo' },
        ],
      ],
      ['new', null, []],
    ]);
  });

  it('may stand there twice when both rows say the same, and not when they disagree', async () => {
    const same = await read(['丙某', '货湖', null, null, null], ['丙某', '货湖村', null, null, null]);
    expect([same.summary.new, notesIn(same)]).toEqual([1, ['表!3: 和第 2 行是同一个人，只算一次']]);
    const other = await read(
      ['丙某', '货湖', null, '13800138005', null],
      ['丙某', '货湖', null, '13800138006', null],
    );
    expect(faultsIn(other)).toEqual(['表!A3: 和第 2 行是同一个人，但内容不一样，请只留一行']);
  });

  it('are not guessed at when two bear the same name in one village', async () => {
    const file = await workbook({
      表: [
        ['姓名', '村'],
        ['甲某', '货湖'],
      ],
    });
    const contacts = [cadre({ id: 'a', name: '甲某' }), cadre({ id: 'b', name: '甲某' })];
    expect(faultsIn(await preview('contacts', file, { contacts }))).toEqual([
      '表!A2: 系统里有几位同名的联系人，分不清是哪一位，请先在系统里改名',
    ]);
  });
});
