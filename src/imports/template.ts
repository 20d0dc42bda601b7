import type { Worksheet } from 'exceljs';
import type { KeyDate } from '../calendar/index.js';
import type { ImportKind } from '../facts/index.js';
import type { Calendars, Town } from '../town/index.js';
import { ROW_LIMIT } from './reading/index.js';
import { EXAMPLE } from './words.js';

/** A column of a template: its heading, how wide it is, and what may stand in it. */
interface Column {
  readonly heading: string;
  /** In characters. */
  readonly width: number;
  readonly needed: boolean;
  readonly means: string;
  /** Offered as a drop-down; other words may be typed, and are held against the town's data. */
  readonly choices?: readonly string[];
  readonly example: string;
}

const named = (things: readonly { readonly name: string }[]): string[] => things.map(({ name }) => name);

const contactColumns = (town: Town): Column[] => [
  { heading: '姓名', width: 12, needed: true, means: '谁', example: '（姓名）' },
  {
    heading: '角色',
    width: 12,
    needed: false,
    means: '村干部、律师、单位联络员或司法所；空着时按“村”“单位”“律师”哪一列有内容来认',
    choices: ['村干部', '律师', '单位联络员', '司法所'],
    example: '村干部',
  },
  {
    heading: '村',
    width: 14,
    needed: false,
    means: '村干部所在的村；律师可以写挂点的几个村，用顿号隔开',
    choices: named(town.villages),
    example: town.villages[0]?.name ?? '',
  },
  {
    heading: '单位',
    width: 18,
    needed: false,
    means: '单位联络员所在的单位',
    choices: named(town.departments),
    example: '',
  },
  {
    heading: '律师',
    width: 12,
    needed: false,
    means: '是资料里的哪一位律师；写了挂点村就不用写',
    choices: named(town.lawyers),
    example: '',
  },
  { heading: '电话', width: 16, needed: false, means: '11 位手机号，或带区号的座机号', example: '' },
  { heading: '邮箱', width: 24, needed: false, means: '要用邮件提醒时写', example: '' },
  {
    heading: '顺序',
    width: 8,
    needed: false,
    means: '同一个村、单位里先通知谁，小的先；空着的排在最后',
    example: '',
  },
];

const activityColumns = (town: Town, keyDates: readonly KeyDate[], year: number): Column[] => [
  { heading: '编号', width: 12, needed: false, means: '改已有的活动时写它的编号；新的活动空着', example: '' },
  {
    heading: '日期',
    width: 14,
    needed: true,
    means: '例如 2026-12-04；几天的写 2026-12-01至2026-12-07',
    example: `${year}-12-04`,
  },
  {
    heading: '时段',
    width: 14,
    needed: false,
    means: `上午（${town.hours.am.start}-${town.hours.am.end}）、下午（${town.hours.pm.start}-${town.hours.pm.end}）、全天，或 9:00-11:00；只写开始的，到半天下班为止；空着是全天`,
    choices: ['上午', '下午', '全天'],
    example: '上午',
  },
  {
    heading: '村',
    width: 14,
    needed: false,
    means: '在哪个村；全镇的活动写“全镇”或空着',
    choices: ['全镇', ...named(town.villages)],
    example: town.villages[0]?.name ?? '',
  },
  {
    heading: '活动名称',
    width: 30,
    needed: true,
    means: '日历上显示的名称，最多 1000 个字',
    example: '（活动名称）',
  },
  {
    heading: '形式',
    width: 18,
    needed: true,
    means: '资料里的宣传形式',
    choices: named(town.forms),
    example: town.forms[0]?.name ?? '',
  },
  { heading: '地点', width: 20, needed: false, means: '空着的按村委会（全镇的按镇）', example: '' },
  {
    heading: '牵头单位',
    width: 18,
    needed: false,
    means: '空着的是司法所',
    choices: named(town.departments),
    example: town.departments[0]?.name ?? '',
  },
  { heading: '配合单位', width: 24, needed: false, means: '几个单位用顿号隔开', example: '' },
  {
    heading: '律师',
    width: 12,
    needed: false,
    means: '到场的律师',
    choices: named(town.lawyers),
    example: '',
  },
  {
    heading: '节点',
    width: 20,
    needed: false,
    means: '属于哪个重要时间节点；不属于的空着',
    choices: keyDates.filter(({ enabled }) => enabled).map(({ name }) => name.zh),
    example: '',
  },
];

