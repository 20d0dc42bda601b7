import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import {
  dayRangeSchema,
  daySchema,
  dueSchema,
  holidayYearSchema,
  idSchema,
  keyDateSchema,
  marketSchema,
  missingHolidayYears,
  textSchema,
} from '../../src/calendar/index.js';
import { keyDate, keyDateEntry, keyDateFaults } from '../support/keyDates.js';

/** What a schema says against a value. */
const said = (schema: z.ZodType, value: unknown): string[] =>
  schema.safeParse(value).error?.issues.map(({ path, message }) => [...path, message].join(': ')) ?? [];

describe('a day as it is written', () => {
  it('is a day of the calendar', () => {
    expect(said(daySchema, '2028-02-29')).toEqual([]);
    expect(said(daySchema, '2027-02-29')).toEqual(['2027-02-29 不是日历上的一天，请写成 2026-12-04 这样']);
    expect(said(daySchema, 20_261_204)).toEqual(['请写成 2026-12-04 这样的日期']);
  });

  it('is described to whoever reads the API as a date', () => {
    expect(z.toJSONSchema(daySchema)).toMatchObject({ type: 'string', format: 'date' });
  });

  it('is one of a range, or a range by itself', () => {
    expect(dayRangeSchema.parse('2026-09-25..2026-09-27')).toEqual({
      start: '2026-09-25',
      end: '2026-09-27',
    });
    expect(dayRangeSchema.parse('2026-09-25')).toEqual({ start: '2026-09-25', end: '2026-09-25' });
    expect(dayRangeSchema.parse('2026-09-25..2026-09-25')).toEqual({
      start: '2026-09-25',
      end: '2026-09-25',
    });
  });

  it.each([
    ['2026-09-27..2026-09-25', '结束早于开始，请把两个日期对调'],
    ['2026-09-25..', '不是日期范围，请写成 2026-09-25..2026-09-27，只有一天就写 2026-09-25'],
    ['..2026-09-25', '不是日期范围，请写成 2026-09-25..2026-09-27，只有一天就写 2026-09-25'],
    ['', '不是日期范围，请写成 2026-09-25..2026-09-27，只有一天就写 2026-09-25'],
    ['2026-09-31..2026-09-01', '不是日期范围，请写成 2026-09-25..2026-09-27，只有一天就写 2026-09-25'],
    ['2026-09-25..2026-09-27..', '不是日期范围，请写成 2026-09-25..2026-09-27，只有一天就写 2026-09-25'],
    [
      '2026-09-25..2026-09-27..2026-09-30',
      '不是日期范围，请写成 2026-09-25..2026-09-27，只有一天就写 2026-09-25',
    ],
    ['2026-10-01..2026-09-31', '不是日期范围，请写成 2026-09-25..2026-09-27，只有一天就写 2026-09-25'],
    [2026, '请写成 2026-09-25..2026-09-27 这样的日期范围'],
  ])('%s as a range is told once what is wrong', (text, fault) => {
    expect(said(dayRangeSchema, text)).toEqual([fault]);
  });
});

describe('an id', () => {
  it('is lower-case letters and digits with single hyphens, a letter first', () => {
    expect(['a', 'constitution-day', 'covid19-day-2'].flatMap((id) => said(idSchema, id))).toEqual([]);
    const wrong = ['', 'A', 'Day', '1day', '-day', 'day-', 'a--b', 'a_b', 'a b', 'é', '日', ' a', 'a.'];
    for (const id of wrong)
      expect([id, said(idSchema, id)]).toEqual([
        id,
        ['编号只能用小写字母、数字和连字符，以字母开头，例如 constitution-day'],
      ]);
  });
});

describe('the length of an id', () => {
  it('lets three of them, a year and a number make the id of an activity', () => {
    const longest = 'a'.repeat(36);
    expect(said(idSchema, longest)).toEqual([]);
    expect(said(idSchema, `${longest}a`)).toEqual(['编号最多 36 个字符']);
  });
});

describe('a line of text', () => {
  it('is kept without the spaces around it, and is not empty', () => {
    expect(textSchema.parse('  宪法日 ')).toBe('宪法日');
    expect(said(textSchema, '   ')).toEqual(['不能空着']);
  });

  it('holds a thousand characters', () => {
    expect(said(textSchema, '法'.repeat(1000))).toEqual([]);
    expect(said(textSchema, '法'.repeat(1001))).toEqual(['最多 1000 个字']);
  });
});

