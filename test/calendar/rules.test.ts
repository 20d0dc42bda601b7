import { describe, expect, it } from '@jest/globals';
import { occurrenceOf, rangeOf, RULE_WORDS, ruleSchema } from '../../src/calendar/index.js';
import { keyDate, keyDateFaults } from '../support/keyDates.js';

/** `start..end` that a rule gives in a year; empty for none. */
const days = (rule: object, ...years: number[]): string[] =>
  years.map((year) => {
    const occurrence = occurrenceOf(keyDate({ rule }), year);
    return occurrence ? `${occurrence.start}..${occurrence.end}` : '';
  });

const oneDay = (rule: object, ...years: number[]): string[] =>
  days(rule, ...years).map((range) => range.slice(12));

describe('a rule word', () => {
  it('gives one day, several days or a whole month', () => {
    expect(oneDay({ fixed: '12-04' }, 2026)).toEqual(['2026-12-04']);
    expect(days({ 'fixed-range': '03-22..03-28' }, 2027)).toEqual(['2027-03-22..2027-03-28']);
    expect(days({ month: 2 }, 2027, 2028)).toEqual(['2027-02-01..2027-02-28', '2028-02-01..2028-02-29']);
  });

  // The rows of the field notes' table, 2025 to 2028.
  it.each<[string, object, string[]]>([
    ['春节', { lunar: '01-01' }, ['2025-01-29', '2026-02-17', '2027-02-06', '2028-01-26']],
    ['清明', { term: '清明' }, ['2025-04-04', '2026-04-05', '2027-04-05', '2028-04-04']],
    ['安全教育日', { 'last-weekday': '03/MON' }, ['2025-03-31', '2026-03-30', '2027-03-29', '2028-03-27']],
    ['助残日', { 'nth-weekday': '05/SUN/3' }, ['2025-05-18', '2026-05-17', '2027-05-16', '2028-05-21']],
    ['端午', { lunar: '05-05' }, ['2025-05-31', '2026-06-19', '2027-06-09', '2028-05-28']],
    ['国防教育日', { 'nth-weekday': '09/SAT/3' }, ['2025-09-20', '2026-09-19', '2027-09-18', '2028-09-16']],
    ['丰收节', { term: '秋分' }, ['2025-09-23', '2026-09-23', '2027-09-23', '2028-09-22']],
    ['中秋', { lunar: '08-15' }, ['2025-10-06', '2026-09-25', '2027-09-15', '2028-10-03']],
    ['老年节', { lunar: '09-09' }, ['2025-10-29', '2026-10-18', '2027-10-08', '2028-10-26']],
  ])('dates %s as the field notes do', (_name, rule, expected) => {
    expect(oneDay(rule, 2025, 2026, 2027, 2028)).toEqual(expected);
  });

  it.each<[string, object, string[]]>([
    [
      '家庭教育宣传周',
      { 'week-containing': '05-15' },
      [
        '2025-05-12..2025-05-18',
        '2026-05-11..2026-05-17',
        '2027-05-10..2027-05-16',
        '2028-05-15..2028-05-21',
      ],
    ],
    [
      '体育宣传周',
      { 'week-containing': '08-08' },
      [
        '2025-08-04..2025-08-10',
        '2026-08-03..2026-08-09',
        '2027-08-02..2027-08-08',
        '2028-08-07..2028-08-13',
      ],
    ],
    [
      '网络安全宣传周',
      { 'nth-week': '09/3' },
      [
        '2025-09-15..2025-09-21',
        '2026-09-14..2026-09-20',
        '2027-09-13..2027-09-19',
        '2028-09-11..2028-09-17',
      ],
    ],
  ])('dates %s as the field notes do', (_name, rule, expected) => {
    expect(days(rule, 2025, 2026, 2027, 2028)).toEqual(expected);
  });

  it('counts a month’s partial first week as its first', () => {
    // The days on which 网络安全宣传周 really was.
    expect(days({ 'nth-week': '09/3' }, 2020, 2023)).toEqual([
      '2020-09-14..2020-09-20',
      '2023-09-11..2023-09-17',
    ]);
  });

  it('gives nothing where a short February has no fifth week', () => {
    expect(days({ 'nth-week': '02/5' }, 2026, 2027, 2028)).toEqual([
      '2026-02-23..2026-03-01',
      '',
      '2028-02-28..2028-03-05',
    ]);
  });

  it('knows the last day of a lunar month, be it 廿九 or 三十', () => {
    expect(oneDay({ lunar: '12-last' }, 2025, 2026, 2027)).toEqual([
      '2025-01-28',
      '2026-02-16',
      '2027-02-05',
    ]);
  });

  it('takes the lunar date that falls in the year, the earlier of two, and none where none does', () => {
    // 腊八: on 10 January 2022 and 30 December 2022; 2023 has none; 18 January 2024.
    expect(oneDay({ lunar: '12-08' }, 2022, 2023, 2024)).toEqual(['2022-01-10', '', '2024-01-18']);
  });

  it('keeps to the ordinary month in a year that has it twice', () => {
    expect(oneDay({ lunar: '06-01' }, 2025)).toEqual(['2025-06-25']);
  });

  it('runs across New Year from the year of its start, to a day or to a lunar one', () => {
    expect(days({ 'cross-year': '10-01..04-30' }, 2026)).toEqual(['2026-10-01..2027-04-30']);
    expect(days({ 'cross-year': '11-01..农历12-last' }, 2025, 2026)).toEqual([
      '2025-11-01..2026-02-16',
      '2026-11-01..2027-02-05',
    ]);
  });

  it('shows by an example how it is written, and the example is right', () => {
    for (const [word, { example }] of Object.entries(RULE_WORDS)) {
      const [, key = '', value = ''] = /^\{([a-z-]+): (.+)\}$/.exec(example) ?? [];
      expect(key).toBe(word);
      const rule = ruleSchema.parse({ [key]: key === 'month' ? Number(value) : value });
      expect(rule.word).toBe(word);
      expect(rule.word !== 'by-notice' && rangeOf(rule, 2026)).toEqual({
        start: expect.stringMatching(/^2026-/),
        end: expect.stringMatching(/^202[67]-/),
      });
    }
  });
});

