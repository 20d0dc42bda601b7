import { describe, expect, it } from '@jest/globals';
import {
  changesFor,
  changeWords,
  CHANGE_SIZES,
  smallestChange,
  type Change,
  type Circumstances,
  type Slot,
  type Task,
} from '../../src/planner/index.js';
import { circumstances, slot, task } from '../support/planningTask.js';
import { smallTown } from '../support/smallTown.js';

const nothing = new Map<string, number>();
const FRIDAY = slot('2026-12-04');

const changes = (
  one: Task,
  at: Slot,
  c: Circumstances = circumstances(),
  used: ReadonlyMap<string, number> = nothing,
): readonly Change[] | null => changesFor({ task: one, circumstances: c }, at, used);

/** What would have to change, and how much that is; null where nothing would do. */
const said = (...args: Parameters<typeof changes>) =>
  changes(...args)?.map(({ kind, size, words }) => `${kind} ${size} ${words}`) ?? null;

/** The situation after all of the changes. */
const after = (one: Task, at: Slot, c: Circumstances, used: ReadonlyMap<string, number> = nothing) =>
  (changes(one, at, c, used) ?? []).reduce((situation, change) => change.apply(situation), {
    task: one,
    circumstances: c,
  });

describe('what would have to change for a slot', () => {
  it('is nothing where it is free', () => {
    expect(said(task(), FRIDAY)).toEqual([]);
  });

  it('is a window some days wider, at either end', () => {
    const window = { start: '2026-11-24', end: '2026-12-02' };
    expect(said(task({ window }), FRIDAY)).toEqual(['window 2 把窗口向后放宽2天（到12月4日）']);
    expect(after(task({ window }), FRIDAY, circumstances()).task.window).toEqual({
      start: '2026-11-24',
      end: '2026-12-04',
    });
    const late = { start: '2026-12-09', end: '2026-12-10' };
    expect(said(task({ window: late }), FRIDAY)).toEqual(['window 5 把窗口向前放宽5天（从12月4日起）']);
    expect(after(task({ window: late }), FRIDAY, circumstances()).task.window).toEqual({
      start: '2026-12-04',
      end: '2026-12-10',
    });
  });

  it('is a weekend allowed, and never a public holiday', () => {
    expect(said(task(), slot('2026-12-05'))).toEqual(['weekend 4 允许这种形式在周末办']);
    expect(after(task(), slot('2026-12-05'), circumstances()).task.weekend).toBe(true);
    const early = circumstances({ from: '2026-09-01' });
    const october = task({ window: { start: '2026-10-01', end: '2026-10-09' } });
    expect(said(october, slot('2026-10-02'), early)).toBeNull();
  });

  it('is never a day that has passed', () => {
    expect(said(task(), FRIDAY, circumstances({ from: '2026-12-05' }))).toBeNull();
  });

  it('is each blackout of the day lifted, and no other', () => {
    const day = { start: '2026-12-04', end: '2026-12-04' };
    const storm = { ...day, villages: null, reason: '台风' };
    const election = { ...day, villages: ['v1'], reason: '换届' };
    const elsewhere = { ...day, villages: ['v2'], reason: '停电' };
    const later = { start: '2026-12-07', end: '2026-12-08', villages: null, reason: '考试' };
    const c = circumstances({ blackouts: [storm, election, elsewhere, later] });
    expect(said(task(), FRIDAY, c)).toEqual(['blackout 20 取消停办（台风）', 'blackout 20 取消停办（换届）']);
    expect(after(task(), FRIDAY, c).circumstances.blackouts).toEqual([elsewhere, later]);
  });

  it('is the market left aside, by what the form asks of it', () => {
    // Markets are on days that end in 3 and 8.
    expect(said(task({ market: 'require' }), FRIDAY)).toEqual(['market 12 允许不在圩日办']);
    expect(said(task({ market: 'avoid' }), slot('2026-12-03'))).toEqual(['market 12 允许在圩日办']);
    expect(after(task({ market: 'avoid' }), slot('2026-12-03'), circumstances()).task.market).toBe('any');
  });

  it('is more activities a week for every village, as many as are lacking', () => {
    const used = new Map([['village-week/v1/2026-W49', 3]]);
    expect(said(task(), FRIDAY, circumstances(), used)).toEqual(['village-week 12 让每村每周可办4场']);
    const { town } = after(task(), FRIDAY, circumstances(), used).circumstances;
    expect(town.limits).toEqual({ ...circumstances().town.limits, villagePerWeek: 4 });
  });

  it('is never a second activity of a village on one day', () => {
    expect(said(task(), FRIDAY, circumstances(), new Map([['village-day/v1/2026-12-04', 1]]))).toBeNull();
  });

  it('is another lawyer who is free, else one more', () => {
    const visit = task({ lawyer: 'lawyer-1' });
    const used = new Map([
      ['lawyer/lawyer-1/2026-12-04/am', 1],
      ['lawyer/lawyer-2/2026-12-04/am', 1],
    ]);
    const townOf = (...lawyers: string[]): Circumstances => {
      const c = circumstances();
      return { ...c, town: { ...c.town, lawyers: smallTown({ lawyers }).lawyers } };
    };
    const three = townOf('lawyer-1', 'lawyer-2', 'lawyer-3');
    expect(said(visit, FRIDAY, three, used)).toEqual(['other-lawyer 9 12月4日上午改由lawyer-3律师去']);
    expect(after(visit, FRIDAY, three, used).task.lawyer).toBe('lawyer-3');
    const two = townOf('lawyer-1', 'lawyer-2');
    expect(said(visit, FRIDAY, two, used)).toEqual(['lawyer 10 12月4日上午再请一位律师']);
    // Whoever is hired is none of the town's, and takes nobody's place.
    expect(two.town.lawyers.map(({ id }) => id)).not.toContain(after(visit, FRIDAY, two, used).task.lawyer);
    expect(after(visit, FRIDAY, two, used).task.lawyer).not.toBeNull();
  });

  it('is as many more teams of each department as are lacking in the fuller half', () => {
    const used = new Map([
      ['team/office/2026-12-04/am', 2],
      ['team/office/2026-12-04/pm', 3],
      ['team/police/2026-12-04/pm', 1],
    ]);
    const hearing = task({ village: null, hours: 8 });
    const day = slot('2026-12-04', 'day');
    expect(said(hearing, day, circumstances(), used)).toEqual([
      'team 16 让office办在12月4日全天多派2组人',
      'team 8 让police办在12月4日全天多派1组人',
    ]);
    const { departments } = after(hearing, day, circumstances(), used).circumstances.town;
    expect(departments.map(({ id, teams }) => [id, teams])).toEqual([
      ['office', 4],
      ['police', 2],
    ]);
  });

  it('is all of it together, what the day lacks before what the week lacks', () => {
    const used = new Map([
      ['village-week/v1/2026-W49', 2],
      ['team/office/2026-12-05/am', 2],
    ]);
    const short = task({ window: { start: '2026-12-04', end: '2026-12-04' } });
    expect(
      said(short, slot('2026-12-05'), circumstances(), used)?.map((words) => words.split(' ')[0]),
    ).toEqual(['window', 'weekend', 'village-week', 'team']);
  });

  it('is the smaller the rather an office would do it', () => {
    const { window, weekend, team, lawyer, market, blackout } = CHANGE_SIZES;
    const sizes = [
      window,
      weekend,
      CHANGE_SIZES['village-week'],
      team,
      CHANGE_SIZES['other-lawyer'],
      lawyer,
      market,
      blackout,
    ];
    expect(sizes).toEqual([1, 4, 6, 8, 9, 10, 12, 20]);
  });
});

