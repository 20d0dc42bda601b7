import { describe, expect, it } from '@jest/globals';
import { SYSTEM, type Activity, type Contact } from '../../src/facts/index.js';
import { addressesFor } from '../../src/reminders/index.js';
import { activity } from '../support/gangmen.js';
import { cadre } from '../support/contacts.js';
import { record } from '../support/records.js';
import { reminding, toDay } from '../support/reminding.js';

const ID = activity().id;

describe('what is due', () => {
  const due = async (at: string, facts: readonly Activity[] = [activity()]): Promise<string[]> =>
    (await (await reminding(facts)).owed(at)).due;

  it('comes at the rule’s wall clock, to the village by a text to copy where no contact is entered', async () => {
    expect(await due('2026-11-27T08:29')).toEqual([]);
    expect(await due('2026-11-27T08:30')).toEqual([
      '2026-11-27T08:30:00+08:00 week-before village:huohu wechat-copy',
    ]);
    expect(await due('2026-12-03T17:00')).toEqual([
      '2026-12-03T17:00:00+08:00 day-before village:huohu wechat-copy',
    ]);
    expect(await due('2026-12-04T07:30')).toEqual([
      '2026-12-04T07:30:00+08:00 same-day village:huohu wechat-copy',
    ]);
    expect(await due('2026-12-05T09:00')).toEqual([
      '2026-12-05T09:00:00+08:00 record-missing village:huohu wechat-copy',
    ]);
  });

  it('is over when it is later than the rule allows, to the minute', async () => {
    expect(await due('2026-11-30T08:30:59')).toHaveLength(1);
    expect(await due('2026-11-30T08:31')).toEqual([]);
  });

  it('follows an activity that moves, at once', async () => {
    const { change, owed } = await reminding([activity()]);
    await change(ID, toDay('2026-12-10'), '2026-11-24T09:00');
    expect((await owed('2026-11-27T08:30')).due).toEqual([]);
    expect((await owed('2026-12-03T08:30')).due).toHaveLength(1);
  });

  it('leaves out what is cancelled or done', async () => {
    expect(
      await due('2026-12-03T17:00', [
        activity({ status: 'cancelled' }),
        activity({ id: 'b', status: 'done' }),
      ]),
    ).toEqual([]);
  });

  it('asks for no record once one is filed', async () => {
    const { store, owed } = await reminding([activity()]);
    await store.write(SYSTEM, (transaction) => transaction.put('records', record()));
    expect((await owed('2026-12-05T09:00')).due).toEqual([]);
  });

  it('knows what was missed, but not what nobody could have sent', async () => {
    const late = activity({ id: 'late', scheduledAt: '2026-12-02T09:00:00+08:00' });
    const { owed } = await reminding([activity({ id: 'early' }), late]);
    expect((await owed('2026-12-02T10:00')).missed).toEqual([
      '2026-11-27T08:30:00+08:00 week-before village:huohu wechat-copy',
    ]);
  });
});

describe('what nobody sent', () => {
  it('is noted as missed for a month after it was due, rule by rule', async () => {
    const { owed } = await reminding([activity()]);
    const missed = async (day: string): Promise<string[]> =>
      (await owed(`${day}T10:00`)).missed.map((line) => line.split(' ')[1] ?? '');
    expect(await missed('2026-12-28')).toEqual(['week-before', 'day-before', 'same-day', 'record-missing']);
    expect(await missed('2026-12-29')).toEqual(['day-before', 'same-day', 'record-missing']);
    expect(await missed('2027-01-03')).toEqual(['day-before', 'same-day', 'record-missing']);
    expect(await missed('2027-01-04')).toEqual(['same-day', 'record-missing']);
    expect(await missed('2027-01-05')).toEqual(['record-missing']);
    expect(await missed('2027-01-06')).toEqual([]);
  });

  it('is missed where the activity was entered in the last minute of it, and not a second later', async () => {
    const missed = async (scheduledAt: string): Promise<number> => {
      const { owed } = await reminding([activity({ scheduledAt })]);
      return (await owed('2026-12-01T10:00')).missed.length;
    };
    expect(await missed('2026-11-30T08:30:00+08:00')).toBe(1);
    expect(await missed('2026-11-30T08:30:01+08:00')).toBe(0);
  });
});