describe('the bounds of a rule word', () => {
  it('are those of the calendar, both ends among them', () => {
    expect(oneDay({ 'nth-weekday': '12/MON/1' }, 2026)).toEqual(['2026-12-07']);
    expect(oneDay({ 'nth-weekday': '01/THU/4' }, 2026)).toEqual(['2026-01-22']);
    expect(oneDay({ 'last-weekday': '12/THU' }, 2026)).toEqual(['2026-12-31']);
    expect(days({ 'nth-week': '12/1' }, 2026)).toEqual(['2026-11-30..2026-12-06']);
    expect(days({ 'nth-week': '01/2' }, 2026)).toEqual(['2026-01-05..2026-01-11']);
    expect(days({ 'week-containing': '01-07' }, 2024)).toEqual(['2024-01-01..2024-01-07']);
    expect(days({ 'fixed-range': '03-22..03-22' }, 2026)).toEqual(['2026-03-22..2026-03-22']);
    expect(days({ month: 1 }, 2026)).toEqual(['2026-01-01..2026-01-31']);
    expect(days({ month: 12 }, 2026)).toEqual(['2026-12-01..2026-12-31']);
  });

  it('begin a fifth week even on the month’s last day, and none after it', () => {
    expect(days({ 'nth-week': '02/5' }, 2028, 2044)).toEqual([
      '2028-02-28..2028-03-05',
      '2044-02-29..2044-03-06',
    ]);
    expect(days({ 'nth-week': '05/5' }, 2027)).toEqual(['2027-05-24..2027-05-30']);
    // February 2021 began on a Monday: its fourth week ends with it.
    expect(days({ 'nth-week': '02/5' }, 2021)).toEqual(['']);
  });

  it.each(['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'].map((weekday, n) => [weekday, n] as const))(
    'know %s',
    (weekday, n) => {
      // December 2026 began on a Tuesday.
      const first = n === 0 ? 7 : n;
      expect(oneDay({ 'nth-weekday': `12/${weekday}/1` }, 2026)).toEqual([`2026-12-0${first}`]);
    },
  );

  it('let a lunar date be 三十 of a long month, and give nothing in a short one', () => {
    expect(oneDay({ lunar: '12-30' }, 2025, 2026, 2027)).toEqual(['', '', '']);
    expect(oneDay({ lunar: '12-30' }, 2024)).toEqual(['2024-02-09']);
    expect(oneDay({ lunar: '01-01' }, 2026)).toEqual(['2026-02-17']);
  });

  it('let a span end on the day before it began, and a lunar one begin in November', () => {
    expect(days({ 'cross-year': '10-01..09-30' }, 2026)).toEqual(['2026-10-01..2027-09-30']);
    expect(days({ 'cross-year': '11-30..农历12-08' }, 2026)).toEqual(['2026-11-30..2027-01-15']);
    // The last month of the lunar year that began in 2026 has no 三十.
    expect(days({ 'cross-year': '11-01..农历12-30' }, 2026)).toEqual(['']);
  });

  const NTH = '请写成 09/SAT/3 这样的“月/星期/第几个”';
  const LAST = '请写成 03/MON 这样的“月/星期”';
  const WEEK = '请写成 09/3 这样的“月/第几周”';
  const LUNAR = '请写成 09-09 这样的农历“月-日”，月底写 12-last';
  const SPAN = '请写成 03-22..03-28 这样的“月-日..月-日”';
  const WEEKDAY = '星期只能写 MON、TUE、WED、THU、FRI、SAT、SUN';

  it.each([
    ['nth-weekday', 'x09/SAT/3', NTH],
    ['nth-weekday', '09/SAT/3x', NTH],
    ['nth-weekday', '9/SAT/3', NTH],
    ['nth-weekday', '09/sat/3', NTH],
    ['nth-weekday', '13/SAT/3', '月份只能是 01 到 12'],
    ['nth-weekday', '09/SAT/0', '只能是第 1 到第 4 个；最后一个请用 last-weekday'],
    ['nth-weekday', '09/SAT/13', '只能是第 1 到第 4 个；最后一个请用 last-weekday'],
    ['nth-weekday', '09/XXX/3', WEEKDAY],
    ['last-weekday', 'x03/MON', LAST],
    ['last-weekday', '03/MONX', LAST],
    ['last-weekday', '03/XXX', WEEKDAY],
    ['last-weekday', '13/MON', '月份只能是 01 到 12'],
    ['nth-week', 'x09/3', WEEK],
    ['nth-week', '09/3x', WEEK],
    ['nth-week', '09/0', '只能是第 1 到第 5 周'],
    ['nth-week', '09/13', '只能是第 1 到第 5 周'],
    ['nth-week', '13/3', '月份只能是 01 到 12'],
    ['week-containing', '01-06', '这一周有的年份从上一年开始，请改用 fixed-range 或 by-notice'],
    ['lunar', 'x09-09', LUNAR],
    ['lunar', '09-09x', LUNAR],
    ['lunar', '9-9', LUNAR],
    ['lunar', '00-09', '农历月份只能是 01 到 12'],
    ['lunar', '09-00', '农历日期只能是 01 到 30，或 last'],
    ['fixed-range', '..03-22', SPAN],
    ['fixed-range', '03-22..', SPAN],
    ['cross-year', '10-01..10-01', '没有跨年；年内的请用 fixed-range'],
    ['cross-year', '12-01..农历12-08', '农历的结束只能在腊月，开始不能晚于 11-30'],
    ['month', 0, '月份只能是 1 到 12'],
    ['month', 1.5, '月份要写 1 到 12 的整数'],
    ['month', 'June', '月份要写 1 到 12 的整数'],
  ])('%s: %s is refused with the remedy', (word, value, remedy) => {
    expect(keyDateFaults({ rule: { [word]: value } })).toEqual([`rule.${word}: ${remedy}`]);
  });

  it('are told once where an unknown word stands beside another', () => {
    expect(keyDateFaults({ rule: { fixed: '12-04', weekly: 3 } })).toEqual([
      expect.stringMatching(/^rule\.weekly: 没有这个日期规则/),
    ]);
  });
});