/** Lists of names stand on a sheet of their own: a drop-down by itself holds 255 characters (ECMA-376 §18.3.1.32). */
function offer(sheet: Worksheet, lists: Worksheet, columns: readonly Column[]): void {
  columns.forEach(({ choices }, index) => {
    if (!choices || choices.length === 0) return;
    const column = lists.getColumn(index + 1);
    column.values = [...choices];
    const range = `选项!$${column.letter}$1:$${column.letter}$${choices.length}`;
    const letter = sheet.getColumn(index + 1).letter;
    const validations = (sheet as unknown as { dataValidations: { add(range: string, rule: object): void } })
      .dataValidations;
    validations.add(`${letter}2:${letter}${ROW_LIMIT + 1}`, {
      type: 'list',
      allowBlank: true,
      formulae: [range],
      showErrorMessage: false,
    });
  });
}

function explain(sheet: Worksheet, kind: ImportKind, columns: readonly Column[]): void {
  const notes =
    kind === 'contacts'
      ? [
          '已有的人（同一个村或单位的同名，或同一个电话）会更新，其余的新建；导入从不删除。',
          '空着的单元格不改系统里已有的内容。',
        ]
      : [
          '同一天、同一个村、同名的活动会更新，其余的新建；导入从不删除，也不恢复已取消的。',
          '空着的单元格不改系统里已有的内容。',
        ];
  const general = [
    ...notes,
    `一次最多 ${ROW_LIMIT} 行、5 MB。有一处不对就什么都不导入，系统会指出是哪一格。`,
    `第一张表里以“${EXAMPLE}”开头的一行是示例，导入时跳过，可以删去。`,
  ];
  sheet.columns = [{ width: 14 }, { width: 8 }, { width: 90 }];
  sheet.addRow(['列', '必填', '怎么写']).font = { bold: true };
  for (const { heading, needed, means } of columns) sheet.addRow([heading, needed ? '是' : '', means]);
  sheet.addRow([]);
  for (const line of general) sheet.addRow(['说明', '', line]);
  sheet.getColumn(3).alignment = { wrapText: true, vertical: 'top' };
}

/**
 * A workbook to fill in: the columns with drop-downs of the town's names, an example, and what each column means.
 *
 * @param year of the example's date
 */
export async function templateOf(
  kind: ImportKind,
  { town, keyDates }: Pick<Calendars, 'town' | 'keyDates'>,
  year: number,
): Promise<Buffer> {
  const columns = kind === 'contacts' ? contactColumns(town) : activityColumns(town, keyDates, year);
  // It takes longer to load than all the rest of the program: only when asked for.
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet(kind === 'contacts' ? '联系人' : '活动', {
    views: [{ state: 'frozen', ySplit: 1 }],
  });
  const lists = workbook.addWorksheet('选项', { state: 'hidden' });
  sheet.columns = columns.map(({ heading, needed, width }) => ({
    header: `${needed ? '*' : ''}${heading}`,
    width,
  }));
  sheet.getRow(1).font = { bold: true };
  sheet.getRow(1).fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFF8F5EF' } };
  // Numbers of telephones and dates stay as they are typed.
  columns.forEach((_column, index) => (sheet.getColumn(index + 1).numFmt = '@'));
  const cells = columns.map(({ example }) => example);
  const first = columns.findIndex(({ heading }) => heading === '姓名' || heading === '活动名称');
  sheet.addRow(cells.map((text, index) => (index === first ? EXAMPLE + text : text))).font = {
    italic: true,
    color: { argb: 'FF5B6067' },
  };
  offer(sheet, lists, columns);
  explain(workbook.addWorksheet('说明'), kind, columns);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
