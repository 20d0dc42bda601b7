import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  ACTIVITY_STATUSES,
  CHANNELS,
  DELIVERY_STATES,
  KINDS,
  SYSTEM,
  type Activity,
  type ActivityQuery,
  type Delivery,
  type DeliveryQuery,
  type FactOf,
  type Kind,
  type QueryOf,
  type Store,
  type Swap,
  toldOf,
} from '../../src/facts/index.js';
import { cadre } from '../support/contacts.js';
import { activity } from '../support/gangmen.js';
import { NOW, OPENERS } from './openers.js';

const put = (store: Store, ...facts: Activity[]): Promise<void> =>
  store.write(SYSTEM, async (transaction) => {
    for (const fact of facts) await transaction.put('activities', fact);
  });

const find = <K extends Kind>(store: Store, kind: K, query: QueryOf<K>): Promise<readonly FactOf<K>[]> =>
  store.read((transaction) => transaction.find(kind, query));

const titles = async (store: Store): Promise<string[]> =>
  (await find(store, 'activities', { town: 'gangmen' })).map(({ id, title }) => `${id} ${title}`).sort();

const delivery = (given: Partial<Delivery>): Delivery => ({
  id: 'd',
  town: 'gangmen',
  activity: 'a',
  start: '2026-12-04T09:00:00+08:00',
  rule: 'day-before',
  contact: 'c1',
  channel: 'log',
  dueAt: '2026-12-03T17:00:00+08:00',
  state: 'sent',
  attempts: [{ at: NOW, result: 'ok' }],
  maybeDouble: false,
  told: null,
  claim: null,
  retryAt: null,
  halted: null,
  ...given,
});

const TOLD = toldOf(activity());

