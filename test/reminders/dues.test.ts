import { describe, expect, it } from '@jest/globals';
import { SYSTEM, type Activity, type Contact, type Store } from '../../src/facts/index.js';
import {
  addressesFor,
  owedAt,
  reminderText,
  tick,
  type Channel,
  type Due,
} from '../../src/reminders/index.js';
import { changed } from '../../src/activities/index.js';
import { openStore } from '../../src/store/index.js';
import { reminderRuleSchema } from '../../src/town/index.js';
import { freshFolder } from '../support/folder.js';
import { activity, gangmen, townTime } from '../support/gangmen.js';

/** The shipped rules, and the one that waits for the ledger. */
const town = {
  ...gangmen.town,
  rules: [
    ...gangmen.town.rules,
    reminderRuleSchema.parse({
      id: 'record-missing',
      after: '1d unless recorded',
      to: ['village'],
      'max-late': '7d',
      source: '测试',
    }),
  ],
};

const storeWith = async (
  activities: readonly Activity[],
  contacts: readonly Contact[] = [],
): Promise<Store> => {
  const store = await openStore({ dir: freshFolder(), now: () => '2026-11-23T10:00:00+08:00' });
  await store.write(SYSTEM, async (transaction) => {
    for (const fact of activities) await transaction.put('activities', fact);
    for (const fact of contacts) await transaction.put('contacts', fact);
  });
  return store;
};

const lines = (dues: readonly Due[]): string[] =>
  dues.map(({ dueAt, rule, contact, channel }) => `${dueAt} ${rule} ${contact} ${channel}`);

const dueAt = async (store: Store, at: string): Promise<string[]> =>
  lines((await store.read((transaction) => owedAt(transaction, town, townTime(at)))).due);

const cadre = (given: Partial<Contact>): Contact => ({
  id: 'c1',
  town: 'gangmen',
  name: '村干部甲',
  role: 'cadre',
  village: 'huohu',
  department: null,
  lawyer: null,
  order: 1,
  phone: null,
  channels: [{ kind: 'log' }],
  ...given,
});

describe('what is due', () => {
  it('comes at the rule’s wall clock, to the village by a text to copy where no contact is entered', async () => {
    const store = await storeWith([activity()]);
    expect(await dueAt(store, '2026-11-27T08:29')).toEqual([]);
    expect(await dueAt(store, '2026-11-27T08:30')).toEqual([
      '2026-11-27T08:30:00+08:00 week-before village:huohu wechat-copy',
    ]);
    expect(await dueAt(store, '2026-12-03T17:00')).toEqual([
      '2026-12-03T17:00:00+08:00 day-before village:huohu wechat-copy',
    ]);
    expect(await dueAt(store, '2026-12-04T07:30')).toEqual([
      '2026-12-04T07:30:00+08:00 same-day village:huohu wechat-copy',
    ]);
    expect(await dueAt(store, '2026-12-05T09:00')).toEqual([
      '2026-12-05T09:00:00+08:00 record-missing village:huohu wechat-copy',
    ]);
  });

  it('is over when it is later than the rule allows', async () => {
    const store = await storeWith([activity()]);
    expect(await dueAt(store, '2026-11-30T08:30')).toHaveLength(1);
    expect(await dueAt(store, '2026-11-30T08:31')).toEqual([]);
  });

  it('follows an activity that moves, at once', async () => {
    const store = await storeWith([activity()]);
    await store.write(SYSTEM, (transaction) =>
      transaction.put(
        'activities',
        activity({ start: '2026-12-10T09:00:00+08:00', end: '2026-12-10T10:00:00+08:00' }),
      ),
    );
    expect(await dueAt(store, '2026-11-27T08:30')).toEqual([]);
    expect(await dueAt(store, '2026-12-03T08:30')).toHaveLength(1);
  });

  it('leaves out what is cancelled or done', async () => {
    const store = await storeWith([activity({ status: 'cancelled' }), activity({ id: 'b', status: 'done' })]);
    expect(await dueAt(store, '2026-12-03T17:00')).toEqual([]);
  });

  it('knows what was missed, but not what nobody could have sent', async () => {
    const late = activity({ id: 'late', scheduledAt: '2026-12-02T09:00:00+08:00' });
    const store = await storeWith([activity({ id: 'early' }), late]);
    const { missed } = await store.read((transaction) =>
      owedAt(transaction, town, townTime('2026-12-02T10:00')),
    );
    expect(missed.map(({ activity: id, rule }) => `${id} ${rule}`)).toEqual(['early week-before']);
  });
});

