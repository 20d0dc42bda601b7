import { describe, expect, it } from '@jest/globals';
import {
  blackoutFilter,
  circumstancesOf,
  distanceCost,
  fullLimits,
  isShared,
  lawyerLimit,
  loadCostOf,
  marketCost,
  marketFilter,
  movedCost,
  pastFilter,
  refusalOf,
  shortageGroupOf,
  slotCostOf,
  teamLimit,
  teamsTaken,
  unplacedCostOf,
  usesOf,
  villageDayLimit,
  villageWeekLimit,
  weekendCost,
  wholeDayOf,
  windowFilter,
  workdayFilter,
  type Slot,
  type Task,
} from '../../src/planner/index.js';
import { circumstances, slot, task } from '../support/planningTask.js';
import { smallCalendars } from '../support/smallTown.js';

const c = circumstances();

describe('the window', () => {
  it('holds both its ends and nothing beyond', () => {
    const days = ['2026-11-23', '2026-11-24', '2026-12-09', '2026-12-10'];
    const refused = days.filter((day) => windowFilter.refuses(task(), day, c) !== null);
    expect(refused).toEqual(['2026-11-23', '2026-12-10']);
  });
});

describe('the past', () => {
  it('ends the day before the plan begins', () => {
    expect(pastFilter.refuses(task(), '2026-11-19', c)).toBe('早于 2026-11-20');
    expect(pastFilter.refuses(task(), '2026-11-20', c)).toBeNull();
  });
});

describe('the workday rule', () => {
  const plain = task();
  const weekender = task({ weekend: true });

  it('lets every form stand on a workday', () => {
    expect(workdayFilter.refuses(plain, '2026-12-04', c)).toBeNull();
  });

  it('lets a form stand on a weekend only if it may', () => {
    expect(workdayFilter.refuses(plain, '2026-12-05', c)).toBe('周末');
    expect(workdayFilter.refuses(weekender, '2026-12-05', c)).toBeNull();
  });

  it('refuses a public holiday even to a form that may stand on weekends', () => {
    // Thursday and Saturday of the week off in October.
    for (const day of ['2026-10-01', '2026-10-03'])
      for (const one of [plain, weekender]) expect(workdayFilter.refuses(one, day, c)).toBe('法定节假日');
  });

  it('takes a make-up Saturday for a workday', () => {
    expect(workdayFilter.refuses(plain, '2026-10-10', c)).toBeNull();
  });

  it('takes a day whose notice is not out for its weekday, and a statutory holiday for one', () => {
    expect(workdayFilter.refuses(plain, '2026-12-31', c)).toBeNull();
    expect(workdayFilter.refuses(plain, '2026-12-27', c)).toBe('周末');
    expect(workdayFilter.refuses(weekender, '2026-12-27', c)).toBeNull();
    expect(workdayFilter.refuses(weekender, '2027-01-01', c)).toBe('法定节假日');
  });
});

describe('a blackout', () => {
  const stop = { start: '2026-12-01', end: '2026-12-03', reason: '台风' };
  const refused = (villages: string[] | null, village: string | null): string[] =>
    ['2026-11-30', '2026-12-01', '2026-12-03', '2026-12-04'].filter(
      (day) =>
        blackoutFilter.refuses(
          task({ village }),
          day,
          circumstances({ blackouts: [{ ...stop, villages }] }),
        ) !== null,
    );

  it('of the town stops villages and town-wide tasks on each of its days', () => {
    expect(refused(null, 'v1')).toEqual(['2026-12-01', '2026-12-03']);
    expect(refused(null, null)).toEqual(['2026-12-01', '2026-12-03']);
  });

  it('of some villages stops only those', () => {
    expect(refused(['v1'], 'v1')).toEqual(['2026-12-01', '2026-12-03']);
    expect(refused(['v1'], 'v2')).toEqual([]);
    expect(refused(['v1'], null)).toEqual([]);
  });

  it('is named with its reason', () => {
    const blackouts = [{ ...stop, villages: null }];
    expect(blackoutFilter.refuses(task(), '2026-12-02', circumstances({ blackouts }))).toBe('停办：台风');
  });
});

describe('the market', () => {
  it('is required, avoided, or neither', () => {
    const refusals = (['require', 'avoid', 'prefer', 'any'] as const).map((market) =>
      ['2026-12-03', '2026-12-04'].map((day) => marketFilter.refuses(task({ market }), day, c)),
    );
    expect(refusals).toEqual([
      [null, '不是圩日'],
      ['是圩日', null],
      [null, null],
      [null, null],
    ]);
  });

  it('is never on in a town without one', () => {
    const none = circumstancesOf(smallCalendars(), [], { from: '2026-11-20' });
    expect(marketFilter.refuses(task({ market: 'require' }), '2026-12-03', none)).toBe('不是圩日');
    expect(marketFilter.refuses(task({ market: 'avoid' }), '2026-12-03', none)).toBeNull();
  });
});

