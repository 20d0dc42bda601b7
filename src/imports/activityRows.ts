import type { KeyDate } from '../calendar/index.js';
import type { ImportFault, ImportNote } from '../facts/index.js';
import type { Town } from '../town/index.js';
import type { ActivityRow, ActivityValues } from './activityValues.js';
import { namesOf, type Named, type Names } from './names.js';
import type { Sheet } from './reading/index.js';
import { badCells, faultIn, tablesIn, VILLAGE_HEADINGS, type Headings, type TableRow } from './table.js';
import { whenIn } from './when.js';
import { folded, partsOf } from './words.js';

/** The columns of a plan. */
const ACTIVITY_HEADINGS = {
  id: ['编号', '活动编号'],
  date: ['日期', '活动日期', '开始', '开始日期', '开始时间', '活动时间', '时间', '宣传时间', '计划时间'],
  time: ['时段', '时间段', '钟点', '具体时间'],
  end: ['结束', '结束时间', '结束日期'],
  village: [...VILLAGE_HEADINGS, '范围', '开展村'],
  title: ['主题', '活动名称', '活动主题', '名称', '标题', '活动', '内容', '活动内容', '宣传主题'],
  form: ['形式', '活动形式', '宣传形式', '方式', '宣传方式'],
  place: ['地点', '活动地点', '宣传地点', '地址'],
  lead: ['牵头单位', '主办单位', '牵头', '责任单位', '牵头责任单位', '承办单位'],
  partners: ['配合单位', '协办单位', '参加单位', '参与单位', '配合'],
  lawyer: ['律师', '挂点律师', '法律顾问', '村法律顾问'],
  keyDate: ['节点', '重要节点', '时间节点', '重要时间节点', '宣传节点'],
} as const satisfies Headings<string>;

type Field = keyof typeof ACTIVITY_HEADINGS;
type Row = TableRow<Field>;

const isHead = (found: ReadonlySet<Field>): boolean => found.has('date') && found.has('title');
const WANTED = '“日期”和“活动名称”';

/** Said where a plan means no village in particular. */
const WHOLE_TOWN = /^(全镇|镇|各村|所有村|镇级|-|—|无)$/;

/** Finds a key date by name, short name or id. */
const keyDateNamed =
  (keyDates: readonly KeyDate[]) =>
  (text: string): Named => {
    const given = folded(text);
    const found = keyDates.find(
      ({ id, name, short }) => id === given || folded(name.zh) === given || folded(short) === given,
    );
    return found
      ? { id: found.id }
      : { message: '没有这个节点，请写资料里的名称，例如 国家宪法日；不属于节点的空着' };
  };

interface Known {
  readonly town: Town;
  readonly names: Names;
  readonly keyDate: (text: string) => Named;
}

/** A row's values, or what is wrong with them. */
function valuesOf(row: Row, { town, names, keyDate }: Known): ActivityValues | ImportFault[] {
  const { cells } = row;
  const faults = badCells(row);
  const named = (field: Field, find: (text: string) => Named, text: string): string[] => {
    const result = find(text);
    if ('id' in result) return [result.id];
    faults.push(faultIn(row, field, result.message));
    return [];
  };
  /** The id in a cell; nothing without the cell. */
  const one = <F extends Field>(field: F, find: (text: string) => Named): Partial<Record<F, string>> => {
    const cell = cells[field];
    if (!cell || cell.kind === 'bad') return {};
    const [id] = named(field, find, cell.text);
    return id === undefined ? {} : ({ [field]: id } as Record<F, string>);
  };
  if (!cells.title) faults.push(faultIn(row, null, '缺活动名称，请补上'));
  const when =
    cells.date?.kind === 'bad'
      ? null
      : whenIn(
          { date: cells.date?.text ?? '', time: cells.time?.text ?? '', end: cells.end?.text ?? '' },
          town,
        );
  if (when !== null && 'message' in when) faults.push(faultIn(row, when.column, when.message));
  const villageText = folded(cells.village?.text ?? '');
  const village =
    villageText === '' || WHOLE_TOWN.test(villageText) || villageText === folded(town.name)
      ? cells.village && cells.village.kind !== 'bad'
        ? { village: null }
        : {}
      : one('village', names.village);
  const partners =
    cells.partners && cells.partners.kind !== 'bad'
      ? {
          partners: [
            ...new Set(
              partsOf(cells.partners.text).flatMap((part) => named('partners', names.department, part)),
            ),
          ],
        }
      : {};
  const values = {
    title: cells.title?.text ?? '',
    ...village,
    ...one('form', names.form),
    ...(cells.place ? { place: cells.place.text } : {}),
    ...one('lead', names.department),
    ...partners,
    ...one('lawyer', names.lawyer),
    ...one('keyDate', keyDate),
  };
  return faults.length > 0 || when === null || 'message' in when ? faults : { ...values, ...when };
}

/** The activities in a workbook. */
export function activityRowsIn(
  sheets: readonly Sheet[],
  town: Town,
  keyDates: readonly KeyDate[],
): { readonly rows: ActivityRow[]; readonly faults: ImportFault[]; readonly notes: readonly ImportNote[] } {
  // A column 时间 beside one for the date holds the hours.
  const tables = tablesIn<Field>(sheets.map(hoursColumn), ACTIVITY_HEADINGS, isHead, WANTED);
  const known = { town, names: namesOf(town), keyDate: keyDateNamed(keyDates) };
  const rows: ActivityRow[] = [];
  const faults = [...tables.faults];
  for (const at of tables.rows) {
    const values = valuesOf(at, known);
    if (Array.isArray(values)) {
      faults.push(...values);
      continue;
    }
    const columns: Readonly<Record<string, Field>> = { start: 'date', allDay: 'date' };
    rows.push({
      sheet: at.sheet,
      row: at.row,
      ids: at.cells.id ? [at.cells.id.text] : [],
      known: true,
      cancelled: false,
      values,
      defaults: {},
      cellOf: (field) => at.cells[columns[field] ?? (field as Field)]?.at ?? String(at.row),
    });
  }
  return { rows, faults, notes: tables.notes };
}

const DATE_ALONE: readonly string[] = ['日期', '活动日期', '开始日期'];
const HOURS_BESIDE: readonly string[] = ['时间', '活动时间', '开始时间'];

/** The sheet with 时间 called 时段 in a head that has 日期 too. */
function hoursColumn(sheet: Sheet): Sheet {
  return {
    ...sheet,
    rows: sheet.rows.map((row) =>
      row.cells.some(({ text }) => DATE_ALONE.includes(folded(text)))
        ? {
            ...row,
            cells: row.cells.map((cell) =>
              HOURS_BESIDE.includes(folded(cell.text)) ? { ...cell, text: '时段' } : cell,
            ),
          }
        : row,
    ),
  };
}
