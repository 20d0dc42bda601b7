import type { Import, ImportKind, ImportRow } from '../../../facts/index.js';
import type { Calendars } from '../../../town/index.js';

export const KIND_NAMES: Readonly<Record<ImportKind, string>> = {
  contacts: '联系人和律师',
  activities: '活动',
};

export const STATE_NAMES: Readonly<Record<Import['state'], string>> = {
  ready: '待确认',
  faulty: '有错',
  applied: '已导入',
};

export const ACTION_NAMES: Readonly<Record<ImportRow['action'], string>> = {
  new: '新增',
  changed: '更改',
  unchanged: '不变',
};

export const summaryText = ({ summary }: Pick<Import, 'summary'>): string =>
  [
    ...(summary.faults > 0 ? [`${summary.faults} 处不对`] : []),
    `新增 ${summary.new}`,
    `更改 ${summary.changed}`,
    `不变 ${summary.unchanged}`,
  ].join('，');

export const FIELD_NAMES: Readonly<Record<string, string>> = {
  name: '姓名',
  role: '角色',
  village: '村',
  department: '单位',
  lawyer: '律师',
  phone: '电话',
  email: '邮箱',
  order: '顺序',
  title: '名称',
  start: '开始',
  end: '结束',
  allDay: '全天',
  place: '地点',
  form: '形式',
  lead: '牵头',
  partners: '配合',
  keyDate: '节点',
  status: '状态',
};

const ROLE_NAMES: Readonly<Record<string, string>> = {
  cadre: '村干部',
  lawyer: '律师',
  department: '单位联络员',
  office: '司法所',
  cancelled: '已取消',
};

/** A value as people read it: names for ids, the clock for instants. */
export function valueText(
  { town, keyDates }: Pick<Calendars, 'town' | 'keyDates'>,
  field: string,
  value: unknown,
): string {
  if (value === null || value === undefined) return field === 'village' ? '全镇' : '无';
  if (Array.isArray(value))
    return value.map((one) => valueText({ town, keyDates }, field, one)).join('、') || '无';
  if (typeof value === 'boolean') return value ? '是' : '否';
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  const things: Readonly<Record<string, readonly { readonly id: string; readonly name: string }[]>> = {
    village: town.villages,
    department: town.departments,
    lead: town.departments,
    partners: town.departments,
    lawyer: town.lawyers,
    form: town.forms,
    keyDate: keyDates.map(({ id, name }) => ({ id, name: name.zh })),
  };
  if (field === 'start' || field === 'end') return text.slice(0, 16).replace('T', ' ');
  if (field === 'role' || field === 'status') return ROLE_NAMES[text] ?? text;
  return things[field]?.find(({ id }) => id === text)?.name ?? text;
}
