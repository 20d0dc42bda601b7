import { describe, expect, it } from '@jest/globals';
import {
  eachDay,
  holidayYearSchema,
  isMarketDay,
  lunarDay,
  marketSchema,
  monthRange,
  statutoryHolidays,
  weekdayName,
  workdaysFrom,
  type Market,
  type Workdays,
} from '../../src/calendar/index.js';
import { gangmen } from '../support/gangmen.js';

let known: Workdays | undefined;
/** By the notices as they ship. */
const workdays: Workdays = (day) => (known ??= workdaysFrom(gangmen.holidays))(day);
const answers = (...days: string[]): string[] => days.map((day) => workdays(day).answer);

describe('workdays', () => {
  it('follows the notice for 2026, make-up days included', () => {
    expect(
      answers('2026-02-14', '2026-02-15', '2026-02-23', '2026-02-24', '2026-09-20', '2026-10-10'),
    ).toEqual(['work', 'off', 'off', 'work', 'work', 'work']);
    expect(workdays('2026-09-20')).toEqual({
      answer: 'work',
      usually: 'work',
      holiday: false,
      weekend: false,
      because: '星期日，国庆节调休上班',
    });
  });

  it('gives 2026 as many days off as the notice and the weekends leave', () => {
    const off = eachDay({ start: '2026-01-01', end: '2026-12-26' }).filter(
      (day) => workdays(day).answer === 'off',
    );
    // Counted by hand from the notice.
    const weekends = eachDay({ start: '2026-01-01', end: '2026-12-26' }).filter(
      (day) => workdays(day).weekend,
    );
    const holidays = off.filter((day) => workdays(day).holiday);
    expect(holidays).toHaveLength(3 + 9 + 3 + 5 + 3 + 3 + 7);
    expect(off.filter((day) => !workdays(day).holiday && !weekends.includes(day))).toEqual([]);
  });

  it('computes the statutory days of 2027, for which no notice is out', () => {
    expect(statutoryHolidays(2027).map(({ name, days }) => `${name} ${days.join(' ')}`)).toEqual([
      '元旦 2027-01-01',
      '春节 2027-02-05 2027-02-06 2027-02-07 2027-02-08',
      '清明节 2027-04-05',
      '劳动节 2027-05-01 2027-05-02',
      '端午节 2027-06-09',
      '中秋节 2027-09-15',
      '国庆节 2027-10-01 2027-10-02 2027-10-03',
    ]);
  });

  it('says not-announced where an arrangement could change the day, and only there', () => {
    expect(answers('2027-10-01', '2027-10-04', '2027-09-25', '2027-07-12', '2027-07-17')).toEqual([
      'off',
      'not-announced',
      'not-announced',
      'work',
      'off',
    ]);
    expect(workdays('2027-10-09')).toEqual({
      answer: 'not-announced',
      usually: 'off',
      holiday: false,
      weekend: true,
      because: '星期六，国庆节调休安排待国务院通知',
    });
  });

  it('leaves the end of a year open while the next New Year’s arrangement is', () => {
    expect(answers('2026-12-25', '2026-12-28', '2026-12-31')).toEqual([
      'work',
      'not-announced',
      'not-announced',
    ]);
  });

  it('leaves open ten days around a long holiday, and five around a short one', () => {
    // 国庆 2027 is 1 to 3 October; 中秋 is 15 September; 清明 5 April.
    const open = (...days: string[]): string[] =>
      days.filter((day) => workdays(day).answer === 'not-announced');
    expect(open('2027-09-20', '2027-09-21', '2027-10-13', '2027-10-14')).toEqual([
      '2027-09-20',
      '2027-09-21',
      '2027-10-13',
    ]);
    expect(open('2027-09-09', '2027-09-10')).toEqual(['2027-09-10']);
    expect(open('2027-03-30', '2027-03-31', '2027-04-10', '2027-04-11')).toEqual([
      '2027-03-31',
      '2027-04-10',
    ]);
  });

  it('says of each day what it is and why', () => {
    expect(workdays('2026-12-05')).toEqual({
      answer: 'off',
      usually: 'off',
      holiday: false,
      weekend: true,
      because: '星期六',
    });
    expect(workdays('2026-12-04')).toEqual({
      answer: 'work',
      usually: 'work',
      holiday: false,
      weekend: false,
      because: '星期五',
    });
    expect(workdays('2026-10-03')).toEqual({
      answer: 'off',
      usually: 'off',
      holiday: true,
      weekend: true,
      because: '国庆节放假',
    });
    expect(workdays('2027-10-01')).toEqual({
      answer: 'off',
      usually: 'off',
      holiday: true,
      weekend: false,
      because: '国庆节法定假日',
    });
    expect(workdays('2027-10-04')).toEqual({
      answer: 'not-announced',
      usually: 'work',
      holiday: false,
      weekend: false,
      because: '星期一，国庆节调休安排待国务院通知',
    });
  });

  it('looks at the holidays of the years before and after, where their notices are not out', () => {
    // 春节 2030 is 3 February, and its eve; 元旦 2031 reaches back into December.
    const none = workdaysFrom([]);
    expect([none('2030-12-27').answer, none('2030-12-26').answer]).toEqual(['not-announced', 'work']);
    expect([none('2030-01-04').because, none('2030-01-07').because]).toEqual([
      '星期五，元旦调休安排待国务院通知',
      '星期一',
    ]);
  });

  it('tells a notice that is to come from a file that is missing, between two years that are there too', () => {
    const ends = gangmen.holidays.filter(({ year }) => year === 2023 || year === 2026);
    expect(workdaysFrom(ends)('2025-05-06').because).toBe('星期二，劳动节调休安排待国务院通知');
    expect(workdaysFrom(ends)('2022-10-08').because).toBe('星期六，国庆节放假安排没有录入');
  });

  it('waits for the next notice in the first year that is there', () => {
    const only = workdaysFrom(gangmen.holidays.filter(({ year }) => year === 2026));
    expect(only('2026-12-28').because).toBe('星期一，元旦调休安排待国务院通知');
  });

  it('knows the weekdays by name', () => {
    const week = eachDay({ start: '2026-11-30', end: '2026-12-06' });
    expect(week.map(weekdayName)).toEqual(
      ['一', '二', '三', '四', '五', '六', '日'].map((day) => `星期${day}`),
    );
  });

  it('does not know which notices are out where it has none', () => {
    const none = workdaysFrom([]);
    expect([none('2010-10-08').because, none('2010-10-01').because]).toEqual([
      '星期五，国庆节调休安排待国务院通知',
      '国庆节法定假日',
    ]);
  });

  it('does not wait for a notice that has long been out, only for its file', () => {
    expect(workdays('2022-10-08').because).toBe('星期六，国庆节放假安排没有录入');
  });

  it('is sure of a statutory day even close to another holiday', () => {
    // 中秋 2028 falls on 10-03, inside 国庆; 中秋 2020 on 10-01.
    expect(workdaysFrom([])('2028-10-03').answer).toBe('off');
    expect(workdaysFrom([])('2020-10-01').answer).toBe('off');
  });
});

