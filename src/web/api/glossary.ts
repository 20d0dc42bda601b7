import type { oas31 } from 'zod-openapi';

/** What a word of the API means, for whoever writes a program against it. */
interface Word {
  readonly description: string;
  readonly examples?: readonly unknown[];
}

const word = (description: string, ...examples: readonly unknown[]): Word => ({
  description,
  ...(examples.length > 0 ? { examples } : {}),
});

/** By `Schema.property`, else by the bare name, which means the same wherever it stands. */
const WORDS: Readonly<Record<string, Word>> = {
  id: word('编号，永远不变'),
  town: word('镇的编号', 'gangmen'),
  name: word('名称'),
  code: word('统计用区划代码'),
  villages: word('各村；停办时段里 null 是全镇'),
  departments: word('各成员单位'),
  lawyers: word('各位律师'),
  forms: word('宣传形式'),
  campaigns: word('每个节点怎么宣传'),
  duties: word('常规任务'),
  rules: word('提醒规则'),
  keyDate: word('为哪个节点办；null 是不为节点', 'constitution-day'),
  campaign: word('只要这个节点的', 'constitution-day'),
  duty: word('是哪项常规任务；null 不是'),
  year: word('年份，四位数', 2027),
  village: word('村的编号；null 是全镇的', 'huohu'),
  department: word('成员单位的编号；null 没有', 'sifasuo'),
  lawyer: word('律师的编号；null 没有', 'lawyer-1'),
  form: word('宣传形式的编号', 'lecture'),
  title: word('标题，最多 1000 个字', '反诈讲座'),
  start: word('开始：带时区的时间；全天的写日期', '2026-12-09T09:00:00+08:00'),
  end: word('结束：带时区的时间，不含；全天的写最后一天，含', '2026-12-09T11:00:00+08:00'),
  allDay: word('是否全天'),
  place: word('地点，最多 1000 个字', '货湖小学'),
  lead: word('牵头单位的编号；null 没有', 'sifasuo'),
  partners: word('配合的成员单位'),
  status: word('planned 已排、confirmed 已确认、done 已办、cancelled 已取消'),
  pinned: word('重新编排时是否留在原处'),
  sequence: word('时间、地点、状态每变一次加一（RFC 5545）'),
  revision: word('第几版，每改一次加一；ETag 就是它'),
  reasons: word('为什么排在这里'),
  createdAt: word('什么时候新建的'),
  updatedAt: word('什么时候最后改的'),
  warnings: word('值得留意、但不妨碍保存的'),
  type: word('哪一种'),
  message: word('说明，给人看的'),
  where: word('说的是哪一项、哪一天'),
  items: word('这一页'),
  next: word('下一页的 cursor；null 是最后一页'),
  limit: word('一页最多几条', 100),
  cursor: word('上一页给出的 next'),
  from: word('从哪天起，含当天', '2026-12-01'),
  to: word('到哪天止，不含当天', '2027-01-01'),
  state: word('走到哪一步'),
  'dry-run': word('1：试运行，只说会怎样，不保存'),
  reason: word('为什么，最多 200 个字；写进操作记录', '村里办喜事'),
  blackout: word('为哪个停办时段让路；null 是整年编排'),
  error: word('为什么没有编成；null 没有出错'),
  progress: word('编排的进度'),
  best: word('目前最好的代价；null 还没有'),
  bound: word('已证明代价不可能低于它；null 还没有'),
  seconds: word('已用的秒数'),
  cost: word('各项代价；null 还没有编成'),
  tasks: word('排了哪些任务；太旧的计划不再保留，是 null'),
  diff: word('和现在的日历比；太旧的计划不再保留，是 null'),
  new: word('新增的活动'),
  moved: word('改期的活动'),
  dropped: word('不再办的活动'),
  window: word('可以排的日子'),
  keyDay: word('最好排在哪天'),
  hours: word('一场几小时'),
  light: word('村里自己办，不占人手'),
  weekend: word('周末可以办'),
  market: word('圩日：require 必须、prefer 最好、avoid 避开、any 不论'),
  slot: word('排在什么时候；null 排不下'),
  date: word('哪一天'),
  half: word('am 上午、pm 下午、day 全天'),
  plan: word('让路的计划草案；发布之前什么都不动'),
  plans: word('各年让路的计划草案'),
  role: word('cadre 村干部、lawyer 律师、department 成员单位、office 司法所'),
  order: word('同一个村里先通知谁，小的在先'),
  phone: word('电话：11 位手机号，或带区号的座机号；null 没有'),
  channels: word('怎样通知；空的由司法所转发'),
  kind: word('哪一种'),
  url: word('群机器人的网址；读到的打了码'),
  secret: word('群机器人的签名密钥；读到的打了码'),
  address: word('邮箱地址', 'name@example.cn'),
  activity: word('活动的编号'),
  rule: word('提醒规则的编号'),
  contact: word('联系人的编号，或 village:村的编号'),
  channel: word('怎样通知'),
  dueAt: word('应当发出的时间'),
  attempts: word('每一次发送'),
  at: word('什么时候'),
  result: word('结果'),
  maybeDouble: word('发送时进程中断过，对方可能收到两次'),
  label: word('备注，给谁用的', '律师一的手机'),
  scope: word('能看到什么'),
  lastUsedAt: word('最近一次使用，一小时以内；null 没用过'),
  link: word('订阅链接，只显示这一次'),
  webcal: word('点开就订阅的链接，只显示这一次'),
  qr: word('链接的二维码（SVG），只显示这一次'),
  unknown: word('这一年的日期还不知道的节点'),
  dryRun: word('这是试运行'),
  changes: word('会留下的操作记录'),
  target: word('改的是哪一项'),
  action: word('create 新建、update 修改、remove 删去'),
  actor: word('谁：admin、system、account:编号、token:编号、contact:编号'),
  via: word('从哪里来：api 接口、page 网页、link 手机链接、program 程序自己'),
  request: word('请求的编号，就是答复里的 X-Request-Id；null 是程序自己做的'),
  undoes: word('撤回的是哪一条；null 不是撤回'),
  before: word('之前'),
  after: word('之后'),
  'Problem.type': word('总是 about:blank', 'about:blank'),
  'Problem.title': word('这个状态码的意思'),
  'Problem.status': word('状态码', 422),
  'Problem.detail': word('为什么'),
  'Problem.errors': word('每一项错'),
  'Occurrence.status': word('fixed 按规则、announced 有通知、expected 通知还没出'),
  'Occurrence.start': word('第一天', '2027-03-15'),
  'Occurrence.end': word('最后一天，含', '2027-03-15'),
  'Occurrence.name': word('名称，中文和英文'),
  'Town.to': word('提醒谁：village 村、lawyer 律师、lead 牵头单位、office 司法所'),
  'Town.id': word('编号，接口里用它'),
  'listActivities.village': word('只要这个村的', 'huohu'),
  'listContacts.village': word('只要这个村的', 'huohu'),
  short: word('简称', '3·15'),
  zh: word('中文'),
  en: word('英文'),
  day: word('活动围着哪一天排'),
  confidence: word('A 有法律或通知为据，B 有一致的报道，C 待核实'),
  enabled: word('是否启用'),
  source: word('出处'),
  offsetDays: word('活动当天之前（负数）或之后几天', -7),
  time: word('几点发出', '08:30'),
  unlessRecorded: word('填了台账就不再提醒'),
  maxLate: word('最多迟多少分钟，再迟就算错过', 840),
  path: word('哪一项', 'partners[1]'),
  'Blackout.start': word('第一天', '2027-09-01'),
  'Blackout.end': word('最后一天，含', '2027-09-03'),
  'createBlackout.start': word('第一天', '2027-09-01'),
  'createBlackout.end': word('最后一天，含', '2027-09-03'),
  'createBlackout.villages': word('哪些村；null 是全镇'),
  'createBlackout.reason': word('为什么停办', '台风'),
  'Plan.from': word('从哪天起编排'),
  'PlanSummary.from': word('从哪天起编排'),
  'createPlan.from': word('从哪天起编排；不写从明天起，或从那一年的第一天起', '2027-01-01'),
  'Plan.state': word('queued 排队、solving 编排中、draft 草案、released 已发布、failed 没有编成'),
  'PlanSummary.state': word('queued 排队、solving 编排中、draft 草案、released 已发布、failed 没有编成'),
  'Delivery.state': word('claimed 待转发、sent 已发、failed 没发成、missed 错过、acknowledged 已收到'),
  'Rehearsal.status': word('真做会答复的状态码', 200),
  'Rehearsal.result': word('真做会答复的正文'),
};

