import type { Contact, ImportFault, ImportNote } from '../facts/index.js';
import { newContactSchema, roleFaults } from '../reminders/index.js';
import { check, type Town } from '../town/index.js';
import type { Sheet } from './reading/index.js';
import { namesOf, type Names } from './names.js';
import { badCells, faultIn, tablesIn, VILLAGE_HEADINGS, type Headings, type TableRow } from './table.js';
import { folded, partsOf } from './words.js';

/** The columns of a list of people. */
const CONTACT_HEADINGS = {
  name: ['姓名', '名字', '联系人', '联系人姓名', '负责人', '联络员'],
  role: ['角色', '职务', '身份', '类别', '岗位', '担任职务'],
  village: [...VILLAGE_HEADINGS, '挂点村', '挂点村委会', '服务村', '驻点村'],
  department: ['单位', '部门', '科室', '成员单位', '所属单位', '单位名称', '工作单位'],
  lawyer: ['律师', '挂点律师', '律师姓名', '法律顾问', '村法律顾问', '驻村律师'],
  phone: ['电话', '手机', '手机号', '手机号码', '联系电话', '联系方式', '电话号码', '移动电话', '联系手机'],
  email: ['邮箱', '电子邮箱', '邮件', '电子邮件', 'email', 'e-mail'],
  order: ['顺序', '通知顺序', '第几联系人'],
} as const satisfies Headings<string>;

type Field = keyof typeof CONTACT_HEADINGS;
type Row = TableRow<Field>;

/** What a row says of a person; what it leaves out stays as it is. */
export interface ContactValues {
  readonly name: string;
  readonly role: Contact['role'];
  readonly village: string | null;
  readonly department: string | null;
  readonly lawyer: string | null;
  readonly phone?: string;
  readonly email?: string;
  readonly order?: number;
}

export interface ContactRow {
  readonly at: Row;
  readonly values: ContactValues;
}

/** A list of lawyers has no 姓名 where the lawyer's column is one. */
const isHead = (found: ReadonlySet<Field>): boolean =>
  (found.has('name') || found.has('lawyer')) &&
  (['village', 'department', 'phone', 'role'] as const).some((field) => found.has(field));

const WANTED = '“姓名”，和“村”、“单位”、“电话”、“角色”里的至少一个';

/** What a post says of the role; the first that fits. A village's own posts are too many to list. */
const POSTS: readonly (readonly [RegExp, Contact['role']])[] = [
  [/律师|法律顾问/, 'lawyer'],
  [/^(村干部|村.*|.*支书|.*书记|.*主任|文书|.*委员|网格员|治保.*|调解员|法律明白人)$/, 'cadre'],
  [/司法所|司法助理员/, 'office'],
  [/单位|联络员|部门/, 'department'],
];

/** Which of several readings of a person the row means; null when it says nothing of it. */
function roleOf({ cells, sheet }: Row, town: Town, department: string | null): Contact['role'] | null {
  const post = POSTS.find(([words]) => words.test(folded(cells.role?.text ?? '')))?.[1];
  // 主任 of a unit is no village's.
  if (post !== undefined && !(post === 'cadre' && !cells.village && cells.department)) return post;
  if ((!cells.name && cells.lawyer) || (!cells.role && sheet.includes('律师'))) return 'lawyer';
  if (cells.village) return 'cadre';
  if (cells.department) return department === town.office ? 'office' : 'department';
  return cells.lawyer ? 'lawyer' : null;
}

/** A person as the row has it, as far as it can be understood. */
class Reading {
  readonly faults: ImportFault[] = [];

  constructor(
    private readonly row: Row,
    private readonly town: Town,
    private readonly names: Names,
  ) {}