describe.each(OPENERS)('a store on %s', (_name, place) => {
  it('finds after a restart what was written before, every value as it was', async () => {
    const { open } = await place();
    const first = await open();
    const strange = '  “引号”\\ \' " \u{1F3EE} é é \u0000 \ud800 \t\n末';
    const fact = activity({ id: 'a', reasons: [strange, ''], partners: ['zongzhi', 'fulian'] });
    await put(first, fact);
    await first.close();
    const second = await open();
    expect(await second.read((transaction) => transaction.get('activities', 'gangmen', 'a'))).toEqual(fact);
    // In the order of its members too, for answers and feeds are made of it.
    const [found] = await find(second, 'activities', { town: 'gangmen' });
    expect(JSON.stringify(found)).toBe(JSON.stringify(KINDS.activities.schema.parse(fact)));
    expect(Object.isFrozen(found)).toBe(true);
  });

  it('stores all of a write or nothing', async () => {
    const store = await (await place()).open();
    const version = store.versionOf('gangmen');
    const failing = store.write(SYSTEM, async (transaction) => {
      await transaction.put('activities', activity({ id: 'a' }));
      expect(await transaction.get('activities', 'gangmen', 'a')).toBeDefined();
      throw new Error('second thoughts');
    });
    await expect(failing).rejects.toThrow('second thoughts');
    expect(await titles(store)).toEqual([]);
    expect(await find(store, 'trail', { town: 'gangmen' })).toEqual([]);
    expect(store.versionOf('gangmen')).toBe(version);
  });

  it('lets a write fail without the others of the same moment', async () => {
    const store = await (await place()).open();
    const outcomes = await Promise.allSettled(
      ['a', 'b', 'c', 'd'].map((id) =>
        store.write(SYSTEM, async (transaction) => {
          await transaction.put('activities', activity({ id }));
          if (id === 'b') throw new Error('no');
          if (id === 'c') await transaction.put('activities', activity({ id: 'C C' }));
        }),
      ),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    expect((await titles(store)).map((line) => line[0])).toEqual(['a', 'd']);
  });

  it('refuses a fact that is none', async () => {
    const store = await (await place()).open();
    await expect(put(store, activity({ start: 'tomorrow' }))).rejects.toThrow();
    await expect(put(store, { ...activity(), colour: 'red' } as Activity)).rejects.toThrow('colour');
    expect(await titles(store)).toEqual([]);
  });

  it('lets concurrent writes see each other in turn', async () => {
    const { open } = await place();
    const store = await open();
    await put(store, activity({ id: 'a', title: '0' }));
    await Promise.all(
      Array.from({ length: 50 }, () =>
        store.write(SYSTEM, async (transaction) => {
          const fact = await transaction.get('activities', 'gangmen', 'a');
          if (!fact) throw new Error('gone');
          await transaction.put('activities', { ...fact, title: String(Number(fact.title) + 1) });
        }),
      ),
    );
    expect(await titles(store)).toEqual(['a 50']);
    expect(await find(store, 'trail', { town: 'gangmen' })).toHaveLength(51);
    await store.close();
    expect(await titles(await open())).toEqual(['a 50']);
  });

  it('shows a reader only what is durable, and the version grows with it', async () => {
    const store = await (await place()).open();
    const before = store.versionOf('gangmen');
    await store.write(SYSTEM, async (transaction) => {
      await transaction.put('activities', activity({ id: 'a' }));
      expect(await titles(store)).toEqual([]);
      expect(store.versionOf('gangmen')).toBe(before);
    });
    expect(store.versionOf('gangmen')).toBeGreaterThan(before);
    expect(await titles(store)).toHaveLength(1);
  });

  it('shows a write what it has put itself, and what it has taken away not', async () => {
    const store = await (await place()).open();
    await put(store, activity({ id: 'a' }), activity({ id: 'b' }));
    await store.write(SYSTEM, async (transaction) => {
      const query = { town: 'gangmen', village: 'xipo' };
      await transaction.remove('activities', 'gangmen', 'a');
      await transaction.put('activities', activity({ id: 'b', village: 'xipo' }));
      await transaction.put('activities', activity({ id: 'c', village: 'xipo' }));
      const found = await transaction.find('activities', query);
      expect(found.map(({ id }) => id).sort()).toEqual(['b', 'c']);
      expect(await transaction.find('activities', { town: 'gangmen', village: 'huohu' })).toEqual([]);
      expect(await transaction.get('activities', 'gangmen', 'a')).toBeUndefined();
      await transaction.remove('activities', 'gangmen', 'c');
      expect(await transaction.find('activities', query)).toHaveLength(1);
    });
    expect((await titles(store)).map((line) => line[0])).toEqual(['b']);
  });

  it('shows a reader one moment, however many questions it asks at once', async () => {
    const store = await (await place()).open();
    await put(store, activity({ id: 'a', title: '0' }), activity({ id: 'b', title: '0' }));
    const both = (title: string): Promise<void> =>
      put(store, activity({ id: 'a', title }), activity({ id: 'b', title }));
    const reads = Array.from({ length: 40 }, () =>
      store.read((transaction) =>
        Promise.all(['a', 'b'].map((id) => transaction.get('activities', 'gangmen', id))),
      ),
    );
    await Promise.all(Array.from({ length: 20 }, (_, index) => both(String(index + 1))));
    for (const [a, b] of await Promise.all(reads)) expect(a?.title).toBe(b?.title);
  });

  it('notes each change in the trail: who, when, and the fields before and after', async () => {
    const store = await (await place()).open();
    await put(store, activity({ id: 'a' }));
    await store.write({ ...SYSTEM, actor: 'admin', reason: '祠堂更大' }, async (transaction) => {
      await transaction.put('activities', activity({ id: 'a', place: '祠堂', revision: 2 }));
      await transaction.put('activities', activity({ id: 'a', place: '学校', revision: 3 }));
      await transaction.remove('activities', 'gangmen', 'never-was');
    });
    const trail = await find(store, 'trail', { town: 'gangmen' });
    const inOrder = [...trail].sort((x, y) => (x.id < y.id ? -1 : 1));
    expect(inOrder.map(({ id, town, kind, ...rest }) => rest)).toEqual([
      { at: NOW, ...SYSTEM, target: 'a', action: 'create', changes: {} },
      {
        at: NOW,
        ...SYSTEM,
        actor: 'admin',
        reason: '祠堂更大',
        target: 'a',
        action: 'update',
        changes: { place: { before: '货湖村委会', after: '祠堂' }, revision: { before: 1, after: 2 } },
      },
      {
        at: NOW,
        ...SYSTEM,
        actor: 'admin',
        reason: '祠堂更大',
        target: 'a',
        action: 'update',
        changes: { place: { before: '祠堂', after: '学校' }, revision: { before: 2, after: 3 } },
      },
    ]);
    expect(inOrder.map(({ id }) => id)[0]).toMatch(/^\d{10}-0000$/);
    await store.write(SYSTEM, (transaction) => transaction.remove('activities', 'gangmen', 'a'));
    const about = { town: 'gangmen', kind: 'activities', target: 'a' };
    const removal = (await find(store, 'trail', about)).find(({ action }) => action === 'remove');
    expect(removal?.changes.place).toEqual({ before: '学校', after: null });
    expect(await find(store, 'trail', { ...about, target: 'b' })).toEqual([]);
  });

  it('rehearses a write: tells what it would do, and keeps nothing', async () => {
    const store = await (await place()).open();
    await put(store, activity({ id: 'a' }));
    const version = store.versionOf('gangmen');
    const { result, trail } = await store.rehearse(SYSTEM, async (transaction) => {
      await transaction.put('activities', activity({ id: 'a', place: '祠堂', revision: 2 }));
      await transaction.put('activities', activity({ id: 'b' }));
      return (await transaction.find('activities', { town: 'gangmen' })).length;
    });
    expect(result).toBe(2);
    expect(trail.map(({ target, action }) => `${target} ${action}`)).toEqual(['a update', 'b create']);
    expect(trail[0]?.changes.place).toEqual({ before: '货湖村委会', after: '祠堂' });
    const refused = store.rehearse(SYSTEM, (transaction) =>
      transaction.put('activities', activity({ start: '?' })),
    );
    await expect(refused).rejects.toThrow();
    expect((await titles(store)).map((line) => line[0])).toEqual(['a']);
    expect(store.versionOf('gangmen')).toBe(version);
    expect(await find(store, 'trail', { town: 'gangmen' })).toHaveLength(1);
  });

  it('keeps no secret in the trail', async () => {
    const store = await (await place()).open();
    const url = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=0123456789-0123456789-secret';
    await store.write(SYSTEM, async (transaction) => {
      await transaction.put('sessions', {
        id: 'ab'.repeat(32),
        town: 'gangmen',
        account: null,
        token: null,
        signed: true,
        createdAt: NOW,
        lastSeenAt: null,
        expiresAt: NOW,
      });
      await transaction.put('contacts', cadre());
      await transaction.put('contacts', cadre({ channels: [{ kind: 'wecom', url }] }));
    });
    const trail = await find(store, 'trail', { town: 'gangmen' });
    expect(trail.map(({ kind, action }) => `${kind} ${action}`).sort()).toEqual([
      'contacts create',
      'contacts update',
    ]);
    expect(JSON.stringify(trail)).not.toMatch(/secret|abab/);
  });

  it('keeps towns apart, though their facts have the same ids', async () => {
    const store = await (await place()).open();
    await put(store, activity({ id: 'a', title: '甲' }), activity({ id: 'a', town: 'other', title: '乙' }));
    await store.write(SYSTEM, (transaction) => transaction.remove('activities', 'gangmen', 'a'));
    expect(await titles(store)).toEqual([]);
    expect((await find(store, 'activities', { town: 'other' })).map(({ title }) => title)).toEqual(['乙']);
  });

  it('counts the changes of each town by themselves', async () => {
    const store = await (await place()).open();
    const towns = ['gangmen', 'other', 'third'];
    const versions = (): number[] => towns.map((town) => store.versionOf(town));
    const [gangmen = 0, other = 0, third = 0] = versions();
    await put(store, activity({ id: 'a' }), activity({ id: 'b' }));
    expect(versions()).toEqual([gangmen + 1, other, third]);
    await Promise.all([put(store, activity({ id: 'a', town: 'other' })), put(store, activity({ id: 'c' }))]);
    expect(versions()).toEqual([expect.any(Number), expect.any(Number), third]);
    const both = versions();
    expect(both[0]).toBeGreaterThan(gangmen + 1);
    expect(both[1]).toBeGreaterThan(other);
    await store.write(SYSTEM, (transaction) => transaction.remove('activities', 'other', 'a'));
    expect(versions()).toEqual([both[0], (both[1] ?? 0) + 1, third]);
    // Only looked at, and taken away what was not there.
    await store.write(SYSTEM, (transaction) => transaction.remove('activities', 'third', 'a'));
    expect(store.versionOf('third')).toBe(third);
  });

  it('has nothing under an id that no fact can have', async () => {
    const store = await (await place()).open();
    for (const id of ['', '\0', "a' or true --", '\ud800', 'x'.repeat(10_000)])
      expect(await store.read((transaction) => transaction.get('activities', 'gangmen', id))).toBeUndefined();
    expect(await find(store, 'activities', { town: 'gangmen', village: '\0' })).toEqual([]);
  });

  it('gives every query of activities the one meaning', async () => {
    const store = await (await place()).open();
    const villages = ['huohu', 'xipo', null];
    const days = ['2026-12-01', '2026-12-04', '2027-01-01'];
    const facts = Array.from({ length: 120 }, (_, index) => {
      const day = days[index % 3] ?? '';
      return activity({
        id: `a${index}`,
        town: index % 5 === 0 ? 'other' : 'gangmen',
        village: villages[Math.floor(index / 2) % 3] ?? null,
        keyDate: index % 4 === 0 ? null : 'constitution-day',
        lead: index % 7 === 0 ? null : 'sifasuo',
        partners: index % 2 === 0 ? [] : ['zongzhi', 'fulian'],
        status: ACTIVITY_STATUSES[index % 4] ?? 'planned',
        ...(index % 3 === 0
          ? { allDay: true, start: day, end: day }
          : { start: `${day}T00:00:00+08:00`, end: `${day}T01:00:00+08:00` }),
      });
    });
    await put(store, ...facts);
    const maybe = <T>(...values: T[]): fc.Arbitrary<T | undefined> => fc.constantFrom(undefined, ...values);
    const queries: fc.Arbitrary<ActivityQuery> = fc.record({
      town: fc.constantFrom('gangmen', 'other', 'none'),
      from: maybe(...days),
      to: maybe(...days),
      village: maybe('huohu', 'xipo', "x'"),
      keyDate: maybe('constitution-day'),
      department: maybe('sifasuo', 'zongzhi', 'fulian', 'fu'),
      status: maybe(...ACTIVITY_STATUSES),
    });
    await fc.assert(
      fc.asyncProperty(queries, async (query) => {
        const expected = facts.filter((fact) => KINDS.activities.matches(query, fact)).map(({ id }) => id);
        const found = (await find(store, 'activities', query)).map(({ id }) => id);
        expect(found.sort()).toEqual(expected.sort());
      }),
      { numRuns: 60 },
    );
  });

  it('gives every query of deliveries the one meaning', async () => {
    const store = await (await place()).open();
    const facts = Array.from({ length: 100 }, (_, index) =>
      delivery({
        id: `d${index}`,
        activity: `a${index % 3}`,
        rule: index % 2 === 0 ? 'day-before' : 'week-before',
        contact: index % 5 === 0 ? 'village:huohu' : 'c1',
        channel: CHANNELS[index % 6] ?? 'log',
        state: DELIVERY_STATES[index % 5] ?? 'sent',
        dueAt: `2026-12-0${(index % 9) + 1}T17:00:00+08:00`,
      }),
    );
    await store.write(SYSTEM, async (transaction) => {
      for (const fact of facts) await transaction.put('deliveries', fact);
    });
    const maybe = <T>(...values: T[]): fc.Arbitrary<T | undefined> => fc.constantFrom(undefined, ...values);
    const queries: fc.Arbitrary<DeliveryQuery> = fc.record({
      town: fc.constantFrom('gangmen', 'other'),
      from: maybe('2026-12-03', '2026-12-03T17:00:00+08:00'),
      to: maybe('2026-12-08', '2026-12-08T17:00:00+08:00'),
      state: maybe(...DELIVERY_STATES),
      activity: maybe('a0', 'a1'),
      activities: maybe(new Set(['a0', 'a2', 'none']), new Set<string>()),
      rule: maybe('day-before'),
      contact: maybe('c1', 'village:huohu'),
      channel: maybe(...CHANNELS),
    });
    await fc.assert(
      fc.asyncProperty(queries, async (query) => {
        const expected = facts.filter((fact) => KINDS.deliveries.matches(query, fact)).map(({ id }) => id);
        expect((await find(store, 'deliveries', query)).map(({ id }) => id).sort()).toEqual(expected.sort());
      }),
      { numRuns: 60 },
    );
  });

  describe('swapping deliveries', () => {
    const CLAIM = { owner: 'one', at: NOW };
    const claimed = (given: Partial<Delivery> = {}): Delivery =>
      delivery({ state: 'claimed', attempts: [], claim: CLAIM, ...given });
    const noted = (seen: Delivery, result = 'ok'): Delivery => ({
      ...seen,
      state: 'sent',
      attempts: [...seen.attempts, { at: NOW, result }],
      claim: null,
    });
    const swap = async (store: Store, ...swaps: Swap[]): Promise<string[]> =>
      [...(await store.swap('gangmen', swaps))].sort();
    const fresh = (store: Store, ...puts: Delivery[]): Promise<string[]> =>
      swap(store, ...puts.map((given) => ({ seen: undefined, put: given })));
    const all = async (store: Store): Promise<Delivery[]> =>
      [...(await find(store, 'deliveries', { town: 'gangmen' }))].sort((a, b) => (a.id < b.id ? -1 : 1));

    it('stores those that nobody has been at, every value as it was, and for good', async () => {
      const { open } = await place();
      const store = await open();
      const [a, b, c] = ['a', 'b', 'c'].map((id) =>
        claimed({ id, contact: `"${id}\\`, told: { ...TOLD, place: '村口\u0000“}”\n' } }),
      ) as [Delivery, Delivery, Delivery];
      expect(await fresh(store, c, a, b)).toEqual(['a', 'b', 'c']);
      expect(await all(store)).toEqual([a, b, c]);
      const results = [noted(a), noted(b, '没有\u0000回答"\n'), { ...noted(c), told: null }];
      expect(await swap(store, ...results.map((put, index) => ({ seen: [a, b, c][index], put })))).toEqual([
        'a',
        'b',
        'c',
      ]);
      expect(await all(store)).toEqual(results);
      expect(await find(store, 'deliveries', { town: 'gangmen', state: 'sent' })).toHaveLength(3);
      expect(await find(store, 'trail', { town: 'gangmen' })).toEqual([]);
      await store.close();
      expect(await all(await open())).toEqual(results);
    });

    it('stores none that is there already, gone on, or somebody else’s by now', async () => {
      const store = await (await place()).open();
      const first = claimed();
      const others = { ...first, claim: { owner: 'other', at: NOW } };
      expect(await fresh(store, first)).toEqual(['d']);
      expect(await fresh(store, others, claimed({ id: 'e' }), noted(claimed({ id: 'e' })))).toEqual(['e']);
      expect((await all(store)).map(({ state }) => state)).toEqual(['claimed', 'claimed']);
      for (const seen of [others, { ...first, claim: null }, { ...first, attempts: delivery({}).attempts }])
        expect(await swap(store, { seen, put: noted(seen) })).toEqual([]);
      expect(await swap(store, { seen: claimed({ id: 'f' }), put: noted(claimed({ id: 'f' })) })).toEqual([]);
      expect((await all(store))[0]).toEqual(first);
      expect(await swap(store, { seen: first, put: others })).toEqual(['d']);
      expect(await swap(store, { seen: first, put: noted(first) })).toEqual([]);
      // What was put in between counts as well as what was swapped.
      await store.write(SYSTEM, (transaction) => transaction.put('deliveries', noted(others)));
      expect(await swap(store, { seen: others, put: { ...others, claim: null } })).toEqual([]);
      expect((await all(store))[0]).toEqual(noted(others));
    });

    it('stores of many that change alike, or nearly, each as it is put', async () => {
      const store = await (await place()).open();
      const often = [1, 2, 3, 4].map((time) => ({ at: NOW, result: `${time}` }));
      const none: Delivery['attempts'] = [];
      // Mostly the same object, else its like.
      const mostly = <T>(usual: fc.Arbitrary<T>, like: (value: T) => T): fc.Arbitrary<T> =>
        fc.oneof({ weight: 6, arbitrary: usual }, { weight: 1, arbitrary: usual.map(like) });
      const changing = {
        state: fc.constantFrom<Delivery['state']>('claimed', 'sent'),
        attempts: mostly(fc.constantFrom(none, often), (list) => [...list]),
        told: mostly(fc.constantFrom(TOLD, { ...TOLD, sequence: 7 }), (told) => ({ ...told })),
        claim: mostly(fc.constantFrom(CLAIM, CLAIM, null), () => ({ ...CLAIM })),
      };
      const change = fc.tuple(fc.record(changing), fc.record(changing, { requiredKeys: [] }));
      let run = 0;
      const property = fc.asyncProperty(
        fc.array(change, { minLength: 1, maxLength: 60, size: 'max' }),
        async (changes) => {
          run += 1;
          const town = `town-${run}`;
          const seen = changes.map(([one], index) => delivery({ town, id: `d${index}`, ...one }));
          const puts = changes.map(([, other], index) => ({ ...delivery({}), ...seen[index], ...other }));
          await store.swap(
            town,
            seen.map((put) => ({ seen: undefined, put })),
          );
          const stored = await store.swap(
            town,
            puts.map((put, index) => ({ seen: seen[index], put })),
          );
          expect(stored.size).toBe(puts.length);
          const found = await find(store, 'deliveries', { town });
          expect(new Map(found.map((one) => [one.id, one]))).toEqual(
            new Map(puts.map((one) => [one.id, one])),
          );
          for (const state of ['claimed', 'sent'] as const)
            expect(await find(store, 'deliveries', { town, state })).toHaveLength(
              puts.filter((one) => one.state === state).length,
            );
        },
      );
      await fc.assert(property, { numRuns: 40 });
    });

    it('gives each to one of those who want it at once', async () => {
      const store = await (await place()).open();
      const ids = Array.from({ length: 300 }, (_, index) => `d${index}`);
      const had = await Promise.all(
        Array.from({ length: 6 }, (_, index) => {
          const mine = ids.map((id) => claimed({ id, claim: { owner: `owner-${index}`, at: NOW } }));
          return fresh(store, ...(index % 2 === 0 ? mine : mine.reverse()));
        }),
      );
      expect(had.flat().sort()).toEqual([...ids].sort());
      const owners = new Map((await all(store)).map(({ id, claim }) => [id, claim?.owner]));
      for (const [index, mine] of had.entries())
        for (const id of mine) expect(owners.get(id)).toBe(`owner-${index}`);
    });

    it('is told as a change of the town’s deliveries', async () => {
      const store = await (await place()).open();
      const versions = () => [
        store.versionOf('gangmen', 'deliveries'),
        store.versionOf('gangmen', 'activities'),
        store.versionOf('elsewhere'),
      ];
      const [deliveries = NaN, activities, elsewhere] = versions();
      await fresh(store, claimed());
      const after = versions();
      expect(after[0]).toBeGreaterThan(deliveries);
      expect(after.slice(1)).toEqual([activities, elsewhere]);
    });
  });

  it('takes no write once it is closed', async () => {
    const store = await (await place()).open();
    await store.close();
    await expect(put(store, activity())).rejects.toThrow('已经关闭');
    await expect(store.swap('gangmen', [{ seen: undefined, put: delivery({}) }])).rejects.toThrow('已经关闭');
  });

  it('waits at its end for what is being written', async () => {
    const { open } = await place();
    const store = await open();
    const writing = Promise.all(['a', 'b', 'c'].map((id) => put(store, activity({ id }))));
    await store.close();
    await writing;
    expect(await titles(await open())).toHaveLength(3);
  });

  it('lets this process do what one does for all', async () => {
    const store = await (await place()).open();
    for (let asked = 0; asked < 2; asked += 1) {
      expect(await store.leads('first plans')).toBe(true);
      expect([...(await store.shares('tick', 3))].sort()).toEqual([0, 1, 2]);
    }
  });
});
