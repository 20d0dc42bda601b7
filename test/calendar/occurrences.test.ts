import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isDay, keyDateSchema, occurrencesOf, weekdayName, type KeyDate } from '../../src/calendar/index.js';
import { gangmen } from '../support/gangmen.js';

const entry = (given: object): object => ({
  id: 'some-day',
  name: { zh: '某日', en: 'Some Day' },
  short: '某日',
  rule: { fixed: '03-15' },
  confidence: 'A',
  source: '某法第1条',
  revised: '2026-11-23',
  ...given,
});

const parsed = (given: object): KeyDate => keyDateSchema.parse(entry(given));
const messages = (given: object): string[] =>
  keyDateSchema
    .safeParse(entry(given))
    .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];

describe('occurrences', () => {
  it('gives the five dates of the town’s report in 2027', () => {
    const lines = occurrencesOf(gangmen.keyDates, 2027).map(
      ({ id, start, end, day, status }) => `${id} ${start} ${end} ${day} ${weekdayName(day)} ${status}`,
    );
    expect(lines).toEqual([
      'consumer-day 2027-03-15 2027-03-15 2027-03-15 星期一 fixed',
      'national-security-day 2027-04-15 2027-04-15 2027-04-15 星期四 fixed',
      'safety-month 2027-06-01 2027-06-30 2027-06-15 星期二 fixed',
      'anti-drug-day 2027-06-26 2027-06-26 2027-06-26 星期六 fixed',
      'constitution-day 2027-12-04 2027-12-04 2027-12-04 星期六 fixed',
    ]);
  });

  it('takes the earlier of two middle days, and an entry’s own day before that', () => {
    const june = { rule: { month: 6 } };
    expect(occurrencesOf([parsed(june)], 2027)[0]?.day).toBe('2027-06-15');
    expect(occurrencesOf([parsed({ ...june, day: '06-16' })], 2027)[0]?.day).toBe('2027-06-16');
  });

  it('keeps what nobody has verified off unless it is switched on', () => {
    const enabled = [{}, { confidence: 'C' }, { confidence: 'C', enabled: true }, { enabled: false }].map(
      (given) => occurrencesOf([parsed(given)], 2027)[0]?.enabled,
    );
    expect(enabled).toEqual([true, false, true, false]);
  });

  it('falls in its own year, in valid days, for every entry from 1990 to 2099', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...gangmen.keyDates),
        fc.integer({ min: 1990, max: 2099 }),
        (keyDate, year) => {
          const [occurrence] = occurrencesOf([keyDate], year);
          const days = [occurrence?.start, occurrence?.day, occurrence?.end].map(String);
          expect(days.every(isDay)).toBe(true);
          expect([...days].sort()).toEqual(days);
          expect(days[0]?.slice(0, 4)).toBe(String(year));
        },
      ),
    );
  });
});

describe('the schema of a key date', () => {
  it('refuses a day that not every year has', () => {
    expect(messages({ rule: { fixed: '02-30' } })).toEqual([
      'rule.fixed: 02-30 不是每年都有的一天，请写成 12-04 这样的“月-日”',
    ]);
    expect(messages({ rule: { fixed: '02-29' } })).toHaveLength(1);
  });

  it('refuses a thirteenth month, two rules at once, and none', () => {
    expect(messages({ rule: { month: 13 } })).toEqual(['rule.month: 月份只能是 1 到 12']);
    expect(messages({ rule: { month: 6, fixed: '06-26' } })).toEqual([
      'rule: 日期规则要写且只写一个：fixed、month',
    ]);
    expect(messages({ rule: {} })).toEqual(['rule: 日期规则要写且只写一个：fixed、month']);
  });

  it('refuses a day of its own outside its range', () => {
    expect(messages({ rule: { month: 6 }, day: '07-01' })).toEqual(['day: 不在本节点的日期之内']);
  });

  it('refuses an id that cannot stand in an address', () => {
    expect(messages({ id: 'Some Day' })).toHaveLength(1);
  });
});