describe('a year’s notice', () => {
  const faults = (year: number, holidays: object[]): string[] =>
    holidayYearSchema
      .safeParse({ year, notice: '通知', number: '某号', published: '2026-11-04', source: '某网', holidays })
      .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];

  it('refuses a day that is off and a make-up workday at once, and a make-up on a weekday', () => {
    expect(
      faults(2024, [{ name: '元旦', off: '2024-01-01..2024-01-03', work: ['2024-01-03', '2024-01-04'] }]),
    ).toEqual(['holidays.0.work.0: 同一天又放假又上班', 'holidays.0.work.1: 调休上班只能在周六、周日']);
  });

  it('refuses a range that ends before it starts', () => {
    expect(faults(2024, [{ name: '元旦', off: '2024-01-03..2024-01-01', work: [] }])).toEqual([
      'holidays.0.off: 结束早于开始，请把两个日期对调',
    ]);
  });

  it('is told of a date that is on no calendar, and of all else that is wrong beside it', () => {
    const NO_DAY = '不是日历上的一天，请写成 2026-12-04 这样';
    const NO_RANGE = '不是日期范围，请写成 2026-09-25..2026-09-27，只有一天就写 2026-09-25';
    expect(
      faults(2024, [
        { name: '元旦', off: '2024-13-01', work: ['2024-02-30', '2024-01-04'] },
        { name: '春节', off: '2024-02-10..2024-02-31', work: [] },
        { name: '清明节', off: '2025-04-04', work: [] },
      ]),
    ).toEqual([
      `holidays.0.off: ${NO_RANGE}`,
      `holidays.0.work.0: 2024-02-30 ${NO_DAY}`,
      `holidays.1.off: ${NO_RANGE}`,
      'holidays.0.work.1: 调休上班只能在周六、周日',
      'holidays.2.off: 不是 2024 年的一段假期，请检查年份',
    ]);
  });

  it('refuses the file of one year copied for the next: its holidays would become workdays', () => {
    const copied = gangmen.holidays
      .slice(-1)
      .flatMap(({ holidays }) =>
        holidays.map(({ name, off, work }) => ({ name, off: `${off.start}..${off.end}`, work })),
      );
    expect(faults(2026, copied)).toEqual([]);
    expect(faults(2027, copied)).toEqual([
      ...copied.map((_, index) => `holidays.${index}.off: 不是 2027 年的一段假期，请检查年份`),
      expect.stringContaining('这些法定假日没有放假，请对照通知补上：2027-01-01（元旦）、2027-02-05（春节）'),
    ]);
  });
});

