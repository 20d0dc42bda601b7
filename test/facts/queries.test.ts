import { describe, expect, it } from '@jest/globals';
import {
  byStart,
  deliverySchema,
  matchesActivity,
  matchesDelivery,
  matchesTrail,
  trailEntrySchema,
  type ActivityQuery,
  type DeliveryQuery,
  type TrailQuery,
} from '../../src/facts/index.js';
import { activity } from '../support/gangmen.js';

const TOWN = { town: 'gangmen' };

describe('an activity', () => {
  const answers = (query: Partial<ActivityQuery>): boolean =>
    matchesActivity({ ...TOWN, ...query }, activity());

  it('is found by its town and by the town’s day on which it starts, the last day asked for left out', () => {
    expect([answers({}), answers({ town: 'elsewhere' })]).toEqual([true, false]);
    expect([answers({ from: '2026-12-04' }), answers({ from: '2026-12-05' })]).toEqual([true, false]);
    expect([answers({ to: '2026-12-05' }), answers({ to: '2026-12-04' })]).toEqual([true, false]);
  });

  it('is found by its village, key date, status, and by whoever leads or joins', () => {
    expect([answers({ village: 'huohu' }), answers({ village: 'xipo' })]).toEqual([true, false]);
    expect([answers({ keyDate: 'constitution-day' }), answers({ keyDate: 'consumer-day' })]).toEqual([
      true,
      false,
    ]);
    expect([answers({ status: 'planned' }), answers({ status: 'done' })]).toEqual([true, false]);
    expect(['sifasuo', 'zongzhi', 'fulian'].map((department) => answers({ department }))).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('comes by its start, then by its id', () => {
    const [a, b, early] = [
      activity({ id: 'a' }),
      activity({ id: 'b' }),
      activity({ id: 'c', start: '2026-12-03' }),
    ];
    expect([b, a, early].sort(byStart).map(({ id }) => id)).toEqual(['c', 'a', 'b']);
    expect(byStart(a, a)).toBe(0);
  });
});

describe('a delivery', () => {
  const delivery = deliverySchema.parse({
    ...TOWN,
    id: 'd1',
    activity: 'a1',
    start: '2026-12-04',
    rule: 'week-before',
    contact: 'c1',
    channel: 'log',
    dueAt: '2026-11-27T08:30:00+08:00',
    state: 'sent',
    attempts: [],
    maybeDouble: false,
  });
  const answers = (query: Partial<DeliveryQuery>): boolean =>
    matchesDelivery({ ...TOWN, ...query }, delivery);

  it('is found by each of its properties, and by when it was due, the last instant left out', () => {
    const same: Partial<DeliveryQuery>[] = [
      {},
      { from: '2026-11-27T08:30:00+08:00' },
      { to: '2026-11-27T08:30:01+08:00' },
      { state: 'sent' },
      { activity: 'a1' },
      { rule: 'week-before' },
      { contact: 'c1' },
      { channel: 'log' },
    ];
    const others: Partial<DeliveryQuery>[] = [
      { town: 'elsewhere' },
      { from: '2026-11-27T08:30:01+08:00' },
      { to: '2026-11-27T08:30:00+08:00' },
      { state: 'failed' },
      { activity: 'a2' },
      { rule: 'day-before' },
      { contact: 'c2' },
      { channel: 'email' },
    ];
    expect(same.map(answers)).toEqual(same.map(() => true));
    expect(others.map(answers)).toEqual(others.map(() => false));
  });
});

describe('an entry of the trail', () => {
  const entry = trailEntrySchema.parse({
    ...TOWN,
    id: 't1',
    at: '2026-11-27T08:30:00+08:00',
    actor: 'admin',
    kind: 'contacts',
    target: 'c1',
    action: 'update',
    changes: {},
  });
  const answers = (query: Partial<TrailQuery>): boolean => matchesTrail({ ...TOWN, ...query }, entry);

  it('from before they were kept came from the program, and says no more', () => {
    expect(entry).toMatchObject({ via: 'program', address: null, request: null, reason: null });
  });

  it('is found by what it is about, who did it, and when, the last instant left out', () => {
    const same: Partial<TrailQuery>[] = [
      {},
      { kind: 'contacts' },
      { target: 'c1' },
      { actor: 'admin' },
      { from: '2026-11-27T08:30:00+08:00' },
      { to: '2026-11-27T08:30:01+08:00' },
    ];
    const others: Partial<TrailQuery>[] = [
      { town: 'elsewhere' },
      { kind: 'activities' },
      { target: 'c2' },
      { actor: 'system' },
      { from: '2026-11-27T08:30:01+08:00' },
      { to: '2026-11-27T08:30:00+08:00' },
    ];
    expect(same.map(answers)).toEqual(same.map(() => true));
    expect(others.map(answers)).toEqual(others.map(() => false));
  });
});