type Schema = oas31.SchemaObject;

/** Every schema that stands in one, with the name under which it stands there; null for its parts and choices. */
function* partsOf(schema: Schema): Generator<[name: string | null, part: Schema]> {
  for (const [name, part] of Object.entries(schema.properties ?? {})) yield [name, part as Schema];
  const choices = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  const { items, additionalProperties: rest } = schema;
  for (const part of [...choices, items, rest]) if (typeof part === 'object') yield [null, part as Schema];
}

const meaningOf = (owner: string, name: string): Word | undefined =>
  WORDS[`${owner}.${name}`] ?? (Object.hasOwn(WORDS, name) ? WORDS[name] : undefined);

/** Adds to a schema what its own words leave out: a description always, an example where it can be any of many. */
function add(schema: Schema, { description, examples }: Word): void {
  schema.description ??= description;
  if (examples && schema.enum === undefined && schema.const === undefined && schema.$ref === undefined)
    schema.examples ??= [...examples];
}

function explainSchema(owner: string, schema: Schema): void {
  for (const [name, part] of partsOf(schema)) {
    const meaning = name === null ? undefined : meaningOf(owner, name);
    if (meaning) add(part, meaning);
    explainSchema(owner, part);
  }
}

/** Says of each property and parameter of a document what it means, where its schema does not say so itself. */
export function explain(document: oas31.OpenAPIObject): oas31.OpenAPIObject {
  for (const [name, schema] of Object.entries(document.components?.schemas ?? {}))
    explainSchema(name, schema as Schema);
  for (const path of Object.values(document.paths ?? {}))
    for (const operation of Object.values(path) as oas31.OperationObject[]) {
      const owner = operation.operationId ?? '';
      for (const parameter of (operation.parameters ?? []) as oas31.ParameterObject[]) {
        const meaning = meaningOf(owner, parameter.name);
        const schema = parameter.schema as Schema;
        if (meaning) add(schema, meaning);
        // Readers show the parameter's own.
        if (schema.description !== undefined) parameter.description ??= schema.description;
        delete schema.description;
      }
      const { content } = (operation.requestBody ?? { content: {} }) as oas31.RequestBodyObject;
      const answers = Object.values(operation.responses ?? {}) as oas31.ResponseObject[];
      for (const media of [content, ...answers.map((answer) => answer.content ?? {})].flatMap(Object.values))
        explainSchema(owner, (media as oas31.MediaTypeObject).schema as Schema);
    }
  return document;
}
