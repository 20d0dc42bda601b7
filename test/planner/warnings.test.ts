import { describe, expect, it } from '@jest/globals';
import { occurrencesOf } from '../../src/calendar/index.js';
import { circumstancesOf, PLAN_WARNINGS, warningsOf, type Slot, type Task } from '../../src/planner/index.js';
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

  it('name a task without a slot by its village, and a form of no entry by its id', () => {
    const [first, second] = warned([
      [task(), null],
      [task({ id: 'b-task', form: 'opera' }), null],
    ]);
    expect(first?.message).toBe('v1村的meeting（11月24日至12月9日）没有排上');
    expect(second?.message).toBe('v1村的opera（11月24日至12月9日）没有排上');
  });

  it('say what a day waits for, day after day', () => {
    const duty = task({ keyDate: null, duty: 'visit', light: true });
    const open = warned([
      [duty, slot('2026-12-29')],
      [{ ...duty, id: 'b-task' }, slot('2026-12-28', 'pm')],
      [{ ...duty, id: 'c-task' }, slot('2026-12-04')],
    ]);
    expect(open).toEqual([
      {
        type: 'not-announced',
        message: '2026-12-28 排了 1 项，星期一，元旦调休安排待国务院通知，公布后请再看一遍',
        where: '2026-12-28',
      },
      {
        type: 'not-announced',
        message: '2026-12-29 排了 1 项，星期二，元旦调休安排待国务院通知，公布后请再看一遍',
        where: '2026-12-29',
      },
    ]);
  });

  it('name guessed key dates in the order of their ids, with how much stands on each', () => {
    const expectedKeyDates = new Map([
      ['b-day', '乙日'],
      ['a-day', '甲日'],
      ['c-day', '丙日'],
    ]);
    const light = { light: true };
    const told = warned(
      [
        [task({ ...light, id: '1', keyDate: 'b-day' }), slot('2026-12-04')],
        [task({ ...light, id: '2', keyDate: 'a-day' }), slot('2026-12-04')],
        [task({ ...light, id: '3', keyDate: 'a-day' }), slot('2026-12-04')],
        [task({ ...light, id: '4', keyDate: 'known-day' }), slot('2026-12-04')],
      ],
      { ...c, expectedKeyDates },
    );
    expect(told.map(({ message }) => message)).toEqual([
      '甲日的日期还没有通知，先按惯例排了 2 项，通知出来后请重新编排',
      '乙日的日期还没有通知，先按惯例排了 1 项，通知出来后请重新编排',
    ]);
  });

  it('let a lawyer be asked for just as many hours as the entry allows, half-days outside the plan counted as four', () => {
    const lawyers = c.town.lawyers.map((lawyer) => ({ ...lawyer, hoursPerMonth: 12 }));
    const occupant = { village: null, lead: null, partners: [], lawyer: 'lawyer-1', light: true };
    const beside = (...slots: Slot[]) => ({
      ...c,
      town: { ...c.town, lawyers },
      occupied: slots.map((at) => ({ occupant, slot: at })),
    });
    const visit = [task({ lawyer: 'lawyer-1', hours: 8 }), slot('2026-12-04', 'day')] as const;
    expect(warned([visit], beside(slot('2026-12-01', 'pm')))).toEqual([]);
    expect(warned([visit], beside(slot('2026-12-01', 'pm'), slot('2026-12-31')))).toMatchObject([
      { message: 'lawyer-1律师在 2026-12 排了 16 小时，超过每月 12 小时' },
    ]);
    expect(warned([visit], beside(slot('2026-12-01'), slot('2027-01-04')))).toEqual([]);
    // One who is no lawyer of the town has no limit to be over.
    const stranger = task({ lawyer: 'lawyer-9', hours: 12 });
    expect(warned([[stranger, slot('2026-12-04', 'day')]], beside())).toEqual([]);
  });

  it('hold a village against the lower of the two in the middle, town-wide tasks aside', () => {
    const around = inTown({ villages: { v1: null, v2: null, v3: null, v4: null } });
    const placedIn = (...villages: (string | null)[]) =>
      villages.map(
        (village, n) => [task({ id: `t${n}`, village, light: true }), slot('2026-12-04')] as const,
      );
    // 0, 1, 2, 3: the two in the middle are 1 and 2.
    expect(warned(placedIn('v2', 'v3', 'v3', 'v4', 'v4', 'v4', null), around)).toEqual([
      { type: 'village-behind', message: 'v1村排了 0 项，多数村有 1 项', where: 'v1' },
    ]);
    // 0, 0, 2, 2: nobody is behind most.
    expect(warned(placedIn('v3', 'v3', 'v4', 'v4'), around)).toEqual([]);
  });

  it('name no week that is heavy without the plan, and each heavy one once, in order', () => {
    const occupant = { village: 'v2', lead: null, partners: [], lawyer: null, light: false };
    const around = inTown({ limits: { comfortablePerWeek: 1 } });
    const occupied = [slot('2026-12-01'), slot('2026-12-02')].map((at) => ({ occupant, slot: at }));
    const light = [task({ light: true }), slot('2026-12-04')] as const;
    expect(warned([light], { ...around, occupied })).toEqual([]);
    const said = warned(
      [
        [task({ id: 'a' }), slot('2026-12-07')],
        [task({ id: 'b' }), slot('2026-12-13')],
        [task({ id: 'c' }), slot('2026-12-06')],
      ],
      { ...around, occupied },
    );
    expect(said.filter(({ type }) => type === 'heavy-week')).toEqual([
      { type: 'heavy-week', message: '11月30日起的一周有 3 场，多于宽裕的 1 场', where: '2026-11-30' },
      { type: 'heavy-week', message: '12月7日起的一周有 2 场，多于宽裕的 1 场', where: '2026-12-07' },
    ]);
  });

  it('come kind by kind, with the types that scripts know', () => {
    expect(PLAN_WARNINGS).toEqual([
      'unplaced',
      'not-announced',
      'expected',
      'lawyer-hours',
      'village-behind',
      'heavy-week',
    ]);
    const guessed = { ...c, expectedKeyDates: new Map([['constitution-day', '宪法日']]) };
    const told = warned(
      [
        [task(), slot('2026-12-28')],
        [task({ id: 'b-task', keyDate: null }), null],
      ],
      guessed,
    );
    expect(told.map(({ type }) => type)).toEqual(['unplaced', 'not-announced', 'expected']);
  });

  it('keep days in order that come in order already', () => {
    const duty = task({ keyDate: null, duty: 'visit', light: true });
    const days = ['2026-12-28', '2026-12-29', '2026-12-31', '2026-12-30'];
    const told = warned(days.map((day, n) => [{ ...duty, id: `t${n}` }, slot(day)] as const));
    expect(told.map(({ where }) => where)).toEqual([...days].sort());
  });

  it('hold each lawyer against the lawyer’s own limit', () => {
    const around = inTown({ lawyers: ['lawyer-1', 'lawyer-2'] });
    const [first, second] = around.town.lawyers;
    if (!first || !second) throw new Error('two lawyers are wanted');
    const limited = {
      ...around,
      town: {
        ...around.town,
        lawyers: [
          { ...first, hoursPerMonth: 4 },
          { ...second, hoursPerMonth: 8 },
        ],
      },
    };
    const visit = task({ lawyer: 'lawyer-2', hours: 8 });
    expect(warned([[visit, slot('2026-12-04', 'day')]], limited)).toEqual([]);
  });

  it('count a village’s own activities alone, in whatever order the villages stand', () => {
    const around = inTown({ villages: { v1: null, v2: null, v3: null, v4: null } });
    const placedIn = (...villages: (string | null)[]) =>
      villages.map(
        (village, n) => [task({ id: `t${n}`, village, light: true }), slot('2026-12-04')] as const,
      );
    // 0, 3, 0, 1: half of the villages have none. However many the town holds, that stays so.
    expect(warned(placedIn('v2', 'v2', 'v2', 'v4', null, null, null, null), around)).toEqual([]);
    // 3, 2, 1, 0
    expect(
      warned(placedIn('v1', 'v1', 'v1', 'v2', 'v2', 'v3'), around).map(({ message }) => message),
    ).toEqual(['v4村排了 0 项，多数村有 1 项']);
  });
});