  #fault(field: Field | null, message: string): void {
    this.faults.push(faultIn(this.row, field, message));
  }

  /** The ids of what a cell names. */
  #named(field: 'village' | 'department' | 'lawyer', parts: readonly string[]): string[] {
    return parts.flatMap((part) => {
      const named = this.names[field](part);
      if ('id' in named) return [named.id];
      this.#fault(field, parts.length > 1 ? `“${part}”：${named.message}` : named.message);
      return [];
    });
  }

  /** The lawyer the town knows by an id: by name, else by the villages served. */
  #lawyer(name: string, villages: readonly string[]): string | null {
    const given = this.row.cells.name ? this.row.cells.lawyer?.text : undefined;
    if (given !== undefined) return this.#named('lawyer', [given])[0] ?? null;
    const known = this.names.lawyer(name);
    if ('id' in known) return known.id;
    const serving = new Set(
      villages.map((id) => this.town.villages.find((village) => village.id === id)?.lawyer ?? null),
    );
    const [only = null] = serving;
    if (serving.size === 1 && only !== null) return only;
    const nameField = this.row.cells.name ? 'name' : 'lawyer';
    if (!this.row.cells.village) this.#fault(nameField, known.message);
    else if (this.faults.length === 0)
      this.#fault('village', '这些村在资料里不是同一位律师，请分行写，或加一列“律师”写明是哪一位');
    return null;
  }

  values(): ContactValues | null {
    const { row } = this;
    const { cells } = row;
    this.faults.push(...badCells(row));
    const nameCell = cells.name ?? (cells.lawyer?.kind === 'bad' ? undefined : cells.lawyer);
    if (!nameCell) this.#fault(null, '缺姓名，请补上');
    const villages = this.#named(
      'village',
      partsOf(cells.village?.kind === 'bad' ? '' : (cells.village?.text ?? '')),
    );
    const [department = null] =
      cells.department && cells.department.kind !== 'bad'
        ? this.#named('department', [cells.department.text])
        : [];
    const role = roleOf(row, this.town, department);
    if (role === null) this.#fault('role', '看不出是谁：村干部请写“村”，单位的请写“单位”，或在“角色”里写明');
    if (!nameCell || role === null) return null;
    if (role === 'cadre' && villages.length > 1)
      this.#fault('village', '村干部只能写一个村，几个村的请分行写');
    const name = nameCell.text;
    return {
      name,
      role,
      village: role === 'cadre' ? (villages[0] ?? null) : null,
      department: role === 'department' ? department : null,
      lawyer: role === 'lawyer' ? this.#lawyer(name, villages) : null,
      ...(cells.phone ? { phone: cells.phone.text.normalize('NFKC') } : {}),
      ...(cells.email ? { email: cells.email.text.normalize('NFKC') } : {}),
      ...(cells.order ? { order: Number(cells.order.text.normalize('NFKC')) } : {}),
    };
  }
}

/** What to write where a role lacks whom it is for. */
const WHOSE: Readonly<Partial<Record<Field, string>>> = {
  village: '村干部要写明是哪个村的',
  department: '单位联络员要写明是哪个单位的',
  lawyer: '律师要写明是资料里的哪一位，或挂点哪些村',
};

const FIELD_OF: Readonly<Record<string, Field>> = { channels: 'email' };

/** The values in the form they are stored in, or what is wrong with them. */
function checked(row: Row, values: ContactValues, town: Town): ContactValues | ImportFault[] {
  const { email, ...rest } = values;
  const channels = email === undefined ? {} : { channels: [{ kind: 'email', address: email }] };
  const result = check(newContactSchema(town, []), { ...rest, ...channels });
  const faults = (result.ok ? roleFaults(values) : result.faults).map(({ keys, message }) => {
    const field = FIELD_OF[String(keys[0])] ?? (String(keys[0]) as Field);
    return faultIn(row, field, (result.ok ? WHOSE[field] : undefined) ?? message);
  });
  if (faults.length > 0 || !result.ok) return faults;
  const { name, phone, channels: [channel] = [] } = result.value;
  return {
    ...values,
    name,
    ...(typeof phone === 'string' ? { phone } : {}),
    ...(channel?.kind === 'email' ? { email: channel.address } : {}),
  };
}

/** The people in a workbook. */
export function contactRowsIn(
  sheets: readonly Sheet[],
  town: Town,
): { readonly rows: ContactRow[]; readonly faults: ImportFault[]; readonly notes: readonly ImportNote[] } {
  const tables = tablesIn<Field>(sheets, CONTACT_HEADINGS, isHead, WANTED);
  const names = namesOf(town);
  const rows: ContactRow[] = [];
  const faults = [...tables.faults];
  for (const at of tables.rows) {
    const reading = new Reading(at, town, names);
    const values = reading.values();
    faults.push(...reading.faults);
    if (values === null || reading.faults.length > 0) continue;
    const result = checked(at, values, town);
    if (Array.isArray(result)) faults.push(...result);
    else rows.push({ at, values: result });
  }
  return { rows, faults, notes: tables.notes };
}