describe('what nobody owed', () => {
  const missed = async (fact: Activity, at: string): Promise<string[]> => {
    const store = await storeWith([fact]);
    const owed = await store.read((transaction) => owedAt(transaction, town, townTime(at)));
    return [...owed.missed, ...owed.due].map(({ rule }) => rule);
  };

  it('is not charged to an activity that comes back after a cancellation', async () => {
    const back = changed(
      activity({ status: 'cancelled' }),
      { status: 'planned' },
      '2026-12-02T09:00:00+08:00',
    );
    expect(await missed(back, '2026-12-02T10:00')).toEqual([]);
    expect(await missed(activity(), '2026-12-02T10:00')).toEqual(['week-before']);
  });

  it('is no invitation to what was entered after it had begun', async () => {
    const entered = activity({ scheduledAt: '2026-12-04T09:30:00+08:00' });
    expect(await missed(entered, '2026-12-04T09:31')).toEqual([]);
    expect(await missed(activity({ scheduledAt: '2026-12-04T08:30:00+08:00' }), '2026-12-04T09:31')).toEqual([
      'same-day',
    ]);
  });
});

describe('whom a rule means', () => {
  const to = (
    given: Partial<Activity>,
    contacts: readonly Contact[],
    ...who: ('village' | 'lawyer' | 'lead' | 'office')[]
  ) => addressesFor(who, activity(given), contacts).map(({ contact, channel }) => `${contact} ${channel}`);

  it('a village: its contact of lowest order, by each of their channels', () => {
    const contacts = [
      cadre({ id: 'second', order: 2 }),
      cadre({ id: 'first', channels: [{ kind: 'log' }, { kind: 'wechat-copy' }] }),
      cadre({ id: 'elsewhere', village: 'xipo', order: 0 }),
    ];
    expect(to({}, contacts, 'village')).toEqual(['first log', 'first wechat-copy']);
  });

  it('town-wide: the lead’s contacts, else the office’s, else the office by hand', () => {
    const lead = cadre({ id: 'lead', role: 'department', village: null, department: 'sifasuo' });
    const office = cadre({ id: 'office-1', role: 'office', village: null });
    expect(to({ village: null }, [lead, office], 'village')).toEqual(['lead log']);
    expect(to({ village: null }, [office], 'village')).toEqual(['office-1 log']);
    expect(to({ village: null }, [], 'village')).toEqual(['office wechat-copy']);
  });

  it('a lawyer only where there is one; and each address once', () => {
    expect(to({}, [], 'lawyer')).toEqual([]);
    expect(to({ lawyer: 'lawyer-2' }, [], 'lawyer')).toEqual(['lawyer:lawyer-2 wechat-copy']);
    expect(to({ village: null }, [], 'village', 'lead', 'office')).toEqual(['office wechat-copy']);
  });
});

