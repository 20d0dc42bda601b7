import { describe, expect, it } from '@jest/globals';
import { distanceReason, placementReasons, unplacedReasons, type Task } from '../../src/planner/index.js';
import { circumstances, slot, task } from '../support/planningTask.js';

const c = circumstances();

describe('the reasons of a placement', () => {
  it('name the distance, the market and who is free', () => {
    expect(placementReasons(task({ market: 'prefer', lawyer: 'lawyer-1' }), slot('2026-12-03'), c)).toEqual([
      '离12·4还有1天',
      '圩日',
      '律师当日上午有空',
      'office办上午派得出人',
    ]);
  });

  it('say before, on and after the key day', () => {
    const say = (day: string): string => distanceReason('2026-12-04', day, '12·4');
    expect(['2026-12-02', '2026-12-04', '2026-12-09'].map(say)).toEqual([
      '离12·4还有2天',
      '12·4当天',
      '12·4过后5天',
    ]);
  });

  it('speak of no team for what is light, and of the notice that is not out', () => {
    const duty = task({ keyDate: null, duty: 'visit', keyDay: '2026-12-16', light: true });
    expect(placementReasons(duty, slot('2026-12-28', 'pm'), c)).toEqual([
      '本期正中过后12天',
      '调休安排待国务院通知',
    ]);
  });

  it('name each unit that goes with the town’s own, and the weekend', () => {
    const townWide = task({ village: null, weekend: true });
    expect(placementReasons(townWide, slot('2026-12-05', 'pm'), c)).toEqual([
      '12·4过后1天',
      '周末',
      'office办下午派得出人',
      'police办下午派得出人',
    ]);
  });

  it('say where a moved one stood, and what drove it away', () => {
    const storm = { start: '2026-12-02', end: '2026-12-02', villages: null, reason: '台风' };
    const moved = (date: string) =>
      placementReasons(
        task({ lead: null }),
        slot('2026-12-04'),
        circumstances({ blackouts: [storm], released: new Map([['a-task', slot(date, 'pm')]]) }),
      );
    expect(moved('2026-12-02')).toEqual(['12·4当天', '原定12月2日下午，停办：台风']);
    expect(moved('2026-12-03')).toEqual(['12·4当天', '原定12月3日下午，另有更合适的时段']);
    expect(moved('2026-12-04')).toEqual(['12·4当天', '原定12月4日下午，另有更合适的时段']);
  });

  it('say whether the market is on to what wants it or keeps from it, and nothing to what does not care', () => {
    const say = (market: Task['market'], day: string): string[] =>
      placementReasons(task({ market, lead: null, weekend: true, light: true }), slot(day), c).slice(1);
    const days = ['2026-12-03', '2026-12-04'];
    expect(days.map((day) => say('prefer', day))).toEqual([['圩日'], ['不是圩日']]);
    expect(days.map((day) => say('require', day))).toEqual([['圩日'], ['不是圩日']]);
    expect(days.map((day) => say('avoid', day))).toEqual([['圩日'], ['不是圩日']]);
    expect(days.map((day) => say('any', day))).toEqual([[], []]);
  });

  it('say nothing of where a task stood if it stands there still', () => {
    const released = new Map([['a-task', slot('2026-12-04')]]);
    const stays = placementReasons(task({ lead: null }), slot('2026-12-04'), circumstances({ released }));
    expect(stays).toEqual(['12·4当天']);
  });

  it('name a lawyer and a team once for a whole day, and a department of no entry by its id', () => {
    const day = slot('2026-12-04', 'day');
    const visit = task({ hours: 8, lawyer: 'lawyer-1', lead: 'army' });
    expect(placementReasons(visit, day, c)).toEqual(['12·4当天', '律师当日全天有空', 'army全天派得出人']);
  });

  it('name the key day of a campaign that the circumstances do not know as the middle of its time', () => {
    const unknown = task({ keyDate: 'some-day', lead: null });
    expect(placementReasons(unknown, slot('2026-12-04'), c)).toEqual(['本期正中当天']);
  });

  it('say that what is fixed stays', () => {
    const fixed = circumstances({ fixed: new Map([['a-task', slot('2026-12-04')]]) });
    expect(placementReasons(task({ lead: null }), slot('2026-12-04'), fixed)).toEqual([
      '12·4当天',
      '已定，不再移动',
    ]);
  });
});

describe('the reasons of a task without a slot', () => {
  // Thursday to Saturday.
  const short = task({ window: { start: '2026-12-03', end: '2026-12-05' }, lawyer: 'lawyer-1' });

  it('name for every slot the rule that refused it', () => {
    const used = new Map([
      ['lawyer/lawyer-1/2026-12-03/am', 1],
      ['team/office/2026-12-03/pm', 2],
      ['village-day/v1/2026-12-04', 1],
    ]);
    expect(unplacedReasons(short, c, used).sort()).toEqual([
      '1 个时段：lawyer-1律师已有安排',
      '1 个时段：office办已派不出人',
      '2 个时段：周末',
      '2 个时段：本村当天已有一场',
    ]);
  });

  it('say that a free slot was left to what is shorter of slots', () => {
    expect(unplacedReasons(short, c, new Map())).toEqual(['4 个时段：让给了更缺的任务', '2 个时段：周末']);
  });

  it('name first the rule that refused most', () => {
    const used = new Map([['lawyer/lawyer-1/2026-12-03/am', 1]]);
    expect(unplacedReasons(short, c, used)).toEqual([
      '3 个时段：让给了更缺的任务',
      '2 个时段：周末',
      '1 个时段：lawyer-1律师已有安排',
    ]);
  });

  it('count a whole day as one slot, refused when either half is taken', () => {
    const used = new Map([
      ['lawyer/lawyer-1/2026-12-03/pm', 1],
      ['village-week/v1/2026-W49', 2],
    ]);
    expect(unplacedReasons({ ...short, hours: 8 }, c, used)).toEqual([
      '2 个时段：本村当周已满2场',
      '1 个时段：周末',
    ]);
  });
});