describe('what nobody owed', () => {
  it('is not charged to an activity that comes back after a cancellation', async () => {
    const { change, owed } = await reminding([activity()]);
    expect((await owed('2026-12-02T10:00')).missed).toHaveLength(1);
    await change(ID, { status: 'cancelled' }, '2026-12-01T09:00');
    await change(ID, { status: 'planned' }, '2026-12-02T09:00');
    expect((await owed('2026-12-02T10:00')).missed).toEqual([]);
  });

  it('is no invitation to what was entered after it had begun', async () => {
    const entered = async (at: string): Promise<string[]> => {
      const { owed } = await reminding([activity({ scheduledAt: at })]);
      const { due, missed } = await owed('2026-12-04T09:31');
      return [...due, ...missed].map((line) => line.split(' ')[1] ?? '');
    };
    expect(await entered('2026-12-04T09:30:00+08:00')).toEqual([]);
    expect(await entered('2026-12-04T08:30:00+08:00')).toEqual(['same-day']);
    expect(await entered('2026-12-04T09:00:00+08:00')).toEqual([]);
  });

  it('may be owed on the day itself where the whole day is meant', async () => {
    const whole = { start: '2026-12-04', end: '2026-12-04', allDay: true };
    const { owed } = await reminding([activity({ ...whole, scheduledAt: '2026-12-04T06:00:00+08:00' })]);
    expect((await owed('2026-12-04T07:30')).due.map((line) => line.split(' ')[1])).toContain('same-day');
  });

  it('is not the record of what was entered after it had begun: that is wanted', async () => {
    const { owed } = await reminding([activity({ scheduledAt: '2026-12-04T10:00:00+08:00' })]);
    expect((await owed('2026-12-05T09:00')).due.map((line) => line.split(' ')[1])).toEqual([
      'record-missing',
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

  it('of two that are as near the first is the one of lower id; whoever is no cadre is none of the village’s', () => {
    const twins = [cadre({ id: 'c2' }), cadre({ id: 'c1' })];
    expect(to({}, twins, 'village')).toEqual(['c1 log']);
    expect(to({}, [...twins].reverse(), 'village')).toEqual(['c1 log']);
    const office = cadre({ id: 'a', role: 'office', order: 0 });
    expect(to({}, [...twins, office], 'village')).toEqual(['c1 log']);
  });

  it('a contact without a channel: by hand, under the own name', () => {
    expect(to({}, [cadre({ channels: [] })], 'village')).toEqual(['c1 wechat-copy']);
  });

  it('a lawyer: whoever is entered for that one', () => {
    const contacts = [
      cadre({ id: 'l1', role: 'lawyer', village: null, lawyer: 'lawyer-1' }),
      cadre({ id: 'l2', role: 'lawyer', village: null, lawyer: 'lawyer-2' }),
    ];
    expect(to({ lawyer: 'lawyer-2' }, contacts, 'lawyer')).toEqual(['l2 log']);
    expect(to({ lawyer: 'lawyer-3' }, contacts, 'lawyer')).toEqual(['lawyer:lawyer-3 wechat-copy']);
    expect(to({}, contacts, 'lawyer')).toEqual([]);
  });

  it('several: each of them, in the order of the rule', () => {
    const contacts = [
      cadre(),
      cadre({ id: 'l2', role: 'lawyer', village: null, lawyer: 'lawyer-2' }),
      cadre({ id: 'o', role: 'office', village: null, channels: [{ kind: 'log' }, { kind: 'wechat-copy' }] }),
    ];
    expect(to({ lawyer: 'lawyer-2' }, contacts, 'lawyer', 'village', 'office')).toEqual([
      'l2 log',
      'c1 log',
      'o log',
      'o wechat-copy',
    ]);
    expect(to({ lawyer: 'lawyer-2' }, contacts)).toEqual([]);
  });

  it('a lead that nobody is: the office', () => {
    const office = cadre({ id: 'o', role: 'office', village: null });
    expect(to({ village: null, lead: null }, [office], 'village')).toEqual(['o log']);
    expect(to({ lead: 'fulian' }, [office], 'lead')).toEqual(['o log']);
  });
});
