import { describe, expect, it } from '@jest/globals';
import { onDaysOff } from '../../src/activities/index.js';
import { holidayYearSchema } from '../../src/calendar/index.js';
import { activity, gangmen } from '../support/gangmen.js';

/** A notice for 2027 as it may come: the statutory days, bridges around 国庆 with a Saturday to make up. */
const notice2027 = holidayYearSchema.parse({
  year: 2027,
  notice: '通知',
  number: '某号',
  published: '2026-11-30',
  source: '测试',
  holidays: [
    { name: '元旦', off: '2027-01-01..2027-01-03', work: [] },
    { name: '春节', off: '2027-02-05..2027-02-11', work: [] },
    { name: '清明节', off: '2027-04-03..2027-04-05', work: [] },
    { name: '劳动节', off: '2027-05-01..2027-05-05', work: [] },
    { name: '端午节', off: '2027-06-09..2027-06-09', work: [] },
    { name: '中秋节', off: '2027-09-15..2027-09-15', work: [] },
    { name: '国庆节', off: '2027-10-01..2027-10-07', work: ['2027-10-09'] },
  ],
});

const on = (id: string, day: string, given: object = {}) =>
  activity({ id, start: `${day}T09:00:00+08:00`, end: `${day}T11:30:00+08:00`, ...given });

const planned = [
  on('bridge', '2027-10-05'),
  on('made-up-saturday', '2027-10-09'),
  on('weekend-slogans', '2027-10-10', { form: 'slogans' }),
  on('holiday-slogans', '2027-10-06', { form: 'slogans', status: 'confirmed' }),
  on('cancelled', '2027-10-05', { status: 'cancelled' }),
  on('done', '2027-10-05', { status: 'done' }),
  on('workday', '2027-10-11'),
];

const flagged = (today: string, holidays = gangmen.holidays): string[] =>
  onDaysOff(planned, { town: gangmen.town, holidays }, today).map(({ where }) => where);

describe('activities on days off', () => {
  it('are none while the notice is out and the days only may be off', () => {
    // But for the Saturday that no notice has made a workday yet.
    expect(flagged('2026-11-25')).toEqual(['made-up-saturday']);
  });

  it('are flagged when the year’s file comes, and those that it turns into workdays no more', () => {
    const holidays = [...gangmen.holidays, notice2027];
    expect(onDaysOff(planned, { town: gangmen.town, holidays }, '2026-12-01')).toEqual([
      { type: 'workday', message: '2027-10-05 国家宪法日：召开会议（货湖村）：国庆节放假', where: 'bridge' },
      {
        type: 'workday',
        message: '2027-10-06 国家宪法日：召开会议（货湖村）：国庆节放假',
        where: 'holiday-slogans',
      },
    ]);
    expect(flagged('2027-10-06', holidays)).toEqual(['holiday-slogans']);
  });
});