describe('the schema of a rule', () => {
  it.each<[string, unknown, string]>([
    ['an unknown word', { weekly: 3 }, 'rule.weekly: 没有这个日期规则，只能写：fixed、'],
    ['a word in the wrong case', { Fixed: '12-04' }, 'rule.Fixed: 没有这个日期规则'],
    ['two words', { month: 6, fixed: '06-26' }, 'rule: 日期规则要写且只写一个：fixed、'],
    ['no word', {}, 'rule: 日期规则要写且只写一个：fixed、'],
    ['text', '12-04', 'rule: 请写成 {fixed: 12-04} 这样的日期规则'],
    ['30 February', { fixed: '02-30' }, 'rule.fixed: 02-30 不是每年都有的一天'],
    ['29 February', { fixed: '02-29' }, 'rule.fixed: 02-29 不是每年都有的一天'],
    ['a number for a day', { fixed: 1204 }, 'rule.fixed: 请写成 12-04 这样的“月-日”'],
    ['a thirteenth month', { month: 13 }, 'rule.month: 月份只能是 1 到 12'],
    [
      'a range backwards',
      { 'fixed-range': '03-28..03-22' },
      'rule.fixed-range: 结束早于开始；跨年的请用 cross-year',
    ],
    ['a range without an end', { 'fixed-range': '03-22' }, 'rule.fixed-range: 请写成 03-22..03-28'],
    [
      'a range to no day',
      { 'fixed-range': '03-22..03-32' },
      'rule.fixed-range.end: 03-32 不是每年都有的一天',
    ],
    ['a fifth Sunday', { 'nth-weekday': '05/SUN/5' }, 'rule.nth-weekday: 只能是第 1 到第 4 个'],
    ['no weekday', { 'nth-weekday': '05/SUM/3' }, 'rule.nth-weekday: 星期只能写 MON'],
    ['a month zero', { 'last-weekday': '00/MON' }, 'rule.last-weekday: 月份只能是 01 到 12'],
    ['a sixth week', { 'nth-week': '09/6' }, 'rule.nth-week: 只能是第 1 到第 5 周'],
    ['a week that begins last year', { 'nth-week': '01/1' }, 'rule.nth-week: 一月第一周有的年份从上一年开始'],
    [
      'the week around New Year',
      { 'week-containing': '01-05' },
      'rule.week-containing: 这一周有的年份从上一年开始',
    ],
    ['an unknown solar term', { term: '秋至' }, 'rule.term: 没有这个节气，只能写：小寒、'],
    ['a thirteenth lunar month', { lunar: '13-01' }, 'rule.lunar: 农历月份只能是 01 到 12'],
    ['a lunar 31st', { lunar: '09-31' }, 'rule.lunar: 农历日期只能是 01 到 30，或 last'],
    ['a span within a year', { 'cross-year': '04-01..10-30' }, 'rule.cross-year: 没有跨年'],
    [
      'a span to no lunar day',
      { 'cross-year': '11-01..农历12-40' },
      'rule.cross-year.end: 农历日期只能是 01 到 30',
    ],
    [
      'a span to the ninth lunar month',
      { 'cross-year': '11-01..农历09-09' },
      'rule.cross-year: 农历的结束只能在腊月',
    ],
    [
      'a default that is no rule',
      { 'by-notice': 'soon' },
      'rule.by-notice: 请写成 {fixed: 12-04} 这样的日期规则',
    ],
    [
      'a default on no day',
      { 'by-notice': { fixed: '02-30' } },
      'rule.by-notice.fixed: 02-30 不是每年都有的一天',
    ],
  ])('refuses %s', (_what, rule, expected) => {
    const found = keyDateFaults({ rule });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(expected);
  });
});