describe('market days', () => {
  const shipped = (): Market => gangmen.town.market ?? fail();
  const marketDays = (year: number, month: number): number[] =>
    eachDay(monthRange(year, month))
      .filter((day) => isMarketDay(shipped(), day))
      .map((day) => Number(day.slice(8)));

  it('stand in 港门 on lunar days ending 3, 6 and 9', () => {
    expect(marketDays(2026, 12)).toEqual([1, 4, 7, 11, 14, 17, 21, 24, 27, 31]);
    expect(marketDays(2027, 1)).toEqual([3, 6, 10, 13, 16, 20, 23, 26, 30]);
    expect(marketDays(2027, 2)).toEqual([2, 5, 8, 11, 14, 18, 21, 24, 28]);
  });

  it('fall as the field notes say on the key dates', () => {
    const on = [
      '2026-12-04',
      '2027-01-10',
      '2027-02-02',
      '2027-04-15',
      '2027-09-23',
      '2027-10-08',
      '2027-12-03',
    ];
    const off = ['2027-12-04', '2027-03-15', '2027-06-26'];
    expect(on.filter((day) => !isMarketDay(shipped(), day))).toEqual([]);
    expect(off.filter((day) => isMarketDay(shipped(), day))).toEqual([]);
    // Every lunar month has 廿九, so nine market days; 九月初九 is always one.
    const ninths = Array.from({ length: 31 }, (_, n) => lunarDay(2020 + n, 9, 9) ?? '');
    expect(ninths.filter((day) => !isMarketDay(shipped(), day))).toEqual([]);
  });

  it('leave out and add the days that the town says', () => {
    const changed = { ...shipped(), except: ['2027-02-05'], also: ['2027-02-04'] };
    expect(['2027-02-04', '2027-02-05', '2027-02-08'].map((day) => isMarketDay(changed, day))).toEqual([
      true,
      false,
      true,
    ]);
    const faults = (given: object) =>
      marketSchema
        .safeParse({ ...shipped(), ...given })
        .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    expect(faults({ except: ['2027-02-04'], also: ['2027-02-05', '2027-02-30'] })).toEqual([
      'also.1: 2027-02-30 不是日历上的一天，请写成 2026-12-04 这样',
      'except.0: 这天本来就不是圩日，请检查日期',
      'also.0: 这天本来就是圩日，不用再写',
    ]);
    expect(faults({ except: ['1926-02-05'], also: ['2127-02-04'] })).toEqual([
      'except.0: 年份只能是 1950 到 2100，请检查日期',
      'also.0: 年份只能是 1950 到 2100，请检查日期',
    ]);
  });

  it('can go by the Gregorian day', () => {
    const byDate = { ...shipped(), calendar: 'gregorian' as const, digits: [0, 5] };
    expect(
      eachDay(monthRange(2026, 12))
        .filter((day) => isMarketDay(byDate, day))
        .map((day) => day.slice(8)),
    ).toEqual(['05', '10', '15', '20', '25', '30']);
  });
});

function fail(): never {
  throw new Error('港门镇 has a market');
}