describe('a deadline of the office as it is written', () => {
  it.each([
    [{ deadline: '03-01' }, []],
    [{ monthly: 1 }, []],
    [{ monthly: 28 }, []],
    [{ quarterly: 'last' }, []],
    [{ deadline: '02-29' }, ['deadline: 02-29 不是每年都有的一天，请写成 12-04 这样的“月-日”']],
    [{ monthly: 0 }, ['monthly: 要写 1 到 28 的日期，月底写 last']],
    [{ monthly: 29 }, ['monthly: 要写 1 到 28 的日期，月底写 last']],
    [{ quarterly: 'first' }, ['quarterly: 要写 1 到 28 的日期，月底写 last']],
    [{ quarterly: 1.5 }, ['quarterly: 要写 1 到 28 的日期，月底写 last']],
    [{}, ['期限要写且只写一个：deadline、monthly、quarterly']],
    [{ deadline: '03-01', monthly: 25 }, ['期限要写且只写一个：deadline、monthly、quarterly']],
    [
      { yearly: '03-01' },
      [
        '没有这种期限，只能写：deadline、monthly、quarterly',
        '期限要写且只写一个：deadline、monthly、quarterly',
      ],
    ],
    ['03-01', ['请写成 {deadline: 03-01} 这样的期限']],
  ])('%j', (due, faults) => {
    expect(said(dueSchema, due)).toEqual(faults);
  });
});

describe('a market as it is written', () => {
  const market = (given: object): string[] =>
    said(marketSchema, { calendar: 'lunar', digits: [3, 6, 9], confidence: 'C', source: '测试', ...given });

  it('goes by the last digit of one of two calendars', () => {
    expect(market({})).toEqual([]);
    expect(market({ calendar: 'gregorian', digits: [0, 9] })).toEqual([]);
    expect(market({ calendar: 'solar' })).toEqual(['calendar: 只能是 lunar（农历）或 gregorian（公历）']);
  });

  it('names digits, each once', () => {
    expect(market({ digits: [] })).toEqual(['digits: 至少写一个尾数']);
    expect(market({ digits: [3, 3] })).toEqual(['digits: 同一个尾数写了两次']);
    expect(market({ digits: [10] })).toEqual(['digits: 0: 尾数只能是 0 到 9']);
    expect(market({ digits: [-1] })).toEqual(['digits: 0: 尾数只能是 0 到 9']);
  });
});

describe('a key date as it is written', () => {
  it('is A, B or C, and of one topic', () => {
    expect(keyDateFaults({ confidence: 'D' })).toEqual(['confidence: 只能是 A、B 或 C']);
    expect(keyDateFaults({ topic: 'law' })).toEqual([]);
    expect(keyDateFaults({ topic: 'sports' })).toEqual([
      'topic: 只能是 law、security、safety、family、livelihood、nature、culture',
    ]);
    expect(keyDateFaults({ enabled: 'yes' })).toEqual(['enabled: 只能是 true 或 false']);
  });

  it('is marked in years between 1900 and 2100', () => {
    const YEAR = '要写四位数的年份，例如 2014';
    expect([1900, 2100].flatMap((from) => keyDateFaults({ from }))).toEqual([]);
    for (const from of [1899, 2101, 2014.5, '2014'])
      expect(keyDateFaults({ from })).toEqual([`from: ${YEAR}`]);
    expect(keyDateFaults({ themes: { 2026: '某主题' } })).toEqual([]);
    for (const year of ['20260', 'x2026', '26'])
      expect(keyDateFaults({ themes: { [year]: '某主题' } })).toHaveLength(1);
  });

  it('may hold for one year alone, and an earlier version too', () => {
    expect(keyDateFaults({ from: 2014, until: 2014 })).toEqual([]);
    const earlier = { from: 2013, until: 2013, rule: { fixed: '03-15' }, source: '某文' };
    expect(keyDateFaults({ from: 2014, earlier: [earlier] })).toEqual([]);
    expect(keyDateFaults({ from: 2014, earlier: [{ ...earlier, from: 2014 }] })).toEqual([
      'earlier.0.until: 早于 from，请把两个年份对调',
    ]);
  });

  it('has its earlier versions in order, without overlap', () => {
    const version = (from: number, until: number) => ({
      from,
      until,
      rule: { fixed: '03-15' },
      source: '某文',
    });
    expect(keyDateFaults({ from: 2014, earlier: [version(2000, 2005), version(2006, 2013)] })).toEqual([]);
    expect(keyDateFaults({ from: 2014, earlier: [version(2006, 2013), version(2000, 2005)] })).toEqual([
      'earlier.0.until: 与后一段年份重叠，earlier 要从早到晚排列',
    ]);
  });

  it('may bear a basis unless nobody has verified it', () => {
    expect(keyDateFaults({ confidence: 'B', basis: '某法第1条' })).toEqual([]);
    expect(keyDateFaults({ confidence: 'C', basis: '某法第1条' })).toEqual([
      'basis: 没有核实的节点（confidence: C）不能写依据，请先核实',
    ]);
  });

  it('has a day of its own within its rule’s, where that gives any', () => {
    expect(keyDateFaults({ rule: { month: 6 }, day: '06-01' })).toEqual([]);
    expect(keyDateFaults({ rule: { month: 6 }, day: '06-30' })).toEqual([]);
    expect(keyDateFaults({ rule: { month: 6 }, day: '05-31' })).toEqual(['day: 不在本节点的日期之内']);
    expect(keyDateFaults({ rule: { 'by-notice': 'none' }, day: '05-31' })).toEqual([]);
  });

  it('takes a notice for any year in which it or an earlier version is marked', () => {
    const announced = [{ dates: '2018-12-01..2018-12-07', notice: '通知' }];
    expect(keyDateFaults({ from: 2018, announced })).toEqual([]);
    expect(keyDateFaults({ until: 2018, announced })).toEqual([]);
    expect(keyDateFaults({ from: 2019, announced })).toHaveLength(1);
    expect(keyDateFaults({ until: 2017, announced })).toHaveLength(1);
    const earlier = [{ from: 2018, until: 2018, rule: { fixed: '03-15' }, source: '某文' }];
    expect(keyDateFaults({ from: 2019, earlier, announced })).toEqual([]);
    expect(keyDateFaults({ announced: [{ start: '2018-13-01', notice: '通知' }] })).toHaveLength(1);
  });

  it('takes no notice of more than seven months: its year is wrong', () => {
    const notice = (dates: string) => keyDateFaults({ announced: [{ dates, notice: '通知' }] });
    expect(notice('2025-10-01..2026-04-30')).toEqual([]);
    expect(notice('2025-12-01..2026-12-07')).toEqual(['announced.0.dates: 最长 250 天，请核对年份']);
    expect(notice('2025-12-01..2026-12-32')).toHaveLength(1);
  });

  it('is told once of a notice whose day is none', () => {
    expect(keyDateFaults({ announced: [{ start: 'soon', notice: '通知' }] })).toEqual([
      'announced.0.start: soon 不是日历上的一天，请写成 2026-12-04 这样',
    ]);
  });

  it('keeps what was written', () => {
    const given = {
      topic: 'law',
      day: '03-15',
      themes: { 2026: '某主题' },
      lead: '司法局',
      basis: '某法第1条',
      enabled: true,
    };
    expect(keyDate(given)).toEqual({ ...keyDateEntry(given), rule: { word: 'fixed', value: '03-15' } });
    expect(said(keyDateSchema, { ...keyDateEntry(), colour: 'red' })).toHaveLength(1);
  });
});

