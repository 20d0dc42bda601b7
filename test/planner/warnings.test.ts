import { describe, expect, it } from '@jest/globals';
import { occurrencesOf } from '../../src/calendar/index.js';
import { circumstancesOf, warningsOf, type Slot, type Task } from '../../src/planner/index.js';
import { circumstances, slot, task } from '../support/planningTask.js';
import { smallCalendars, type TownParts } from '../support/smallTown.js';

const c = circumstances();

/** The warnings of tasks in these slots. */
const warned = (placed: readonly (readonly [Task, Slot | null])[], around = c) =>
  warningsOf(
    placed.map(([it]) => it),
    new Map(placed.map(([{ id }, at]) => [id, at])),
    around,
  );

const inTown = (parts: TownParts, occasion = { from: '2026-11-20' }) => {
  const calendars = smallCalendars(parts);
  return circumstancesOf(calendars, occurrencesOf(calendars.keyDates, 2026), occasion);
};

describe('the warnings of a plan', () => {
  it('are none where there is nothing to say', () => {
    expect(warned([[task(), slot('2026-12-04')]])).toEqual([]);
  });

  it('name each task without a slot', () => {
    expect(warned([[task({ village: null }), null]])).toEqual([
      { type: 'unplaced', message: '全镇的meeting（11月24日至12月9日）没有排上', where: 'a-task' },
    ]);
  });

  it('name the days that a notice may still change, once each', () => {
    const duty = task({ keyDate: null, duty: 'visit', light: true });
    const at = slot('2026-12-28');
    expect(
      warned([
        [duty, at],
        [{ ...duty, id: 'b-task' }, at],
      ]),
    ).toEqual([
      {
        type: 'not-announced',
        message: expect.stringContaining('2026-12-28 排了 2 项'),
        where: '2026-12-28',
      },
    ]);
  });

  it('name the key dates that stand on a guess, if anything is placed for them', () => {
    const guessed = { ...c, expectedKeyDates: new Map([['constitution-day', '宪法日']]) };
    const placed = [[task(), slot('2026-12-04')]] as const;
    expect(warned(placed, guessed)).toEqual([
      {
        type: 'expected',
        message: '宪法日的日期还没有通知，先按惯例排了 1 项，通知出来后请重新编排',
        where: 'constitution-day',
      },
    ]);
    expect(warned([[task({ keyDate: null }), slot('2026-12-04')]], guessed)).toEqual([]);
  });

  it('name a lawyer asked for more hours in a month than the entry allows, the hours outside the plan included', () => {
    const lawyers = c.town.lawyers.map((lawyer) => ({ ...lawyer, hoursPerMonth: 12 }));
    const occupant = { village: null, lead: null, partners: [], lawyer: 'lawyer-1', light: true };
    const limited = {
      ...c,
      town: { ...c.town, lawyers },
      occupied: [{ occupant, slot: slot('2026-12-01', 'day') }],
    };
    const half = task({ lawyer: 'lawyer-1', hours: 4 });
    const first = [half, slot('2026-12-04')] as const;
    const next = [{ ...half, id: 'b-task' }, slot('2026-12-11')] as const;
    expect(warned([first], limited)).toEqual([]);
    expect(warned([first, next], limited)).toEqual([
      {
        type: 'lawyer-hours',
        message: 'lawyer-1律师在 2026-12 排了 16 小时，超过每月 12 小时',
        where: 'lawyer-1',
      },
    ]);
    expect(warned([first, [{ ...half, id: 'b-task' }, slot('2026-11-27')]], limited)).toEqual([]);
    expect(warned([first, next])).toEqual([]);
  });

  it('name the villages with fewer activities than the others, and not all but the one with most', () => {
    const around = inTown({ villages: { v1: null, v2: null, v3: null, v4: null } });
    const placedIn = (...villages: string[]) =>
      villages.map(
        (village, n) => [task({ id: `t${n}`, village, light: true }), slot('2026-12-04')] as const,
      );
    expect(warned(placedIn('v1', 'v2', 'v3', 'v4', 'v1'), around)).toEqual([]);
    expect(warned(placedIn('v1', 'v2', 'v4'), around)).toEqual([
      { type: 'village-behind', message: 'v3村排了 0 项，多数村有 1 项', where: 'v3' },
    ]);
  });

  it('name the weeks over the comfortable load by their Monday', () => {
    const around = inTown({ limits: { comfortablePerWeek: 1 } });
    const [first, second] = [task(), task({ id: 'b-task' })];
    const wednesday = [first, slot('2026-12-02')] as const;
    expect(warned([wednesday, [second, slot('2026-12-07')]], around)).toEqual([]);
    expect(warned([wednesday, [{ ...second, light: true }, slot('2026-12-04')]], around)).toEqual([]);
    expect(warned([wednesday, [second, slot('2026-12-04')]], around)).toEqual([
      { type: 'heavy-week', message: '11月30日起的一周有 2 场，多于宽裕的 1 场', where: '2026-11-30' },
    ]);
  });
});
