import { dayText } from '../../calendar/index.js';
import type { LedgerEntry } from '../entry.js';
import type { Block, PhotoBlock, TableBlock } from './blocks.js';
import type { Matter } from './facts.js';

/** The most photos of one document; the ledger's own pages have the rest. */
const MOST_SHOWN = 24;

/** Every record of the period: what the table of sources points at. */
function recordTable({ entries, names, sources }: Matter): TableBlock {
  return {
    kind: 'table',
    caption: '行号与台账（xlsx）的序号一致，记录编号可在系统里查到原记录。',
    columns: [
      { head: '行号', width: 7 },
      { head: '日期', width: 12 },
      { head: '村', width: 11 },
      { head: '主题', width: 24 },
      { head: '形式', width: 14 },
      { head: '人数', width: 7 },
      { head: '记录编号', width: 25 },
    ],
    rows: entries.map((entry) => [
      String(sources.lineOf(entry.id)),
      entry.date,
      names.village(entry.village),
      entry.theme,
      names.form(entry.form),
      String(entry.people),
      entry.id,
    ]),
  };
}

/** One of each occasion in turn, so that no key date takes all the room. */
function inTurn(entries: readonly LedgerEntry[]): LedgerEntry[] {
  const groups = new Map<string, LedgerEntry[]>();
  for (const entry of entries) {
    const key = entry.keyDate ?? entry.duty ?? '';
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  const longest = Math.max(0, ...[...groups.values()].map(({ length }) => length));
  return Array.from({ length: longest }, (_, round) =>
    [...groups.values()].flatMap((group) => group[round] ?? []),
  ).flat();
}

function photoOf(entry: LedgerEntry, { names, sources }: Matter): PhotoBlock[] {
  const line = sources.lineOf(entry.id);
  return entry.photos.slice(0, 1).map(({ id, width, height }) => ({
    id,
    width,
    height,
    caption: `${line}-1 ${dayText(entry.date)} ${names.village(entry.village)} ${names.form(entry.form)}`,
  }));
}

/** The photos of a document: the first of a record, from as many occasions as there are. */
export const photosShown = (matter: Matter): PhotoBlock[] =>
  inTurn(matter.entries)
    .flatMap((entry) => photoOf(entry, matter))
    .slice(0, MOST_SHOWN);

function photoAnnex(matter: Matter): Block[] {
  const all = matter.entries.reduce((sum, { photos }) => sum + photos.length, 0);
  const shown = photosShown(matter);
  const note =
    all === 0
      ? '记录里没有照片。'
      : shown.length < all
        ? `记录里共有照片${all}张，这里选${shown.length}张，其余在台账里。编号前一半是台账行号。`
        : '编号前一半是台账行号。';
  return [
    { kind: 'annex', name: '附件3', title: '活动照片' },
    { kind: 'text', text: note },
    ...(shown.length > 0 ? [{ kind: 'photos' as const, photos: shown }] : []),
  ];
}

/** Where each number comes from, the records themselves, and photos; called after the text, which cites. */
export const annexes = (matter: Matter): Block[] => [
  { kind: 'annex', name: '附件1', title: '数据来源表' },
  matter.sources.table(),
  { kind: 'annex', name: '附件2', title: '记录清单' },
  recordTable(matter),
  ...photoAnnex(matter),
];
