import { describe, expect, it } from '@jest/globals';
import { keyDateSchema, occurrencesOf } from '../../src/calendar/index.js';
import { activityIdSchema } from '../../src/facts/index.js';
import { tasksOf, type Task } from '../../src/planner/index.js';
import { CONSTITUTION_DAY, keyDateOn, smallTown, type TownParts } from '../support/smallTown.js';

const YEAR = 2027;

/** What a town has to place in 2027, from a day on. */
const tasksIn = (parts: TownParts, from = '2027-01-01', keyDates = [CONSTITUTION_DAY]): Task[] =>
  tasksOf(smallTown(parts), occurrencesOf(keyDates, YEAR), YEAR, from);

const ids = (tasks: readonly Task[]): string[] => tasks.map(({ id }) => id);

describe('the tasks of a campaign', () => {
  const campaign = {
    keyDate: 'constitution-day',
    partners: ['police'],
    before: 10,
    after: 5,
    quota: [
      { form: 'leaflets', perVillage: 2 },
      { form: 'market-stall', perTown: 1 },
    ],
  };
  const town = {
    departments: { office: 1, police: 1 },
    villages: { v1: 'lawyer-1', v2: null },
    campaigns: [campaign],
  };

  it('are as many as its quota asks of each village and of the town, in the order of their ids', () => {
    expect(ids(tasksIn(town))).toEqual([
      '2027-constitution-day-town-market-stall-1',
      '2027-constitution-day-v1-leaflets-1',
      '2027-constitution-day-v1-leaflets-2',
      '2027-constitution-day-v2-leaflets-1',
      '2027-constitution-day-v2-leaflets-2',
    ]);
  });

  it('bear ids that activities may bear, be all that they are made of as long as can be', () => {
    const longest = (first: string): string => first.padEnd(36, 'x');
    const [form, village, day, duty] = [longest('f'), longest('v'), longest('k'), longest('d')];
    const tasks = tasksIn(
      {
        villages: { [village]: null },
        forms: [{ id: form, light: false, weekend: false, market: 'any' }],
        campaigns: [{ keyDate: day, quota: [{ form, perVillage: 12 }] }],
        duties: [{ id: duty, every: 'month', form }],
      },
      '2027-01-01',
      [keyDateOn(day, '12-04')],
    );
    expect(tasks).toHaveLength(24);
    expect(ids(tasks).filter((id) => !activityIdSchema.safeParse(id).success)).toEqual([]);
    expect(Math.max(...ids(tasks).map(({ length }) => length))).toBe(118);
  });

  it('bear the key date’s window and day, who leads and joins, and what the form is like; no lawyer goes', () => {
    const [stall, leaflets] = tasksIn(town);
    const shared = {
      keyDate: 'constitution-day',
      duty: null,
      window: { start: '2027-11-24', end: '2027-12-09' },
      keyDay: '2027-12-04',
      hours: 4,
      lead: 'office',
      partners: ['police'],
      lawyer: null,
      weekend: true,
    };
    expect(stall).toEqual({
      ...shared,
      id: '2027-constitution-day-town-market-stall-1',
      village: null,
      form: 'market-stall',
      light: false,
      market: 'require',
    });
    expect(leaflets).toEqual({
      ...shared,
      id: '2027-constitution-day-v1-leaflets-1',
      village: 'v1',
      form: 'leaflets',
      light: true,
      market: 'prefer',
    });
  });

  it('are none where its key date is switched off, has no day that year, or is another’s', () => {
    const off = { ...CONSTITUTION_DAY, enabled: false };
    const ended = keyDateSchema.parse({
      ...keyDateOn('constitution-day', '12-04'),
      rule: { fixed: '12-04' },
      until: 2026,
    });
    const other = keyDateOn('consumer-day', '03-15');
    for (const keyDate of [off, ended, other]) expect(tasksIn(town, '2027-01-01', [keyDate])).toEqual([]);
  });

  it('are left out once their window is over, and not while its last day is to come', () => {
    expect(tasksIn(town, '2027-12-09')).toHaveLength(5);
    expect(tasksIn(town, '2027-12-10')).toEqual([]);
  });
});

describe('the tasks of a duty', () => {
  it('are one a month and village, with the village’s own lawyer', () => {
    const visits = tasksIn({
      villages: { v1: 'lawyer-1', v2: null },
      duties: [{ id: 'visit', hours: 8, lawyer: true }],
    });
    expect(visits).toHaveLength(24);
    expect(ids(visits).slice(0, 4)).toEqual([
      '2027-visit-m1-v1',
      '2027-visit-m1-v2',
      '2027-visit-m10-v1',
      '2027-visit-m10-v2',
    ]);
    const february = visits.find(({ id }) => id === '2027-visit-m2-v1');
    expect(february).toEqual({
      id: '2027-visit-m2-v1',
      keyDate: null,
      duty: 'visit',
      village: 'v1',
      form: 'meeting',
      window: { start: '2027-02-01', end: '2027-02-28' },
      keyDay: '2027-02-14',
      hours: 8,
      lead: null,
      partners: [],
      lawyer: 'lawyer-1',
      light: false,
      weekend: false,
      market: 'any',
    });
    expect(visits.find(({ id }) => id === '2027-visit-m2-v2')?.lawyer).toBeNull();
  });

  it('are one a quarter for the whole town, led and joined as the town says; nobody’s lawyer goes', () => {
    const hearings = tasksIn({
      departments: { office: 1, police: 1, school: 1 },
      duties: [
        {
          id: 'hearing',
          every: 'quarter',
          for: 'town',
          form: 'lecture',
          lead: 'police',
          partners: ['school'],
          lawyer: true,
        },
      ],
    });
    expect(
      hearings.map(({ id, window, keyDay, village, lead, partners, lawyer }) => ({
        id,
        days: `${window.start}..${window.end} ${keyDay}`,
        who: [village, lead, ...partners, lawyer],
      })),
    ).toEqual(
      [
        ['q1', '2027-01-01..2027-03-31 2027-02-14'],
        ['q2', '2027-04-01..2027-06-30 2027-05-16'],
        ['q3', '2027-07-01..2027-09-30 2027-08-15'],
        ['q4', '2027-10-01..2027-12-31 2027-11-15'],
      ].map(([quarter, days]) => ({
        id: `2027-hearing-${quarter ?? ''}-town`,
        days,
        who: [null, 'police', 'school', null],
      })),
    );
  });

  it('take no lawyer to what is done without one', () => {
    const [first] = tasksIn({ villages: { v1: 'lawyer-1' }, duties: [{ id: 'talk', lawyer: false }] });
    expect(first?.lawyer).toBeNull();
  });

  it('stand in one list with the campaigns’, by id', () => {
    const tasks = tasksIn(
      {
        campaigns: [{ keyDate: 'constitution-day', quota: [{ form: 'meeting', perTown: 1 }] }],
        duties: [
          { id: 'audit', every: 'quarter', for: 'town' },
          { id: 'visit', every: 'quarter', for: 'town' },
        ],
      },
      '2027-10-01',
    );
    expect(ids(tasks)).toEqual([
      '2027-audit-q4-town',
      '2027-constitution-day-town-meeting-1',
      '2027-visit-q4-town',
    ]);
  });

  it('cannot be of a form that the town does not have', () => {
    expect(() => tasksIn({ duties: [{ id: 'visit', form: 'opera' }] })).toThrow('form opera');
  });
});
