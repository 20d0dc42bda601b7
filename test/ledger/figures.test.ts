import { describe, expect, it } from '@jest/globals';
import { occurrencesOf } from '../../src/calendar/index.js';
import { recordSchema, type Activity, type ActivityRecord } from '../../src/facts/index.js';
import { entriesOf, figuresIn, type LedgerFacts } from '../../src/ledger/index.js';
import { activity, gangmen } from '../support/gangmen.js';
import { photo, record } from '../support/records.js';

const { town, keyDates } = gangmen;

/** Facts of some activities; each record is of the activity with its id. */
const factsOf = (
  activities: readonly Activity[],
  records: readonly ActivityRecord[],
  today = '2027-01-03',
): LedgerFacts => ({
  town,
  occurrences: occurrencesOf(keyDates, 2026),
  entries: entriesOf(town, activities, records),
  activities,
  today,
});

const whole = { year: 2026, quarter: null };

const one = (id: string, given: Partial<Activity> = {}): Activity => activity({ id, ...given });

describe('figures', () => {
  it('count a session for what gathers people, and none for slogans, boards and leaflets', () => {
    const forms = ['meeting', 'lecture', 'market-stall', 'slogans', 'bulletin-board', 'leaflets'];
    const facts = factsOf(
      forms.map((form) => one(form, { form })),
      forms.map((form) => record({ id: form, form })),
    );
    const { total } = figuresIn(facts, whole);
    expect(total.sessions).toEqual({
      value: 3,
      records: ['lecture', 'market-stall', 'meeting'],
      unknown: [],
    });
    expect(total.lectures).toEqual({ value: 1, records: ['lecture'], unknown: [] });
  });

  it('take nothing for what a record does not say, and name the record', () => {
    const old = recordSchema.parse({
      id: 'a',
      town: 'gangmen',
      date: '2026-12-04',
      place: '货湖村委会',
      people: 30,
      leaflets: 5,
      consultations: 0,
      by: 'village:huohu',
      at: '2026-12-05T08:00:00+08:00',
    });
    const facts = factsOf([one('a', { lawyer: 'lawyer-1' })], [old]);
    const { total, byVillage, byDepartment } = figuresIn(facts, whole);
    expect(total.banners).toEqual({ value: 0, records: [], unknown: ['a'] });
    expect(total.lawyerHours).toEqual({ value: 0, records: [], unknown: ['a'] });
    expect(total.people).toEqual({ value: 30, records: ['a'], unknown: [] });
    // Village, form and host are its activity's.
    expect(byVillage.find(({ key }) => key === 'huohu')?.figures.people.value).toBe(30);
    expect(byDepartment.find(({ key }) => key === 'sifasuo')?.figures.sessions.value).toBe(1);
  });

  it('leave out what was cancelled after it was recorded, other years, and for a quarter other quarters', () => {
    const facts = factsOf(
      [one('a', { status: 'cancelled' }), one('b'), one('c'), one('d')],
      [
        record({ id: 'a' }),
        record({ id: 'b', date: '2026-12-31' }),
        record({ id: 'c', date: '2027-01-01' }),
        record({ id: 'd', date: '2026-09-30' }),
      ],
    );
    expect(figuresIn(facts, whole).total.people.records).toEqual(['d', 'b']);
    expect(figuresIn(facts, { year: 2026, quarter: 4 }).total.people.records).toEqual(['b']);
    expect(figuresIn(facts, { year: 2026, quarter: 3 }).byQuarter.map(({ key }) => key)).toEqual([3]);
  });

  it('name the villages under half of the median, the least first', () => {
    const times: Readonly<Record<string, number>> = { gangmen: 4, huohu: 1, xipo: 4, xincheng: 0 };
    const ids = town.villages.flatMap(({ id: village }) =>
      Array.from({ length: times[village] ?? 4 }, (_, n) => ({ village, id: `${village}-${n}` })),
    );
    const facts = factsOf(
      ids.map(({ village, id }) => one(id, { village })),
      ids.map(({ village, id }) => record({ id, village })),
    );
    expect(figuresIn(facts, whole).balance[0]).toEqual({
      measure: 'sessions',
      median: 4,
      below: [
        { village: 'xincheng', value: 0 },
        { village: 'huohu', value: 1 },
      ],
    });
  });

  it('compare with the same time of the year before, and say when there is nothing to compare with', () => {
    const activities = [one('a'), one('b'), one('c')];
    const records = [
      record({ id: 'a', date: '2026-11-02', people: 50 }),
      record({ id: 'b', date: '2025-10-09', people: 20 }),
      record({ id: 'c', date: '2025-03-15', people: 1000 }),
    ];
    const { lastYear } = figuresIn(factsOf(activities, records), { year: 2026, quarter: 4 });
    expect([lastYear.year, lastYear.figures?.people.records, lastYear.change?.people]).toEqual([
      2025,
      ['b'],
      30,
    ]);
    expect(figuresIn(factsOf(activities, records.slice(0, 1)), whole).lastYear).toEqual({
      year: 2025,
      figures: null,
      change: null,
    });
  });

  it('of a period that is not over compare with the year before up to the same day', () => {
    const days = ['2026-05-01', '2025-06-30', '2025-07-01', '2025-12-04'];
    const facts = (today: string) =>
      factsOf(
        days.map((day) => one(day)),
        days.map((day) => record({ id: day, date: day, people: 10 })),
        today,
      );
    const against = (today: string, quarter: number | null) =>
      figuresIn(facts(today), { year: 2026, quarter }).lastYear;
    expect(against('2026-06-30', null)).toMatchObject({
      figures: { people: { records: ['2025-06-30'] } },
      change: { people: 0 },
    });
    expect(against('2026-07-01', null).change?.people).toBe(-10);
    expect(against('2026-12-31', null).change?.people).toBe(-20);
    expect(against('2026-06-29', 2).change?.people).toBe(10);
    expect(against('2027-01-03', 4).change?.people).toBe(-10);
    // One that has not begun is held against the whole.
    expect(against('2025-11-29', null).change?.people).toBe(-20);
  });

  it('say what is over without a record, and what has no photo', () => {
    const facts = factsOf(
      [one('late'), one('bare'), one('shown'), one('gone', { status: 'cancelled' })],
      [record({ id: 'bare' }), record({ id: 'shown', photos: [photo('a')] })],
      '2026-12-05',
    );
    expect(figuresIn(facts, whole).missing).toEqual({ unrecorded: ['late'], withoutPhoto: ['bare'] });
    // On the day itself nothing is late yet.
    expect(figuresIn({ ...facts, today: '2026-12-04' }, whole).missing.unrecorded).toEqual([]);
  });

  it('count a helper’s share beside the host’s', () => {
    const facts = factsOf([one('a')], [record({ id: 'a', host: 'fulian', helpers: ['sifasuo', 'anjian'] })]);
    const { byDepartment, byHelper } = figuresIn(facts, whole);
    const sessions = (parts: typeof byHelper | typeof byDepartment): unknown[] =>
      parts.filter(({ figures }) => figures.sessions.value > 0).map(({ key }) => key);
    expect([sessions(byDepartment), sessions(byHelper)]).toEqual([['fulian'], ['sifasuo', 'anjian']]);
  });
});
