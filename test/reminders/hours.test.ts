import { describe, expect, it } from '@jest/globals';
import { hoursOf } from '../../src/reminders/index.js';
import { isoIn } from '../../src/town/index.js';
import { activity, townTime } from '../support/gangmen.js';
import { cadre } from '../support/contacts.js';
import { reminding, setting } from '../support/reminding.js';

const ZONE = 'Asia/Shanghai';
const hours = hoursOf(setting.town, setting.holidays);
const text = (instant: Parameters<typeof isoIn>[0]): string => isoIn(instant, ZONE).slice(0, 16);

describe('quiet hours', () => {
  it.each([
    ['2026-11-27T12:00', '2026-11-27T12:00', 'a day'],
    ['2026-11-26T20:59', '2026-11-26T20:59', 'the last minute of an evening'],
    ['2026-11-26T21:00', '2026-11-27T07:00', 'an evening before a workday'],
    ['2026-11-27T06:59', '2026-11-27T07:00', 'the morning of a workday'],
    ['2026-11-27T22:00', '2026-11-28T07:30', 'an evening before a Saturday'],
    ['2026-09-30T22:00', '2026-10-01T07:30', 'an evening before a holiday'],
    ['2026-10-09T23:00', '2026-10-10T07:00', 'an evening before a Saturday of work'],
  ])('%s → %s: %s', (at, until) => {
    expect(text(hours.awake(townTime(at)))).toBe(until);
  });

  it('end with the minute in which they end', () => {
    const at = townTime('2026-11-27T07:00:30');
    expect(hours.awake(at).toMillis()).toBe(at.toMillis());
  });

  it('hold what falls due, and do not drop it', async () => {
    const night = {
      ...setting,
      town: { ...setting.town, rules: [{ ...rule(), time: '22:00', maxLate: 60 }] },
    };
    const { tick, got, states } = await reminding([activity()], [cadre()], { of: night });
    await tick('2026-12-03T22:00');
    expect([got, await states()]).toEqual([[], []]);
    await tick('2026-12-04T07:00:00.040');
    expect(got.map(({ at }) => at)).toEqual(['2026-12-04T07:00:00']);
  });

  it('hold no longer than they last: an hour later it is missed', async () => {
    const night = {
      ...setting,
      town: { ...setting.town, rules: [{ ...rule(), time: '22:00', maxLate: 60 }] },
    };
    const { tick, got, states } = await reminding([activity()], [cadre()], { of: night });
    await tick('2026-12-04T08:00');
    expect(got).toHaveLength(1);
    const other = await reminding([activity()], [cadre()], { of: night });
    await other.tick('2026-12-04T08:01');
    expect([other.got, (await other.states())[1], await states()]).toEqual([
      [],
      'night c1 missed',
      ['night c1 sent'],
    ]);
  });
});

const rule = () => ({
  id: 'night',
  offsetDays: -1,
  time: '22:00',
  unlessRecorded: false,
  to: ['village' as const],
  maxLate: 60,
  source: '测试',
});

describe('working hours', () => {
  it.each([
    ['2026-11-27T08:30:00+08:00', 240, '2026-11-27T15:00', 'over the noon break'],
    ['2026-11-27T15:00:00+08:00', 240, '2026-11-30T10:00', 'over a weekend'],
    ['2026-11-28T10:00:00+08:00', 60, '2026-11-30T09:30', 'from a Saturday'],
    ['2026-09-30T17:00:00+08:00', 60, '2026-10-08T09:00', 'over the holiday, notice and all'],
    ['2026-11-27T08:30:00+08:00', 210, '2026-11-27T12:00', 'to the end of a span'],
  ])('from %s %i minutes → %s: %s', (from, minutes, until) => {
    expect(text(hours.afterWorking(from, minutes))).toBe(until);
  });

  it('are not looked for for ever where there are none', () => {
    const none = { ...setting.town, reminders: { ...setting.town.reminders, working: [] } };
    const without = hoursOf(none, setting.holidays);
    expect(() => without.working(townTime('2026-11-27T08:30'))).toThrow(
      'no working hours within a year of 2026-11-27',
    );
  });
});