describe('a refusal', () => {
  it('names one filter, and none for a day that is allowed', () => {
    expect(refusalOf(task({ market: 'require' }), '2026-12-05', c)?.filter.name).toBe('workday');
    expect(refusalOf(task({ market: 'require' }), '2026-12-04', c)?.filter.name).toBe('market');
    expect(refusalOf(task(), '2026-12-04', c)).toBeNull();
  });

  it('says the first of them: the window, the past, a stop, the weekend, the market', () => {
    // Saturday, 5 December: no market. Each time one rule fewer refuses it.
    const blackouts = [{ start: '2026-12-05', end: '2026-12-05', villages: null, reason: '台风' }];
    const past = circumstances({ from: '2026-12-06', blackouts });
    const window = { start: '2026-12-01', end: '2026-12-04' };
    const stall = { market: 'require' } as const;
    expect([
      refusalOf(task({ ...stall, window }), '2026-12-05', past)?.reason,
      refusalOf(task(stall), '2026-12-05', past)?.reason,
      refusalOf(task(stall), '2026-12-05', circumstances({ blackouts }))?.reason,
      refusalOf(task(stall), '2026-12-05', c)?.reason,
      refusalOf(task({ ...stall, weekend: true }), '2026-12-05', c)?.reason,
    ]).toEqual(['不在 2026-12-01 至 2026-12-04 之内', '早于 2026-12-06', '停办：台风', '周末', '不是圩日']);
  });
});

describe('limits', () => {
  const { town } = c;
  const keys = (limit: typeof teamLimit, given: Partial<Task>, at = slot('2026-12-04')): string[] =>
    limit.uses(task(given), at, town).map(({ key, capacity }) => `${key} of ${capacity}`);

  it('give a village one place a day and its share of an ISO week', () => {
    expect(keys(villageDayLimit, {})).toEqual(['village-day/v1/2026-12-04 of 1']);
    expect(keys(villageWeekLimit, {})).toEqual(['village-week/v1/2026-W49 of 2']);
  });

  it('count a week over New Year as one', () => {
    expect(keys(villageWeekLimit, {}, slot('2027-01-01'))).toEqual(
      keys(villageWeekLimit, {}, slot('2026-12-28')),
    );
    expect(keys(villageWeekLimit, {}, slot('2027-01-04'))).not.toEqual(
      keys(villageWeekLimit, {}, slot('2027-01-03')),
    );
  });

  it('ask nothing of a village for what is light or town-wide', () => {
    for (const given of [{ light: true }, { village: null }])
      expect([...keys(villageDayLimit, given), ...keys(villageWeekLimit, given)]).toEqual([]);
  });

  it('keep a lawyer in one place a half-day, both halves for a whole day', () => {
    expect(keys(lawyerLimit, { lawyer: 'lawyer-1' })).toEqual(['lawyer/lawyer-1/2026-12-04/am of 1']);
    expect(keys(lawyerLimit, { lawyer: 'lawyer-1' }, slot('2026-12-04', 'day'))).toEqual([
      'lawyer/lawyer-1/2026-12-04/am of 1',
      'lawyer/lawyer-1/2026-12-04/pm of 1',
    ]);
    expect(keys(lawyerLimit, {})).toEqual([]);
  });

  it('take a team of the lead for a village, of each partner too for the town', () => {
    expect(keys(teamLimit, {})).toEqual(['team/office/2026-12-04/am of 2']);
    expect(keys(teamLimit, { village: null })).toEqual([
      'team/office/2026-12-04/am of 2',
      'team/police/2026-12-04/am of 1',
    ]);
    expect(keys(teamLimit, { lead: null })).toEqual([]);
  });

  it('take no team for what is light, though its lawyer comes', () => {
    const light = task({ light: true, village: null, lawyer: 'lawyer-1' });
    expect(usesOf(light, slot('2026-12-04', 'pm'), town)).toEqual([
      { key: 'lawyer/lawyer-1/2026-12-04/pm', capacity: 1 },
    ]);
  });
});

