import { describe, expect, it } from '@jest/globals';
import { occurrencesOf } from '../../src/calendar/index.js';
import type { Activity } from '../../src/facts/index.js';
import { coverageMatrix, lawyerMonth, entriesOf, registerOf } from '../../src/ledger/index.js';
import { activity, gangmen } from '../support/gangmen.js';
import { record } from '../support/records.js';

const { town, keyDates } = gangmen;

describe('coverage', () => {
  const one = (id: string, given: Partial<Activity>): Activity => activity({ id, ...given });
  const matrix = (activities: readonly Activity[], recorded: readonly string[], today = '2026-12-04') =>
    coverageMatrix(2026, {
      town,
      occurrences: occurrencesOf(keyDates, 2026),
      activities,
      recorded: new Set(recorded),
      today,
    });

  it('counts what a village has of a campaign, and what it wants and has not', () => {
    const { campaigns, villages } = matrix(
      [
        one('planned', {
          form: 'meeting',
          start: '2026-12-05T09:00:00+08:00',
          end: '2026-12-05T10:00:00+08:00',
        }),
        one('sure', { form: 'slogans', status: 'confirmed' }),
        one('done', { form: 'leaflets', status: 'done' }),
        one('late', {
          form: 'leaflets',
          start: '2026-12-01T09:00:00+08:00',
          end: '2026-12-01T10:00:00+08:00',
        }),
        one('off', { form: 'bulletin-board', status: 'cancelled' }),
        one('other', { form: 'meeting', village: 'xipo' }),
        one('town', { form: 'market-stall', village: null }),
      ],
      ['done'],
    );
    const row = villages.find(({ village }) => village === 'huohu');
    expect(row?.cells[campaigns.indexOf('constitution-day')]).toEqual({
      keyDate: 'constitution-day',
      planned: 1,
      confirmed: 1,
      done: 1,
      late: 1,
      // The board; a leaflet too many makes up for none.
      missing: 1,
    });
  });

  it('puts the forgotten village first', () => {
    const all = town.villages.map(({ id }) => id);
    const served = all.filter((id) => id !== 'fengshu');
    const activities = served.map((village) => one(village, { village }));
    const { villages } = matrix(activities, served);
    expect(villages[0]).toMatchObject({ village: 'fengshu', done: 0 });
    expect(villages).toHaveLength(all.length);
  });

  it('has no column for a key date that is switched off or has no campaign', () => {
    expect(matrix([], []).campaigns).toEqual([
      'consumer-day',
      'national-security-day',
      'safety-month',
      'anti-drug-day',
      'constitution-day',
    ]);
  });
});

describe('a month of lawyers’ logs', () => {
  const visit = (id: string, day: string, village = 'huohu'): Activity =>
    activity({
      id,
      keyDate: null,
      duty: 'lawyer-visit',
      village,
      form: 'consultation',
      lawyer: 'lawyer-1',
      start: `${day}T08:30:00+08:00`,
      end: `${day}T17:30:00+08:00`,
    });
  const rowOf = (activities: Activity[], records: ReturnType<typeof record>[], today: string) => {
    const month = lawyerMonth(town, '2026-11', activities, entriesOf(town, activities, records), today);
    return { ...month, row: month.rows.find(({ village }) => village === 'huohu') };
  };

  it('is whole with eight hours and a log, by the town’s day', () => {
    const { duty, due, row } = rowOf(
      [visit('a', '2026-11-10')],
      [record({ id: 'a', hours: 8, log: '解答咨询三起' })],
      '2026-11-26',
    );
    expect([duty, due]).toEqual(['lawyer-visit', '2026-11-25']);
    expect(row).toEqual({
      village: 'huohu',
      lawyer: 'lawyer-1',
      hours: 8,
      wanted: 8,
      records: ['a'],
      gaps: [],
    });
  });

  it('says what is missing: the visit, its record, its hours, its log, time', () => {
    const gapsOf = (...given: Parameters<typeof rowOf>): string[] =>
      (rowOf(...given).row?.gaps ?? []).map(({ type, message }) => `${type} ${message}`);
    expect(gapsOf([], [], '2026-11-26')).toEqual(['no-visit 本月没有安排驻村服务']);
    expect(gapsOf([visit('a', '2026-11-10')], [], '2026-11-26')).toEqual([
      'no-record 11月10日的驻村服务没有记录',
    ]);
    // Still to come, or held today, it is not missing.
    expect(gapsOf([visit('a', '2026-11-28')], [], '2026-11-26')).toEqual([]);
    expect(gapsOf([visit('a', '2026-11-26')], [], '2026-11-26')).toEqual([]);
    expect(
      gapsOf(
        [visit('a', '2026-11-10'), visit('b', '2026-11-26')],
        [record({ id: 'a', hours: 4, log: '一起' })],
        '2026-11-26',
      ),
    ).toEqual([]);
    expect(gapsOf([visit('a', '2026-11-10')], [record({ id: 'a', hours: 5 })], '2026-11-26')).toEqual([
      'no-log 11月10日的记录没写日志',
      'short 有记录的是 5 小时，少 3 小时',
    ]);
    expect(gapsOf([visit('a', '2026-11-10')], [record({ id: 'a', log: '一起' })], '2026-11-26')).toEqual([
      'no-hours 11月10日的记录没写服务几小时',
      'short 有记录的是 0 小时，少 8 小时',
    ]);
  });
});

describe('the register of 法律明白人', () => {
  it('shows how many each village lacks of three', () => {
    const rows = registerOf(town, [{ village: 'huohu' }, { village: 'huohu' }]);
    expect(rows.find(({ village }) => village === 'huohu')).toEqual({
      village: 'huohu',
      registered: 2,
      wanted: 3,
      missing: 1,
    });
    expect(rows.reduce((sum, { missing }) => sum + missing, 0)).toBe(34);
  });
});
