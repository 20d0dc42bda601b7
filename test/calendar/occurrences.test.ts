import { describe, expect, it } from '@jest/globals';
import {
  occurrenceOf,
  occurrencesOf,
  occurrencesTouching,
  themeOf,
  unknownIn,
  type Occurrence,
} from '../../src/calendar/index.js';
import { gangmen } from '../support/gangmen.js';
import { keyDate, keyDateFaults } from '../support/keyDates.js';

const entry = (id: string) => {
  const found = gangmen.keyDates.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`no key date ${id}`);
  return found;
};

const line = (one: Occurrence | null): string =>
  one ? `${one.start}..${one.end} ${one.day} ${one.status}` : 'none';
const inYear = (id: string, year: number): string => line(occurrenceOf(entry(id), year));

describe('an occurrence', () => {
  it('gathers around the earlier of two middle days, or around the entry’s own day where the range holds it', () => {
    const june = { rule: { month: 6 } };
    expect(occurrenceOf(keyDate(june), 2027)?.day).toBe('2027-06-15');
    expect(occurrenceOf(keyDate({ ...june, day: '06-16' }), 2027)?.day).toBe('2027-06-16');
    const moved = { ...june, day: '06-16', announced: [{ dates: '2027-05-01..2027-05-07', notice: '通知' }] };
    expect(occurrenceOf(keyDate(moved), 2027)?.day).toBe('2027-05-04');
    const winter = { rule: { 'cross-year': '10-01..04-30' }, day: '02-01' };
    expect(occurrenceOf(keyDate(winter), 2026)?.day).toBe('2027-02-01');
  });

  it('is on unless nobody has verified it or somebody has switched it off', () => {
    const enabled = [{}, { confidence: 'C' }, { confidence: 'C', enabled: true }, { enabled: false }].map(
      (given) => occurrenceOf(keyDate(given), 2027)?.enabled,
    );
    expect(enabled).toEqual([true, false, true, false]);
  });

  it('is announced where a notice says so, and expected by its default where none does yet', () => {
    expect(inYear('constitution-week', 2022)).toBe('2022-12-04..2022-12-10 2022-12-04 announced');
    expect(inYear('constitution-week', 2025)).toBe('2025-12-01..2025-12-07 2025-12-04 announced');
    expect(inYear('constitution-week', 2026)).toBe('2026-12-01..2026-12-07 2026-12-04 expected');
    expect(inYear('constitution-week', 2017)).toBe('none');
  });

  it('belongs to the year of its start, whatever the notice’s own year', () => {
    expect(inYear('constitution-week', 2020)).toBe('2020-11-30..2020-12-06 2020-12-04 announced');
    expect(inYear('wage-arrears-winter', 2025)).toBe('2025-11-01..2026-02-16 2025-12-24 announced');
    expect(inYear('gd-fire-season', 2026)).toBe('2026-10-01..2027-04-30 2027-01-14 fixed');
  });

  it('takes its default’s length, and stays expected, where only its start is known', () => {
    expect(inYear('anti-fraud-month', 2024)).toBe('2024-06-24..2024-07-23 2024-07-08 expected');
  });

  it('is one day, expected, where only its start is known and nothing else', () => {
    expect(inYear('food-safety-week', 2025)).toBe('2025-09-11..2025-09-11 2025-09-11 expected');
  });

  it('is unknown, and not guessed, where a notice sets it, none is out and there is no default', () => {
    expect(inYear('food-safety-week', 2026)).toBe('none');
    expect(unknownIn(gangmen.keyDates, 2026)).toEqual(['gd-legal-month', 'food-safety-week']);
    expect(unknownIn(gangmen.keyDates, 2025)).toEqual(['gd-legal-month']);
  });

  it('can be set by a notice against a rule that otherwise holds', () => {
    const week = keyDate({
      rule: { 'nth-week': '09/3' },
      announced: [{ dates: '2022-09-05..2022-09-11', notice: '通知' }],
    });
    expect([2022, 2023].map((year) => line(occurrenceOf(week, year)))).toEqual([
      '2022-09-05..2022-09-11 2022-09-08 announced',
      '2023-09-11..2023-09-17 2023-09-14 fixed',
    ]);
  });

  it('changes over the years: 全国法制宣传日 became 国家宪法日, 中国水周 moved from July to March', () => {
    const december4 = (year: number) =>
      occurrencesOf(gangmen.keyDates, year)
        .filter(({ start }) => start === `${year}-12-04`)
        .map(({ name }) => name.zh);
    expect([2000, 2001, 2013, 2014].map(december4)).toEqual([
      [],
      ['全国法制宣传日'],
      ['全国法制宣传日'],
      ['国家宪法日'],
    ]);
    expect([1987, 1988, 1993, 1994].map((year) => inYear('china-water-week', year).slice(0, 22))).toEqual([
      'none',
      '1988-07-01..1988-07-07',
      '1993-07-01..1993-07-07',
      '1994-03-22..1994-03-28',
    ]);
  });

  it('bears the name and source of its time, and is none in a gap between two versions', () => {
    const safety = (year: number) => occurrenceOf(entry('safety-month'), year);
    expect([safety(1984)?.name.zh, safety(1995), safety(2002)?.name.zh]).toEqual([
      '全国“安全月”',
      null,
      '全国“安全生产月”',
    ]);
    expect(safety(1984)?.start).toBe('1984-05-01');
    expect(occurrenceOf(entry('illegal-fundraising-month'), 2024)?.name.zh).toBe('防范非法集资宣传月');
  });

  it('touches a range also from the year before', () => {
    const ids = occurrencesTouching(gangmen.keyDates, { start: '2027-01-20', end: '2027-01-31' }).map(
      ({ id }) => id,
    );
    expect(ids).toEqual(['gd-fire-season', 'wage-arrears-winter']);
  });

  it('touches a range over New Year from all of its years, in order', () => {
    const dates = [
      keyDate({ id: 'winter', rule: { 'cross-year': '11-01..02-10' } }),
      keyDate({ id: 'christmas', rule: { fixed: '12-24' } }),
      keyDate({ id: 'police-day', rule: { fixed: '01-10' } }),
      keyDate({ id: 'a-twin', rule: { fixed: '01-10' } }),
    ];
    const touching = occurrencesTouching(dates, { start: '2026-12-20', end: '2028-01-10' });
    expect(touching.map(({ id, start }) => `${start} ${id}`)).toEqual([
      '2026-11-01 winter',
      '2026-12-24 christmas',
      '2027-01-10 a-twin',
      '2027-01-10 police-day',
      '2027-11-01 winter',
      '2027-12-24 christmas',
      '2028-01-10 a-twin',
      '2028-01-10 police-day',
    ]);
  });

  it('keeps its name and short name where an earlier version has none of its own', () => {
    const version = { from: 2001, until: 2013, rule: { fixed: '12-04' }, source: '某文' };
    const at = (own: object) => {
      const one = occurrenceOf(
        keyDate({ short: '12·4', from: 2014, earlier: [{ ...version, ...own }] }),
        2010,
      );
      return one && [one.name.zh, one.short, one.source];
    };
    expect(at({})).toEqual(['某日', '12·4', '某文']);
    expect(at({ short: '法制日' })).toEqual(['某日', '法制日', '某文']);
  });

  it('has a theme only for the years whose theme is known', () => {
    expect([2025, 2026, 2027].map((year) => themeOf(entry('world-water-day'), year))).toEqual([
      { zh: '推动水利高质量发展 保障我国水安全', en: null },
      { zh: '国家水网 世纪画卷', en: null },
      null,
    ]);
  });

  it('has its theme in English where the data have it', () => {
    const theme = { zh: '国家水网 世纪画卷', en: 'A national water network' };
    expect(themeOf({ ...entry('world-water-day'), themes: { 2026: theme } }, 2026)).toEqual(theme);
  });
});

