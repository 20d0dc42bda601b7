import { describe, expect, it } from '@jest/globals';
import { deliverySchema, SYSTEM, type Actor } from '../../src/facts/index.js';
import { acknowledge } from '../../src/reminders/index.js';
import { apiAs, newAccount, sound } from '../support/people.js';
import { cadre } from '../support/contacts.js';
import { activity } from '../support/gangmen.js';
import { photo, record } from '../support/records.js';
import { webServer } from '../support/webServer.js';

/** What stands nowhere but in what is 西坡村's: whoever reads one of these has seen something of it. */
const MARKS = ['other-', '西坡的', '13800000002', 'b'.repeat(64), '村干部乙', '西坡账号'] as const;

const THEIRS = activity({
  id: 'other-visit',
  village: 'xipo',
  keyDate: null,
  duty: 'lawyer-visit',
  lawyer: 'lawyer-1',
  title: '西坡的驻村服务',
  start: '2026-11-10T08:30:00+08:00',
  end: '2026-11-10T17:30:00+08:00',
});
const LATE = activity({
  ...THEIRS,
  id: 'other-late',
  title: '西坡的又一次',
  start: '2026-11-12T08:30:00+08:00',
  end: '2026-11-12T17:30:00+08:00',
});
const OWN = activity({
  id: 'own',
  village: 'huohu',
  start: '2026-11-11T09:00:00+08:00',
  end: '2026-11-11T11:00:00+08:00',
});
/** It was 西坡村's until the office gave it to 货湖村. */
const GIVEN = activity({ id: 'given', village: 'xipo', title: '先前的活动' });
const WIDE = activity({ id: 'wide', village: null });

const link: Actor = { actor: 'contact:other-cadre', via: 'link', address: null, request: null, reason: null };
const AT = '2026-11-20T10:00:00+08:00';

/** 货湖村's account in a town where 西坡村 has one of everything. */
async function town() {
  const server = await webServer([THEIRS, LATE, OWN, GIVEN, WIDE], { now: '2026-11-23T10:00' });
  const { store, api } = server;
  await store.write(SYSTEM, async (transaction) => {
    await transaction.put('contacts', cadre({ id: 'c-huohu' }));
    await transaction.put(
      'contacts',
      cadre({ id: 'other-cadre', name: '村干部乙', village: 'xipo', phone: '13800000002' }),
    );
    for (const about of [THEIRS, GIVEN])
      await transaction.put(
        'deliveries',
        deliverySchema.parse({
          id: `other-${about.id}`,
          town: 'gangmen',
          activity: about.id,
          start: about.start,
          rule: 'week-before',
          contact: 'other-cadre',
          channel: 'log',
          dueAt: '2026-11-20T08:30:00+08:00',
          state: 'sent',
          attempts: [],
          maybeDouble: false,
        }),
      );
    await transaction.put(
      'records',
      record({ id: 'own', date: '2026-11-11', people: 7, photos: [photo('a')] }),
    );
    await transaction.put(
      'records',
      record({
        id: THEIRS.id,
        village: 'xipo',
        date: '2026-11-10',
        place: '西坡的祠堂',
        people: 900,
        hours: 8,
        photos: [photo('b')],
        by: 'other-cadre',
      }),
    );
  });
  for (const about of [THEIRS, GIVEN])
    await store.write(link, async (transaction) => {
      await acknowledge(
        transaction,
        about,
        'other-cadre',
        { answer: 'difficulty', reason: '西坡的难处' },
        AT,
      );
      const stands = await transaction.get('activities', 'gangmen', about.id);
      if (stands) await transaction.put('activities', { ...stands, status: 'confirmed', revision: 2 });
    });
  const other = await newAccount(server, {
    username: 'xipo',
    name: '西坡账号',
    role: 'village',
    village: 'xipo',
  });
  const theirs = await apiAs(server, { account: other.id });
  for (const status of ['planned', 'confirmed'])
    await theirs('PATCH', '/api/v1/activities/given', { status }, { 'if-match': '*' });
  await sound(api('PATCH', '/api/v1/activities/given', { village: 'huohu' }, { 'if-match': '*' }));
  return { ...server, theirs, village: await apiAs(server, { role: 'village', village: 'huohu' }) };
}

