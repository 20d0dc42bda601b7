import { describe, expect, it } from '@jest/globals';
import { changed, releaseOf, releasePlans } from '../../src/activities/index.js';
import { occurrencesOf } from '../../src/calendar/index.js';
import { SYSTEM, type Activity } from '../../src/facts/index.js';
import type { PlanResult } from '../../src/planner/index.js';
import { openStore } from '../../src/store/index.js';
import { freshFolder } from '../support/folder.js';
import { activity, gangmen } from '../support/gangmen.js';
import { quickPlan } from '../support/plans.js';

const AT = '2026-11-23T10:00:00+08:00';
const LATER = '2026-11-25T10:00:00+08:00';
const occurrencesIn = (year: number) => occurrencesOf(gangmen.keyDates, year);
const base = (at = AT) => ({ town: gangmen.town, occurrences: occurrencesIn(2026), at });

const december = quickPlan(2026, '2026-12-01');
const released = async (): Promise<Activity[]> => [...releaseOf(await december, [], base()).puts];

const withSlot = (plan: PlanResult, id: string, slot: PlanResult['tasks'][number]['slot']): PlanResult => ({
  ...plan,
  tasks: plan.tasks.map((task) => (task.id === id ? { ...task, slot } : task)),
});

const ID = '2026-constitution-day-huohu-meeting-1';

describe('the release of a plan', () => {
  it('makes an activity of each placed task, under its id', async () => {
    const made = (await released()).find(({ id }) => id === ID);
    const slot = (await december).tasks.find(({ id }) => id === ID)?.slot;
    expect(made).toMatchObject({
      town: 'gangmen',
      keyDate: 'constitution-day',
      duty: null,
      year: 2026,
      village: 'huohu',
      form: 'meeting',
      title: '国家宪法日：召开会议（货湖村）',
      place: '货湖村委会',
      lead: 'sifasuo',
      lawyer: null,
      allDay: false,
      status: 'planned',
      pinned: false,
      sequence: 0,
      revision: 1,
      createdAt: AT,
      updatedAt: AT,
      scheduledAt: AT,
    });
    expect(made?.start.slice(0, 10)).toBe(slot?.date);
    expect(made?.reasons).not.toEqual([]);
  });

  it('changes nothing when the plan is released twice', async () => {
    const before = await released();
    expect(releaseOf(await december, before, base(LATER))).toEqual({
      puts: [],
      diff: { new: [], moved: [], dropped: [] },
      touched: {},
    });
  });

  it('moves an activity under its id, with its sequence grown by one', async () => {
    const before = await released();
    const next = withSlot(await december, ID, { date: '2026-12-02', half: 'pm' });
    const { puts, diff } = releaseOf(next, before, base(LATER));
    expect(diff).toEqual({ new: [], moved: [ID], dropped: [] });
    expect(puts).toHaveLength(1);
    expect(puts[0]).toMatchObject({
      id: ID,
      start: '2026-12-02T15:00:00+08:00',
      sequence: 1,
      revision: 2,
      createdAt: AT,
      scheduledAt: LATER,
    });
  });

  it('gives an activity that stays to whom the plan gives it: no new sequence, a new revision', async () => {
    const before = await released();
    const plan = await december;
    const next: PlanResult = {
      ...plan,
      tasks: plan.tasks.map((task) =>
        task.id === ID ? { ...task, lead: 'fulian', partners: ['anjian'], lawyer: 'lawyer-2' } : task,
      ),
    };
    const { puts, diff, touched } = releaseOf(next, before, base(LATER));
    expect(puts).toEqual([
      {
        ...before.find(({ id }) => id === ID),
        lead: 'fulian',
        partners: ['anjian'],
        lawyer: 'lawyer-2',
        revision: 2,
        updatedAt: LATER,
      },
    ]);
    expect([diff, touched]).toEqual([{ new: [], moved: [], dropped: [] }, { [ID]: 1 }]);
  });

  it('cancels what it no longer places, and brings it back under the same id', async () => {
    const before = await released();
    const without = withSlot(await december, ID, null);
    const gone = releaseOf(without, before, base(LATER));
    expect(gone.diff).toEqual({ new: [], moved: [], dropped: [ID] });
    expect(gone.puts[0]).toMatchObject({ id: ID, status: 'cancelled', sequence: 1 });

    const after = before.map((fact) => gone.puts.find(({ id }) => id === fact.id) ?? fact);
    const back = releaseOf(await december, after, base(LATER));
    expect(back.puts.map(({ id, status, sequence }) => [id, status, sequence])).toEqual([[ID, 'planned', 2]]);
    expect(back.diff).toEqual({ new: [ID], moved: [], dropped: [] });
  });

  it('leaves alone what is pinned, confirmed, made by hand or before its first day', async () => {
    const before = await released();
    const untouchable = before.map((fact) =>
      fact.id === ID ? changed(fact, { status: 'confirmed' }, AT) : { ...fact, pinned: true },
    );
    const byHand = activity({ id: 'x-hand', keyDate: null });
    const early = activity({ id: 'early', start: '2026-11-30T09:00:00+08:00' });
    const nothing: PlanResult = { ...(await december), tasks: [] };
    expect(releaseOf(nothing, [...untouchable, byHand, early], base(LATER)).puts).toEqual([]);
  });

  it('does not bring back what a person cancelled', async () => {
    const before = (await released()).map((fact) =>
      fact.id === ID ? changed(fact, { status: 'cancelled', pinned: true }, AT) : fact,
    );
    expect(releaseOf(await december, before, base(LATER)).puts).toEqual([]);
  });

  it('leaves what a person made for a key date, even unpinned', async () => {
    const byHand = activity({ id: 'x-hand', start: '2026-12-08T09:00:00+08:00', pinned: false });
    const { diff } = releaseOf(await december, [...(await released()), byHand], base(LATER));
    expect(diff.dropped).toEqual([]);
  });

  it('is one write: the plan’s fact stands with all its activities', async () => {
    const store = await openStore({ dir: freshFolder(), now: () => AT });
    const plan = await december;
    await releasePlans(store, SYSTEM, [plan], gangmen, occurrencesIn, AT);
    expect(store.versionOf('gangmen')).toBe(1);
    const { activities, plans } = await store.read(async (transaction) => ({
      activities: await transaction.find('activities', { town: 'gangmen' }),
      plans: await transaction.find('plans', { town: 'gangmen' }),
    }));
    expect(activities).toHaveLength(plan.tasks.filter(({ slot }) => slot).length);
    const content = await store.read((transaction) =>
      transaction.get('planContents', 'gangmen', plans[0]?.id ?? ''),
    );
    expect(content?.tasks).toEqual(plan.tasks);
    expect(plans).toMatchObject([{ year: 2026, from: '2026-12-01', state: 'released', unplaced: [] }]);
    await store.close();
  });
});