describe('a year of days off as it is written', () => {
  const faults = (year: number, holidays: object[]): string[] =>
    said(holidayYearSchema, {
      year,
      notice: '通知',
      number: '某号',
      published: '2025-11-04',
      source: '某网',
      holidays,
    });
  const newYear = (off: string, work: string[] = []) => ({ name: '元旦', off, work });

  it('has holidays within it; New Year’s may begin in the year before', () => {
    expect(faults(2020, [newYear('2019-12-30..2020-01-01')])).toEqual([]);
    expect(faults(2020, [newYear('2019-12-30..2019-12-31')])).toEqual([
      'holidays: 0: off: 不是 2020 年的一段假期，请检查年份',
    ]);
    expect(faults(2020, [newYear('2020-12-31..2021-01-02')])).toEqual([]);
    expect(faults(2020, [newYear('2021-01-01..2021-01-02')])).toEqual([
      'holidays: 0: off: 不是 2020 年的一段假期，请检查年份',
    ]);
  });

  it('has none of more than three weeks', () => {
    expect(faults(2020, [newYear('2020-01-01..2020-01-21')])).toEqual([]);
    expect(faults(2020, [newYear('2020-01-01..2020-01-22')])).toEqual([
      'holidays: 0: off: 不是 2020 年的一段假期，请检查年份',
    ]);
  });

  it('has make-up days on weekends, and none of them off', () => {
    // 19 January 2020 was a Sunday, 20 January a Monday.
    expect(faults(2020, [newYear('2020-01-01', ['2020-01-18', '2020-01-19'])])).toEqual([]);
    expect(faults(2020, [newYear('2020-01-01', ['2020-01-20'])])).toEqual([
      'holidays: 0: work: 0: 调休上班只能在周六、周日',
    ]);
  });

  it('has a make-up day that is off on another of its holidays refused', () => {
    const two = [
      newYear('2020-01-01', ['2020-01-25']),
      { name: '春节', off: '2020-01-24..2020-01-30', work: [] },
    ];
    expect(faults(2020, two)).toEqual(['holidays: 0: work: 0: 同一天又放假又上班']);
  });

  it('has every statutory day off, from 2025 on and as long as the lunar calendar is known', () => {
    const missing = (year: number): string[] => faults(year, [newYear(`${year}-01-01`)]);
    expect(missing(2024)).toEqual([]);
    expect(missing(2025)[0]).toMatch(/^holidays: 这些法定假日没有放假，请对照通知补上：2025-01-28（春节）、/);
    expect(missing(2100)).toHaveLength(1);
    expect(missing(2101)).toEqual([]);
    expect(faults(2020.5, [])[0]).toBe('year: 年份要写成四位数字');
  });

  it('is missing while its notice should be out: the year’s always, the next one’s from December', () => {
    const years = [{ year: 2025 }, { year: 2026 }];
    expect(missingHolidayYears(years, '2026-11-30')).toEqual([]);
    expect(missingHolidayYears(years, '2026-12-01')).toEqual([2027]);
    expect(missingHolidayYears(years, '2027-01-01')).toEqual([2027]);
    expect(missingHolidayYears([], '2026-12-31')).toEqual([2026, 2027]);
    expect(missingHolidayYears([...years, { year: 2027 }], '2026-12-31')).toEqual([]);
  });
});
