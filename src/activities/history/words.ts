import { isDay, type KeyDate } from '../../calendar/index.js';
import { instantSchema, type Contact } from '../../facts/index.js';
import { contactName } from '../../reminders/index.js';
import type { Town } from '../../town/index.js';

/** What names stand for ids in a history. */
export interface Names {
  readonly town: Town;
  readonly keyDates: readonly KeyDate[];
  /** Those whom the reader may know; others stay unnamed. */
  readonly contacts: readonly Contact[];
  /** The shown name of each account and token, by its name in the trail (`account:…`). */
  readonly actors: ReadonlyMap<string, string>;
}

/** Who did something, as people call them. */
export function actorName(actor: string, { town, contacts, actors }: Names): string {
  const known = actors.get(actor);
  if (known !== undefined) return known;
  if (actor === 'system') return '系统';
  if (actor === 'admin') return '管理员';
  const [kind = '', ...rest] = actor.split(':');
  const id = rest.join(':');
  if (kind === 'contact') return personName(id, { town, contacts });
  if (kind === 'account') return '已注销的账号';
  if (kind === 'county') return '县里的账号';
  return kind === 'token' ? '接口令牌' : actor;
}

/** A contact or stand-in; whom the reader may not know is “联系人”. */
export function personName(id: string, { town, contacts }: Pick<Names, 'town' | 'contacts'>): string {
  const name = contactName(id, town, contacts);
  return name === id ? '联系人' : name;
}

const shortDay = (day: string): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;

/** “12月1日 09:12”; another year than `thisYear` is said. */
export const momentText = (iso: string, thisYear: string): string =>
  `${iso.startsWith(thisYear) ? '' : `${iso.slice(0, 4)}年`}${shortDay(iso)} ${iso.slice(11, 16)}`;

/** “12月4日–12月6日”. */
export const daysText = (start: string, end: string): string =>
  start.slice(0, 10) === end.slice(0, 10) ? shortDay(start) : `${shortDay(start)}–${shortDay(end)}`;

/**
 * “12月4日上午” where the hours are the town's own, else “12月4日 9:30–10:30”.
 *
 * @param start or `end`: empty where it is not known; the other says enough then
 */
export function slotText(start: string, end: string, { hours }: Pick<Town, 'hours'>): string {
  const clock = (instant: string): string => instant.slice(11, 16);
  if (start === '' || end === '') return `${shortDay(start + end)} ${clock(start + end)}`.trim();
  if (isDay(start)) return `${daysText(start, end)}全天`;
  const half = (['am', 'pm', 'day'] as const).find(
    (it) => hours[it].start === clock(start) && hours[it].end === clock(end),
  );
  if (half !== undefined && start.slice(0, 10) === end.slice(0, 10))
    return shortDay(start) + { am: '上午', pm: '下午', day: '全天' }[half];
  const last = start.slice(0, 10) === end.slice(0, 10) ? clock(end) : `${shortDay(end)} ${clock(end)}`;
  return `${shortDay(start)} ${clock(start)}–${last}`;
}

const STATUS_WORDS: Readonly<Record<string, string>> = {
  planned: '待办',
  confirmed: '已确认',
  done: '已完成',
  cancelled: '已取消',
};

/** Of contacts, and of accounts and tokens. */
const ROLE_WORDS: Readonly<Record<string, string>> = {
  cadre: '村干部',
  lawyer: '律师',
  department: '成员单位',
  office: '司法所',
  admin: '管理员',
  village: '村',
  reader: '只看',
};

const LONGEST = 60;

const short = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

/** “2027年12月31日 23:59”. */
const instantText = (iso: string): string => `${iso.slice(0, 4)}年${shortDay(iso)} ${iso.slice(11, 16)}`;

const listed = (ids: unknown, items: Parameters<typeof named>[0]): string =>
  Array.isArray(ids) && ids.length > 0 ? ids.map((id) => named(items, id)).join('、') : '无';

const named = (items: readonly { readonly id: string; readonly name: string }[], id: unknown): string =>
  items.find((item) => item.id === id)?.name ?? String(id);

/** A field's value as people say it. */
export function valueText(field: string, value: unknown, { town, keyDates }: Names): string {
  if (value === null || value === undefined || value === '')
    return field === 'village' || field === 'villages' ? '全镇' : '无';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  switch (field) {
    case 'village':
      return named(town.villages, value);
    case 'villages':
      return Array.isArray(value) ? value.map((id) => named(town.villages, id)).join('、') : '全镇';
    case 'lead':
    case 'host':
    case 'department':
      return named(town.departments, value);
    case 'partners':
    case 'helpers':
      return listed(value, town.departments);
    case 'photos':
      return `${Array.isArray(value) ? value.length : 0}张`;
    case 'lawyer':
      return named(town.lawyers, value);
    case 'form':
      return named(town.forms, value);
    case 'duty':
      return named(town.duties, value);
    case 'keyDate':
      return keyDates.find(({ id }) => id === value)?.name.zh ?? text;
    case 'theme': {
      const { zh } = value as { zh?: unknown };
      return short(typeof zh === 'string' ? zh : text);
    }
    case 'status':
      return STATUS_WORDS[text] ?? text;
    case 'role':
      return ROLE_WORDS[text] ?? text;
  }
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (isDay(text)) return shortDay(text);
  return instantSchema.safeParse(text).success ? instantText(text) : short(text);
}

/** What a field is called on the screen. */
export const FIELD_WORDS: Readonly<Record<string, string>> = {
  title: '标题',
  place: '地点',
  form: '形式',
  village: '村',
  lead: '牵头单位',
  partners: '协作单位',
  lawyer: '律师',
  keyDate: '节点',
  duty: '常规任务',
  pinned: '固定',
  status: '状态',
  start: '开始',
  end: '结束',
  allDay: '全天',
  date: '日期',
  people: '人数',
  leaflets: '资料份数',
  consultations: '咨询人次',
  banners: '横幅标语条数',
  boards: '展板专栏块数',
  host: '主办单位',
  helpers: '配合单位',
  speaker: '主讲人',
  hours: '律师服务小时',
  log: '律师日志',
  summary: '小结',
  recorder: '记录人',
  photos: '照片',
  certificate: '证书编号',
  username: '用户名',
  expiresAt: '期限',
  name: '姓名',
  role: '身份',
  department: '单位',
  order: '次序',
  phone: '电话',
  channels: '提醒方式',
  label: '备注',
  reason: '原因',
  villages: '村',
  theme: '主题',
  source: '依据的通知',
};