describe('the minute’s tick', () => {
  const sends = () => {
    const texts: string[] = [];
    const channel: Channel = {
      kind: 'log',
      send: ({ text }) => {
        texts.push(text);
        return Promise.resolve({ state: 'sent', result: 'ok' });
      },
    };
    return { texts, channel };
  };
  const states = (store: Store): Promise<string[]> =>
    store.read(async (transaction) =>
      (await transaction.find('deliveries', { town: 'gangmen' }))
        .map(
          ({ rule, contact, state, maybeDouble }) =>
            `${rule} ${contact} ${state}${maybeDouble ? ' double?' : ''}`,
        )
        .sort(),
    );

  it('sends each reminder once, however often it runs', async () => {
    const store = await storeWith([activity()], [cadre({})]);
    const { texts, channel } = sends();
    for (const at of ['2026-11-27T08:30', '2026-11-27T08:31', '2026-11-27T08:30'])
      await tick({ store, town, channels: [channel], now: townTime(at) });
    expect(texts).toHaveLength(1);
    expect(texts[0]).toBe(
      [
        '【港门镇普法提醒】国家宪法日：召开会议（货湖村）',
        '时间：12月4日（星期五，圩日）09:00–11:30',
        '地点：货湖村委会',
        '牵头：司法所',
        '收到请回复。',
      ].join('\n'),
    );
    expect(await states(store)).toEqual(['week-before c1 sent']);
  });

  it('leaves on the sheet what goes by hand, and asks for it no more', async () => {
    const store = await storeWith([activity()]);
    const now = townTime('2026-11-27T08:30');
    await tick({ store, town, channels: [], now });
    await tick({ store, town, channels: [], now: now.plus({ minutes: 1 }) });
    expect(await states(store)).toEqual(['week-before village:huohu claimed']);
    expect(await dueAt(store, '2026-11-27T08:32')).toEqual([]);
  });

  it('takes from the sheet what nobody passed on in time, and what no longer stands', async () => {
    const store = await storeWith([activity(), activity({ id: 'b', village: 'xipo' })]);
    await tick({ store, town, channels: [], now: townTime('2026-11-27T08:30') });
    await store.write(SYSTEM, (transaction) =>
      transaction.put('activities', activity({ id: 'b', village: 'xipo', status: 'cancelled' })),
    );
    await tick({ store, town, channels: [], now: townTime('2026-11-27T08:31') });
    expect(await states(store)).toEqual([
      'week-before village:huohu claimed',
      'week-before village:xipo failed',
    ]);
    await tick({ store, town, channels: [], now: townTime('2026-11-30T08:31') });
    expect(await states(store)).toEqual([
      'week-before village:huohu missed',
      'week-before village:xipo failed',
    ]);
  });

  it('tries a claim that a crash left open once more, marked as perhaps double, and then gives up', async () => {
    const store = await storeWith([activity()], [cadre({})]);
    const crash: Channel = { kind: 'log', send: () => Promise.reject(new Error('killed')) };
    await tick({ store, town, channels: [crash], now: townTime('2026-11-27T08:30') });
    const [sent] = await store.read((transaction) => transaction.find('deliveries', { town: 'gangmen' }));
    if (!sent) throw new Error('nothing was claimed');
    // As the file stands when the process is killed between claim and result.
    await store.write(SYSTEM, (transaction) =>
      transaction.put('deliveries', { ...sent, state: 'claimed', attempts: [] }),
    );
    const { texts, channel } = sends();
    await tick({ store, town, channels: [channel], now: townTime('2026-11-27T08:31') });
    expect([texts.length, await states(store)]).toEqual([1, ['week-before c1 sent double?']]);

    await store.write(SYSTEM, (transaction) =>
      transaction.put('deliveries', { ...sent, state: 'claimed', maybeDouble: true }),
    );
    await tick({ store, town, channels: [channel], now: townTime('2026-11-27T08:32') });
    expect([texts.length, await states(store)]).toEqual([1, ['week-before c1 failed double?']]);
  });

  it('notes what came too late as missed and sends none of it', async () => {
    const store = await storeWith([activity()], [cadre({})]);
    const { texts, channel } = sends();
    await tick({ store, town, channels: [channel], now: townTime('2026-12-03T12:00') });
    expect([texts, await states(store)]).toEqual([[], ['week-before c1 missed']]);
  });
});

describe('the text of a reminder', () => {
  it('asks for the record after the day', () => {
    expect(reminderText(activity({ lead: null }), { unlessRecorded: true }, town)).toBe(
      [
        '【港门镇普法补记】国家宪法日：召开会议（货湖村）',
        '时间：12月4日（星期五，圩日）09:00–11:30',
        '地点：货湖村委会',
        '活动已过，还没有记录，请把人数和照片报给司法所。',
      ].join('\n'),
    );
  });
});