describe('the schema of a key date', () => {
  it.each<[string, object, unknown[]]>([
    [
      'a rule that is none, once, also with a day of its own',
      { rule: { fixed: '02-30' }, day: '02-28' },
      [expect.stringContaining('rule.fixed: 02-30')],
    ],
    [
      'text for a rule, with a day of its own',
      { rule: '02-28', day: '02-28' },
      [expect.stringContaining('rule: 请写成')],
    ],
    [
      'a day of its own outside its range',
      { rule: { month: 6 }, day: '07-01' },
      ['day: 不在本节点的日期之内'],
    ],
    [
      'an id that cannot stand in an address',
      { id: 'Some Day' },
      [expect.stringContaining('id: 编号只能用')],
    ],
    [
      'a basis on what nobody has verified',
      { confidence: 'C', basis: '某法第1条' },
      [expect.stringContaining('basis: 没有核实')],
    ],
    ['years the wrong way round', { from: 2014, until: 2013 }, ['until: 早于 from，请把两个年份对调']],
    ['a year of five digits', { from: 20_140 }, ['from: 要写四位数的年份，例如 2014']],
    [
      'two notices for one year',
      {
        announced: [
          { dates: '2025-12-01..2025-12-07', notice: 'x' },
          { start: '2025-12-02', notice: 'y' },
        ],
      },
      ['announced.1: 2025 年写了两次，请只留一条'],
    ],
    [
      'a notice without a day, and one with both',
      { announced: [{ notice: 'x' }, { dates: '2025-12-01', start: '2025-12-01', notice: 'y' }] },
      [
        'announced.0: 要写且只写一个：dates（起止日期）、start（只知道开始日期）',
        'announced.1: 要写且只写一个：dates（起止日期）、start（只知道开始日期）',
      ],
    ],
    [
      'a notice for a year in which it is not marked',
      { from: 2018, announced: [{ dates: '2017-12-01..2017-12-07', notice: 'x' }] },
      ['announced.0: 2017 年不在 from、until 之内，写了也用不上'],
    ],
    [
      'versions that overlap',
      { from: 1994, earlier: [{ from: 1988, until: 1994, rule: { fixed: '07-01' }, source: 'x' }] },
      ['earlier.0.until: 与后一段年份重叠，earlier 要从早到晚排列'],
    ],
    [
      'an earlier version while the present one has always held',
      { earlier: [{ from: 1988, until: 1993, rule: { fixed: '07-01' }, source: 'x' }] },
      ['from: 有 earlier 时要写现行规则从哪一年起'],
    ],
    ['a theme of no year', { themes: { 'this year': 'x' } }, [expect.stringContaining('themes.this year: ')]],
  ])('refuses %s', (_what, given, expected) => {
    expect(keyDateFaults(given)).toEqual(expected);
  });
});
