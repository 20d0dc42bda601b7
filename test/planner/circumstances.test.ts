import { describe, expect, it } from '@jest/globals';
import { occurrencesOf } from '../../src/calendar/index.js';
import { circumstancesOf } from '../../src/planner/index.js';
import { keyDate } from '../support/keyDates.js';
import { smallCalendars } from '../support/smallTown.js';

const around = (...keyDates: object[]) =>
  circumstancesOf(
    smallCalendars(),
    occurrencesOf(
      keyDates.map((given) => keyDate(given)),
      2026,
    ),
    {
      from: '2026-01-01',
    },
  );

describe('the circumstances of a plan', () => {
  it('call a key day by its short name, of a longer range by what day of it that is', () => {
    const month = { id: 'month', short: '安全月', rule: { month: 6 } };
    const { keyDayNames } = around(
      { id: 'one-day', short: '12·4', rule: { fixed: '12-04' } },
      month,
      { ...month, id: 'with-day', day: '06-16' },
      // Its own day is the middle one of the thirty.
      { ...month, id: 'with-middle', day: '06-15' },
    );
    expect(Object.fromEntries(keyDayNames)).toEqual({
      'one-day': '12·4',
      month: '安全月正中',
      'with-day': '安全月重点日',
      'with-middle': '安全月正中',
    });
  });

  it('know which key dates stand on a guess, by name', () => {
    const { expectedKeyDates } = around(
      { id: 'fixed', rule: { fixed: '03-15' } },
      {
        id: 'guessed',
        name: { zh: '宪法宣传周', en: 'Week' },
        rule: { 'by-notice': { 'fixed-range': '12-01..12-07' } },
      },
      {
        id: 'announced',
        rule: { 'by-notice': 'none' },
        announced: [{ dates: '2026-09-01..2026-09-07', notice: '通知' }],
      },
    );
    expect([...expectedKeyDates]).toEqual([['guessed', '宪法宣传周']]);
  });

  it('are without blackouts, released or fixed tasks and other activities unless told of some', () => {
    const { blackouts, released, fixed, occupied, from } = around();
    expect([blackouts, [...released], [...fixed], occupied, from]).toEqual([[], [], [], [], '2026-01-01']);
  });
});
