import type { Import, ImportKind, ImportRow } from '../../facts/index.js';
import { inBoth, many } from './lang.js';

type Of<K extends string> = Readonly<Record<K, string>>;

const KINDS_ZH: Of<ImportKind> = { contacts: '联系人和律师', activities: '活动' };
const KINDS_EN: Of<ImportKind> = { contacts: 'Contacts and lawyers', activities: 'Activities' };

const STATES_ZH: Of<Import['state']> = { ready: '待确认', faulty: '有错', applied: '已导入' };
const STATES_EN: Of<Import['state']> = { ready: 'to confirm', faulty: 'faulty', applied: 'imported' };

const ACTIONS_ZH: Of<ImportRow['action']> = { new: '新增', changed: '更改', unchanged: '不变' };
const ACTIONS_EN: Of<ImportRow['action']> = { new: 'new', changed: 'changed', unchanged: 'unchanged' };

const FIELDS_ZH = {
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

const FIELDS_EN: typeof FIELDS_ZH = {
  name: 'Name',
  role: 'Role',
  village: 'Village',
  department: 'Department',
  lawyer: 'Lawyer',
  phone: 'Telephone',
  email: 'Mail',
  order: 'Order',
  title: 'Title',
  start: 'Start',
  end: 'End',
  allDay: 'All day',
  place: 'Place',
  form: 'Form',
  lead: 'Lead',
  partners: 'Partners',
  keyDate: 'Key date',
  status: 'Status',
};

const VALUES_ZH = {
  cadre: '村干部',
  lawyer: '律师',
  department: '单位联络员',
  office: '司法所',
  cancelled: '已取消',
};

const VALUES_EN: typeof VALUES_ZH = {
  cadre: 'village cadre',
  lawyer: 'lawyer',
  department: 'of a department',
  office: 'judicial office',
  cancelled: 'cancelled',
};

/** Bringing in what an office has already: a file, its preview, and what it did. */
export const imports = inBoth(
  {
    title: '导入',
    titleOf: (kind: ImportKind) => `导入${KINDS_ZH[kind]}`,
    lead: '把已有的表或日历传上来。先看到每一行会怎样、哪一格不对，确认以后才写入；已有的从不删除。',
    what: '导入什么',
    kinds: KINDS_ZH,
    states: STATES_ZH,
    actions: ACTIONS_ZH,
    fields: FIELDS_ZH,
    values: VALUES_ZH,
    yes: '是',
    no: '否',
    none: '无',
    wholeTown: '全镇',
    file: '文件（.xlsx、.csv，活动也可以是 .ics；最大 5 MB）',
    form: '没写形式的活动按',
    formNone: '（每行都要写）',
    preview: '上传并预览',
    templates: '没有表？',
    templatesText: '下载一张带下拉选项和说明的空表，填好再传：',
    before: '最近一天',
    sum: ({ faults, ...counts }: Import['summary']) =>
      [
        ...(faults > 0 ? [`${faults} 处不对`] : []),
        `新增 ${counts.new}`,
        `更改 ${counts.changed}`,
        `不变 ${counts.unchanged}`,
      ].join('，'),
    stop: '。',
    row: (row: string) => `第 ${row} 行`,
    wholeFile: '整个文件',
    faults: (count: number) => `要改的地方（${count}）`,
    faultsHint: '在原来的文件里改好，再传一次。',
    faultColumns: { where: '在哪里', written: '写的是', remedy: '怎么改' },
    onlyFirst: (count: number) => `只列出前 ${count} 处。`,
    done: '导入了',
    willDo: '会怎样',
    rowColumns: { where: '在哪里', action: '动作', content: '内容' },
    moreRows: (count: number) => `还有 ${count} 行没有列出。`,
    notes: (count: number) => `没有导入的内容（${count}）`,
    apply: (count: number) => `导入这 ${count} 项`,
    another: '再导入一个',
    other: '换一个文件',
    remove: '删去预览',
    applied: (at: string) => `已在 ${at} 导入。`,
    faulty: '文件里有不对的地方，一项也没有导入。',
    same: '和系统里的一样，没有要导入的。',
    confirm: '还没有导入，请看过以后确认。',
  },
  {
    title: 'Imports',
    titleOf: (kind) => `Import: ${KINDS_EN[kind].toLowerCase()}`,
    lead: 'Bring in a table or calendar that you have. You see what each row would do and which cell is wrong before anything is written; nothing is ever removed.',
    what: 'What to import',
    kinds: KINDS_EN,
    states: STATES_EN,
    actions: ACTIONS_EN,
    fields: FIELDS_EN,
    values: VALUES_EN,
    yes: 'yes',
    no: 'no',
    none: 'none',
    wholeTown: 'the whole town',
    file: 'File (.xlsx, .csv; for activities also .ics; up to 5 MB)',
    form: 'The form of activities that name none',
    formNone: '(every row must name it)',
    preview: 'Upload and preview',
    templates: 'No table yet?',
    templatesText:
      'Download an empty one with choices and explanations (in Chinese), fill it in and upload it:',
    before: 'The last day',
    sum: ({ faults, ...counts }) =>
      [
        ...(faults > 0 ? [`${faults} wrong`] : []),
        `${counts.new} new`,
        `${counts.changed} changed`,
        `${counts.unchanged} unchanged`,
      ].join(', '),
    stop: '. ',
    row: (row) => `row ${row}`,
    wholeFile: 'the whole file',
    faults: (count) => `To correct (${count})`,
    faultsHint: 'Correct them in the file and upload it again.',
    faultColumns: { where: 'Where', written: 'Written', remedy: 'Remedy' },
    onlyFirst: (count) => `Only the first ${count} are listed.`,
    done: 'Imported',
    willDo: 'What it would do',
    rowColumns: { where: 'Where', action: 'Action', content: 'Content' },
    moreRows: (count) => `${many(count, 'more row is', 'more rows are')} not listed.`,
    notes: (count) => `Not imported (${count})`,
    apply: (count) => `Import ${count === 1 ? 'this one' : `these ${count}`}`,
    another: 'Import another',
    other: 'Choose another file',
    remove: 'Remove the preview',
    applied: (at) => `Imported at ${at}.`,
    faulty: 'Something in the file is wrong, so nothing was imported.',
    same: 'All of it is here already; there is nothing to import.',
    confirm: 'Not imported yet: look at it, then confirm.',
  },
);