describe('a slot with no room', () => {
  const { town } = c;
  const FRIDAY = slot('2026-12-04');
  const full = (one: Task, used: Record<string, number>): string[] =>
    fullLimits(one, FRIDAY, town, new Map(Object.entries(used))).map(
      ({ limit, reason }) => `${limit.name}: ${reason}`,
    );
  const visit = task({ lawyer: 'lawyer-1' });

  it('is told limit by limit, once what is used reaches what there is', () => {
    expect(full(visit, {})).toEqual([]);
    expect(full(visit, { 'team/office/2026-12-04/am': 1, 'village-week/v1/2026-W49': 1 })).toEqual([]);
    expect(
      full(visit, {
        'village-day/v1/2026-12-04': 1,
        'village-week/v1/2026-W49': 2,
        'lawyer/lawyer-1/2026-12-04/am': 1,
        'team/office/2026-12-04/am': 2,
      }),
    ).toEqual([
      'village-day: 本村当天已有一场',
      'village-week: 本村当周已满2场',
      'lawyer: lawyer-1律师已有安排',
      'team: office办已派不出人',
    ]);
  });

  it('leaves room in the other half, the other village and the other department', () => {
    expect(
      full(visit, {
        'village-day/v2/2026-12-04': 1,
        'village-week/v2/2026-W49': 2,
        'lawyer/lawyer-1/2026-12-04/pm': 1,
        'team/office/2026-12-04/pm': 2,
        'team/police/2026-12-04/am': 1,
      }),
    ).toEqual([]);
  });

  it('has none for a department that the town does not list', () => {
    expect(full(task({ lead: 'army' }), {})).toEqual(['team: army已派不出人']);
  });
});

describe('what a limit counts', () => {
  it('is one person over all towns for a lawyer, each town’s own for the rest', () => {
    const keys = usesOf(task({ lawyer: 'lawyer-1' }), slot('2026-12-04'), c.town).map(({ key }) => key);
    expect(keys.filter(isShared)).toEqual(['lawyer/lawyer-1/2026-12-04/am']);
    expect(keys).toHaveLength(4);
  });

  it('has a name over both halves of a day where it is there anew each half-day', () => {
    expect(
      [
        'team/office/2026-12-04/am',
        'team/office/2026-12-04/pm',
        'village-day/v1/2026-12-04',
        'team/am/pm-office/x',
      ].map(wholeDayOf),
    ).toEqual([
      'team/office/2026-12-04',
      'team/office/2026-12-04',
      'village-day/v1/2026-12-04',
      'team/am/pm-office/x',
    ]);
  });

  it('is one team of a department that leads and joins at once', () => {
    const twice = task({ village: null, lead: 'police', partners: ['police', 'office'] });
    expect(teamsTaken(twice)).toEqual(['police', 'office']);
  });
});

describe('costs', () => {
  it('count one a day from the key day, either way', () => {
    const costs = ['2026-11-24', '2026-12-04', '2026-12-09'].map((day) =>
      distanceCost.of(task(), slot(day), c),
    );
    expect(costs).toEqual([10, 0, 5]);
  });

  it('count three for a weekend, none for a make-up Saturday', () => {
    const days = ['2026-12-04', '2026-12-05', '2026-12-06', '2026-10-10', '2026-12-27'];
    expect(days.map((day) => weekendCost.of(task(), slot(day), c))).toEqual([0, 3, 3, 0, 3]);
  });

  it('count five off the market for what prefers it alone', () => {
    const costs = (['prefer', 'any', 'require', 'avoid'] as const).map((market) =>
      ['2026-12-03', '2026-12-04'].map((day) => marketCost.of(task({ market }), slot(day), c)),
    );
    expect(costs).toEqual([
      [0, 5],
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
  });

  it('count twenty for a changed start and one a day moved, nothing for what is new or stays', () => {
    const released = circumstances({ released: new Map([['a-task', slot('2026-12-04', 'pm')]]) });
    const moved = (at: Slot, id = 'a-task'): number => movedCost.of(task({ id }), at, released);
    expect(moved(slot('2026-12-04', 'pm'))).toBe(0);
    expect(moved(slot('2026-12-04', 'am'))).toBe(20);
    expect(moved(slot('2026-12-01', 'pm'))).toBe(23);
    expect(moved(slot('2026-12-08', 'am'))).toBe(24);
    expect(moved(slot('2026-12-08', 'am'), 'another-task')).toBe(0);
  });

  it('add up over a slot', () => {
    const released = circumstances({ released: new Map([['a-task', slot('2026-12-04')]]) });
    // One day off, a Saturday, off the market, moved by a day.
    expect(slotCostOf(task({ market: 'prefer' }), slot('2026-12-05'), released)).toBe(1 + 3 + 5 + 21);
  });

  it('count two for each activity a week beyond what is comfortable', () => {
    expect([0, 9, 10, 11, 13].map((count) => loadCostOf(count, 10))).toEqual([0, 0, 0, 2, 6]);
  });

  it('make each further task of a village without a slot dearer, town-wide ones as of one village', () => {
    expect([1, 2, 3].map(unplacedCostOf)).toEqual([10_000, 12_000, 14_000]);
    const groups = ['v1', 'v2', null].map((village) => shortageGroupOf(task({ village })));
    expect(new Set(groups).size).toBe(3);
  });
});
