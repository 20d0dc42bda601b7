import { describe, expect, it } from '@jest/globals';
import mammoth from 'mammoth';
import { readSheet } from 'read-excel-file/node';
import { occurrencesOf } from '../../src/calendar/index.js';
import type { Activity, ActivityRecord } from '../../src/facts/index.js';
import {
  entriesOf,
  ledgerWorkbook,
  registerOf,
  reportDocument,
  type ReportFacts,
} from '../../src/ledger/index.js';
import { draftOf } from '../../src/ledger/report/draft.js';
import { activity, gangmen, townTime } from '../support/gangmen.js';
import { record } from '../support/records.js';

const { town, keyDates } = gangmen;
const whole = { year: 2026, quarter: null };

const factsOf = (
  activities: readonly Activity[],
  records: readonly ActivityRecord[],
  today = '2027-01-03',
): ReportFacts => ({
  town,
  occurrences: occurrencesOf(keyDates, 2026),
  entries: entriesOf(town, activities, records),
  activities,
  register: registerOf(town, []),
  today,
});

const textOf = (facts: ReportFacts, period: { year: number; quarter: number | null } = whole): string =>
  draftOf(facts, period)
    .blocks.map((block) => ('text' in block ? block.text : ''))
    .join('\n');

describe('the report', () => {
  it('of a year without records says so, and invents nothing', () => {
    const text = textOf(factsOf([], []));
    expect(text).toContain('2026年，台账里没有记录。');
    expect(text).toContain('1. 3·15国际消费者权益日。本项无记录。');
    expect(text).toContain('律师驻村服务本项无记录');
    expect(text).toContain('上年（2025年）没有台账记录，无法比较。');
    expect(text).not.toMatch(/⟦/);
  });

  it('of a year that is not over says up to which day it compares', () => {
    const activities = ['a', 'b', 'c'].map((id) => activity({ id }));
    const records = ['2026-06-26', '2025-06-26', '2025-12-04'].map((date, index) =>
      record({ id: activities[index]?.id ?? '', date, people: 40 }),
    );
    expect(textOf(factsOf(activities, records, '2026-07-15'))).toContain(
      '与上年同期（都算到7月15日）相比，活动场次持平（上年同期1场），参加人次持平（上年同期40人次）',
    );
    expect(textOf(factsOf(activities, records))).toContain('与上年相比，活动场次减少1场（上年2场）');
  });

  it('says each figure with its mark, and what has none', () => {
    const facts = factsOf([activity()], [record({ people: 45, leaflets: 120, banners: null })]);
    expect(textOf(facts)).toContain(
      '2026年，港门镇由司法所牵头，联合综治办，面向基层开展普法宣传，有台账记录的工作共1项⟦1⟧。' +
        '开展会议、讲座、咨询等活动1场⟦2⟧，参加群众和干部45人次⟦3⟧，发放宣传资料120份⟦4⟧，接受法律咨询本项无记录，' +
        '张挂横幅、张贴标语本项无记录（另有1条记录未写此项，没有计入），设立展板、专栏本项无记录。',
    );
    const sources = draftOf(facts, whole).blocks.find(
      (block) => block.kind === 'table' && block.columns.some(({ head }) => head === '由台账哪些行得出'),
    );
    expect(sources?.kind === 'table' ? sources.rows.slice(0, 4) : null).toEqual([
      ['1', '有台账记录的普法工作', '1项', '1', '1'],
      ['2', '活动场次', '1场', '1', '1'],
      ['3', '参加人次', '45人次', '1', '1'],
      ['4', '发放资料', '120份', '1', '1'],
    ]);
  });

  it('names what the ledger shows to be lacking, and nothing where nothing is', () => {
    expect(textOf(factsOf([activity()], []))).toContain('一是有1项活动日期已过而没有台账记录');
    const guided = { ...factsOf([], []), register: [], town: { ...town, duties: [], campaigns: [] } };
    expect(textOf(guided)).toContain('从台账看，应有的记录都有，各村没有明显偏少的。');
  });

  it('of a quarter tells of that quarter, and of what is planned for the next', () => {
    const facts = factsOf(
      [activity({ id: 'spring' }), activity({ id: 'next' })],
      [record({ id: 'spring', date: '2026-09-30', people: 7 })],
    );
    const text = textOf({ ...facts, today: '2026-10-08' }, { year: 2026, quarter: 3 });
    expect(text).toContain('2026年第三季度，港门镇由司法所牵头');
    expect(text).toContain('参加群众和干部7人次');
    expect(text).toContain('2026年第四季度已列入计划的有2项：12·4国家宪法日2项。');
  });
});

describe('the key dates of a quarter', () => {
  it('are those whose day it holds, and none whose day is in that quarter of the next year', () => {
    // The fire season of 2026 gathers around 14 January 2027.
    const campaigns = town.campaigns
      .slice(0, 1)
      .flatMap((one) => [{ ...one, keyDate: 'gd-fire-season' }, one]);
    const facts = { ...factsOf([], []), town: { ...town, campaigns } };
    const named = (quarter: number | null): string[] =>
      [...textOf(facts, { year: 2026, quarter }).matchAll(/^\d+\. (.+)。本项无记录。$/gm)].map(
        ([, name = '']) => name,
      );
    expect(named(1)).toEqual(['3·15国际消费者权益日']);
    expect(named(2)).toEqual([]);
    expect(named(null)).toEqual(['3·15国际消费者权益日', '广东省森林特别防护期']);
  });
});

describe('hostile text', () => {
  const hostile = [
    '=1+1',
    '+1',
    '-1',
    '@SUM(1)',
    '\t=1',
    '\r=1',
    'a\u0001\ud800b',
    '<w:tbl>table 0</w:tbl>&"\'',
  ];
  const activities = hostile.map((_, n) => activity({ id: `x-${n}` }));
  const records = hostile.map((text, n) => record({ id: `x-${n}`, place: text, theme: text, summary: text }));

  it('is no formula in the ledger, and a file another reader can read', async () => {
    const bytes = await ledgerWorkbook(factsOf(activities, records), whole, townTime('2027-01-03T09:00'));
    const rows = await readSheet(Buffer.from(bytes), '台账');
    const places = rows.slice(3, -1).map((row) => String(row[3]));
    expect(places.slice(0, 4)).toEqual(["'=1+1", "'+1", "'-1", "'@SUM(1)"]);
    expect(places.slice(4, 6).every((place) => place.startsWith("'"))).toBe(true);
    expect(places.slice(6)).toEqual(['ab', `<w:tbl>table 0</w:tbl>&"'`]);
  }, 30_000);

  it('is text in the report', async () => {
    const bytes = await reportDocument(factsOf(activities, records), whole, new Map());
    const { value } = await mammoth.extractRawText({ buffer: Buffer.from(bytes) });
    expect(value).toContain(`<w:tbl>table 0</w:tbl>&"'`);
    expect(value).toContain('=1+1');
    expect(value).toContain('ab');
  }, 30_000);
});