const READS = [
  '/activities',
  '/activities/own/record',
  '/activities/own/history',
  '/activities/given/history',
  '/activities/wide/history',
  '/contacts',
  '/deliveries',
  '/reminders?from=2026-11-24&to=2027-01-01',
  '/blackouts',
  '/figures?year=2026',
  '/figures?year=2026&quarter=4',
  '/coverage?year=2026',
  '/lawyer-logs?month=2026-11',
  '/law-guides/gaps',
  '/deadlines?year=2026',
] as const;

const HIDDEN = [
  `/activities/${THEIRS.id}`,
  `/activities/${THEIRS.id}/record`,
  `/activities/${THEIRS.id}/history`,
  '/contacts/other-cadre',
  `/photos/${'b'.repeat(64)}`,
] as const;

describe('a village', () => {
  it('finds no trace of another village in anything it may read', async () => {
    const { village, api } = await town();
    const seen = async (ask: typeof api, path: string): Promise<string[]> => {
      const text = JSON.stringify(await sound(ask('GET', `/api/v1${path}`)));
      return MARKS.filter((mark) => text.includes(mark)).map((mark) => `${path}: ${mark}`);
    };
    const [leaks, known]: [string[], string[]] = [[], []];
    for (const path of READS) {
      leaks.push(...(await seen(village, path)));
      known.push(...(await seen(api, path)));
    }
    expect(leaks).toEqual([]);
    // There was something to find: the office finds it.
    expect(known.length).toBeGreaterThan(10);
  });

  it('cannot tell what is another’s from what is not there', async () => {
    const { village } = await town();
    const statuses: unknown[] = [];
    for (const path of HIDDEN) statuses.push([path, (await village('GET', `/api/v1${path}`)).status]);
    expect(statuses).toEqual(HIDDEN.map((path) => [path, 404]));
  });

  it('counts in its figures, its lawyer’s hours and its deadlines what is its own', async () => {
    const { village, api } = await town();
    const people = async (ask: typeof api): Promise<unknown> =>
      (
        await sound<{ total: { people: { value: number; records: string[] } } }>(
          ask('GET', '/api/v1/figures?year=2026'),
        )
      ).total.people;
    expect(await people(village)).toEqual({ value: 7, records: ['own'], unknown: [] });
    expect(await people(api)).toMatchObject({ value: 907 });
    for (const [path, list] of [
      ['/coverage?year=2026', 'villages'],
      ['/lawyer-logs?month=2026-11', 'rows'],
      ['/law-guides/gaps', 'items'],
    ] as const) {
      const answer = await sound<Record<string, { village: string }[]>>(village('GET', `/api/v1${path}`));
      expect([path, answer[list]?.map((row) => row.village)]).toEqual([path, ['huohu']]);
    }
  });

  it('files no record of another’s activity, nor of the whole town’s', async () => {
    const { village, store } = await town();
    const put = async (id: string): Promise<number> =>
      (await village('PUT', `/api/v1/activities/${id}/record`, { people: 1, date: '2026-11-20' })).status;
    expect([await put(LATE.id), await put('wide'), await put('own')]).toEqual([404, 403, 200]);
    const kept = await store.read((transaction) => transaction.find('records', { town: 'gangmen' }));
    expect(kept.map(({ id }) => id).sort()).toEqual(['other-visit', 'own']);
  });
});

describe('names in a history', () => {
  const names = async (ask: Awaited<ReturnType<typeof apiAs>>, path: string): Promise<string[][]> => {
    const { items } = await sound<{ items: { actor: string; name: string }[] }>(ask('GET', path));
    return items.map(({ actor, name }) => [actor.split(':')[0] ?? '', name]);
  };

  it('are those of accounts, tokens and contacts for the office', async () => {
    const { api } = await town();
    const found = await names(api, '/api/v1/activities/given/history');
    expect(found).toEqual(
      expect.arrayContaining([
        ['admin', '管理员'],
        ['token', '西坡账号（接口令牌“测试”）'],
        ['contact', '村干部乙'],
        ['system', '系统'],
      ]),
    );
    const audit = await names(api, '/api/v1/audit?kind=activities&target=given');
    expect(audit).toContainEqual(['token', '西坡账号（接口令牌“测试”）']);
  });

  it('are kept from another village, and so are the ids of its people', async () => {
    const { village } = await town();
    const found = await names(village, '/api/v1/activities/given/history');
    expect(found).toEqual(
      expect.arrayContaining([
        ['token', '别处的账号（接口令牌）'],
        ['contact', '联系人'],
      ]),
    );
  });
});
