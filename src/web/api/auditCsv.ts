import { stringify } from 'csv-stringify/sync';
import { actorName, deedText, kindText, type Names } from '../../activities/index.js';
import type { TrailEntry } from '../../facts/index.js';

const HEADINGS = [
  '时间',
  '谁',
  '账号',
  '经由',
  '网络地址',
  '种类',
  '对象',
  '做了什么',
  '理由',
  '撤回',
  '请求',
  '编号',
];

const WAYS: Readonly<Record<TrailEntry['via'], string>> = {
  api: '接口',
  page: '网页',
  link: '手机链接',
  program: '程序',
};

/** `2026-12-01 09:12:30`, which Excel takes for a time. */
const timeText = (iso: string): string => iso.slice(0, 19).replace('T', ' ');

/** The trail as a table that Excel opens: with a mark for its encoding, and with nothing it would take for a formula. */
export function auditCsv(entries: readonly TrailEntry[], names: Names): Buffer {
  const rows = entries.map((entry) => [
    timeText(entry.at),
    actorName(entry.actor, names),
    entry.actor,
    WAYS[entry.via],
    entry.address ?? '',
    kindText(entry.kind),
    entry.target,
    deedText(entry, {}, names),
    entry.reason ?? '',
    entry.undoes ?? '',
    entry.request ?? '',
    entry.id,
  ]);
  return Buffer.from(
    stringify([HEADINGS, ...rows], { bom: true, escape_formulas: true, record_delimiter: 'windows' }),
  );
}