describe('the smallest of several changes', () => {
  const stopped = (...days: string[]) =>
    days.map((day) => ({ start: day, end: day, villages: null, reason: '台风' }));
  const placed = (one: Task, c: Circumstances, used = nothing): string =>
    changeWords(smallestChange(one, c, used));

  it('is the one nearest the key day, of two as near the earlier, in the morning', () => {
    // A weekend whose Friday and Monday are both one day off.
    const window = { start: '2026-12-05', end: '2026-12-06' };
    const say = (keyDay: string): string => placed(task({ window, keyDay }), circumstances());
    expect(say('2026-12-05')).toBe('把窗口向前放宽1天（从12月4日起）就能排上（12月4日上午）');
    expect(say('2026-12-06')).toBe('把窗口向后放宽1天（到12月7日）就能排上（12月7日上午）');
    const sunday = task({ window: { start: '2026-12-02', end: '2026-12-02' }, keyDay: '2026-12-02' });
    expect(placed(sunday, circumstances({ blackouts: stopped('2026-12-02') }))).toBe(
      '把窗口向前放宽1天（从12月1日起）就能排上（12月1日上午）',
    );
  });

  it('would rather allow a weekend than widen the window by five days', () => {
    const window = { start: '2026-12-05', end: '2026-12-06' };
    const around = (...days: string[]) => circumstances({ blackouts: stopped(...days) });
    const near = ['2026-12-02', '2026-12-03', '2026-12-04', '2026-12-07', '2026-12-08', '2026-12-09'];
    // Four days off is no more than a weekend, and the weekend is nearer the key day.
    expect(placed(task({ window, keyDay: '2026-12-05' }), around(...near))).toBe(
      '允许这种形式在周末办就能排上（12月5日上午）',
    );
    expect(placed(task({ window, keyDay: '2026-12-01' }), around(...near))).toBe(
      '把窗口向前放宽4天（从12月1日起）就能排上（12月1日上午）',
    );
  });

  it('of one size and as near is that of the earlier day, though the later one is in the window', () => {
    // Sunday in the window, two days after the key day; Wednesday four days before it, two days before the key day.
    const window = { start: '2026-12-06', end: '2026-12-06' };
    const days = ['03', '04', '05', '07', '08', '09', '10'].map((day) => `2026-12-${day}`);
    expect(placed(task({ window }), circumstances({ blackouts: stopped(...days) }))).toBe(
      '把窗口向前放宽4天（从12月2日起）就能排上（12月2日上午）',
    );
  });

  it('is none where what would have to give way is none of the town’s', () => {
    const led = task({ lead: 'army' });
    expect(said(led, FRIDAY)).toEqual(['team 8 让army在12月4日上午多派1组人']);
    expect(placed(led, circumstances())).toBe('窗口前后各放宽31天也排不上');
  });

  it('looks no further than a month to either side of the window', () => {
    const window = { start: '2027-01-04', end: '2027-01-04' };
    const blackouts = (start: string, end: string) => [{ start, end, villages: ['v1'], reason: '停电' }];
    // 31 days before is 4 December, where nothing stops it; with that day stopped only lifting the stop helps.
    const until = (first: string) =>
      smallestChange(
        task({ window }),
        circumstances({ from: '2026-12-04', blackouts: blackouts(first, '2027-03-01') }),
        nothing,
      );
    expect(changeWords(until('2026-12-05'))).toBe('取消停办（停电）就能排上（1月4日上午）');
    const past = smallestChange(task({ window }), circumstances({ from: '2027-02-05' }), nothing);
    expect(changeWords(past)).toBe('窗口前后各放宽31天也排不上');
    const lastDay = smallestChange(task({ window }), circumstances({ from: '2027-02-04' }), nothing);
    expect(lastDay?.slot.date).toBe('2027-02-04');
  });

  it('names the afternoon where the morning is taken', () => {
    const one = task({ window: { start: '2026-12-05', end: '2026-12-05' } });
    const used = new Map([['team/office/2026-12-04/am', 2]]);
    expect(placed(one, circumstances(), used)).toBe(
      '把窗口向前放宽1天（从12月4日起）就能排上（12月4日下午）',
    );
  });

  it('says that a free slot was only not found in time', () => {
    expect(placed(task(), circumstances())).toBe('12月4日上午还有空位，多算一会儿就能排上');
  });
});
