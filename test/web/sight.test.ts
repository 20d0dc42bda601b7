import { describe, expect, it } from '@jest/globals';
import { deliverySchema, SYSTEM, type Delivery } from '../../src/facts/index.js';
import { apiAs, sound } from '../support/people.js';
import { cadre, office } from '../support/contacts.js';
import { activity } from '../support/gangmen.js';
import { webServer } from '../support/webServer.js';

const OWN = activity({ id: 'own', village: 'huohu', lead: 'sifasuo', partners: ['fulian'] });
const OTHERS = activity({ id: 'others', village: 'xipo', lead: 'anjian', partners: [] });
const TOWN_WIDE = activity({ id: 'town-wide', village: null, lead: 'anjian', partners: ['fulian'] });
const DONE = activity({ id: 'done', village: 'huohu', status: 'done' });
const CANCELLED = activity({ id: 'cancelled', village: 'huohu', status: 'cancelled' });

const CONTACTS = [
  cadre({ id: 'c-huohu', village: 'huohu', phone: '13800000001' }),
  cadre({ id: 'c-xipo', village: 'xipo', phone: '13800000002' }),
  cadre({ id: 'c-fulian', role: 'department', village: null, department: 'fulian', phone: '13800000003' }),
  office({ id: 'c-office', phone: '13800000004' }),
];

/** That a contact was reminded of an activity. */
const delivery = (contact: string, about: string): Delivery =>
  deliverySchema.parse({
    id: `${about}-${contact.replace(':', '.')}`,
    town: 'gangmen',
    activity: about,
    start: '2026-12-04T09:00:00+08:00',
    rule: 'week-before',
    contact,
    channel: 'log',
    dueAt: '2026-11-20T08:30:00+08:00',
    state: 'sent',
    attempts: [],
    maybeDouble: false,
  });

const DELIVERIES = [
  delivery('c-huohu', 'own'),
  delivery('c-office', 'own'),
  delivery('village:huohu', 'done'),
  delivery('c-xipo', 'others'),
  delivery('c-office', 'town-wide'),
  delivery('c-fulian', 'town-wide'),
];

const server = async () => {
  const made = await webServer([OWN, OTHERS, TOWN_WIDE, DONE, CANCELLED]);
  await made.store.write(SYSTEM, async (transaction) => {
    for (const contact of CONTACTS) await transaction.put('contacts', contact);
    for (const sent of DELIVERIES) await transaction.put('deliveries', sent);
    await transaction.put('blackouts', {
      id: 'b-xipo',
      town: 'gangmen',
      start: '2026-12-01',
      end: '2026-12-02',
      villages: ['xipo'],
      reason: '西坡村选举',
      createdAt: '2026-11-23T10:00:00+08:00',
      revision: 1,
    });
  });
  return {
    ...made,
    village: await apiAs(made, { role: 'village', village: 'huohu' }),
    department: await apiAs(made, { role: 'department', department: 'fulian' }),
    reader: await apiAs(made, { role: 'reader' }),
  };
};

const ids = async (answer: Promise<Response>): Promise<string[]> =>
  (await sound<{ items: { id: string }[] }>(answer)).items.map(({ id }) => id).sort();

describe('a village', () => {
  it('sees its own activities and the town’s, and cannot tell another’s from none', async () => {
    const { village } = await server();
    expect(await ids(village('GET', '/api/v1/activities'))).toEqual([
      'cancelled',
      'done',
      'own',
      'town-wide',
    ]);
    expect(await ids(village('GET', '/api/v1/activities?village=xipo'))).toEqual([]);
    const text = async (id: string): Promise<string> =>
      (await (await village('GET', `/api/v1/activities/${id}`)).text()).replaceAll(id, '');
    expect(await text('others')).toBe(await text('nothing'));
  });

  it('sees its own contacts, and no trace of another village’s', async () => {
    const { village, api } = await server();
    expect(await ids(village('GET', '/api/v1/contacts'))).toEqual(['c-huohu']);
    const statuses: number[] = [];
    for (const id of ['c-huohu', 'c-xipo', 'c-office', 'nothing'])
      statuses.push((await village('GET', `/api/v1/contacts/${id}`)).status);
    expect(statuses).toEqual([200, 404, 404, 404]);
    expect(await ids(api('GET', '/api/v1/contacts'))).toHaveLength(4);
  });

  it('learns of no other contact from what is or was sent', async () => {
    const { village, department, api } = await server();
    const to = async (ask: typeof api, path: string): Promise<string[]> => {
      const { items } = await sound<{ items: { contact: string }[] }>(ask('GET', path));
      return [...new Set(items.map(({ contact }) => contact))].sort();
    };
    const ahead = '/api/v1/reminders?from=2026-11-24&to=2026-12-31';
    expect(await to(village, ahead)).toEqual(['c-huohu']);
    expect(await to(api, ahead)).toEqual(expect.arrayContaining(['c-huohu', 'c-xipo']));
    expect(await to(village, '/api/v1/deliveries')).toEqual(['c-huohu', 'village:huohu']);
    expect(await to(department, '/api/v1/deliveries')).toEqual(['c-fulian']);
    expect(await to(api, '/api/v1/deliveries')).toHaveLength(5);
  });

  it('sees no blackout of another village', async () => {
    const { village, department } = await server();
    expect(await ids(village('GET', '/api/v1/blackouts'))).toEqual([]);
    expect((await village('GET', '/api/v1/blackouts/b-xipo')).status).toBe(404);
    expect(await ids(department('GET', '/api/v1/blackouts'))).toEqual(['b-xipo']);
  });

  it('confirms its own activity and takes it back; nothing else is its to change', async () => {
    const { village, store } = await server();
    const change = async (id: string, body: unknown): Promise<number> =>
      (await village('PATCH', `/api/v1/activities/${id}`, body, { 'if-match': '*' })).status;
    const statuses = [
      await change('own', { status: 'confirmed' }),
      await change('own', { status: 'planned' }),
      await change('own', { status: 'cancelled' }),
      await change('own', { status: 'confirmed', place: '祠堂' }),
      await change('own', { place: '祠堂' }),
      await change('town-wide', { status: 'confirmed' }),
      await change('done', { status: 'planned' }),
      await change('cancelled', { status: 'planned' }),
      await change('others', { status: 'confirmed' }),
    ];
    expect(statuses).toEqual([200, 200, 403, 403, 403, 403, 403, 403, 404]);
    const kept = await store.read((transaction) => transaction.find('activities', { town: 'gangmen' }));
    expect(kept.filter(({ id }) => id !== 'own')).toEqual([OTHERS, TOWN_WIDE, DONE, CANCELLED]);
    expect(kept.find(({ id }) => id === 'own')).toMatchObject({
      place: OWN.place,
      status: 'planned',
      revision: 3,
    });
  });

  it('is told in a sentence what it may do', async () => {
    const { village } = await server();
    const answer = await village('PATCH', '/api/v1/activities/own', { place: '祠堂' }, { 'if-match': '*' });
    expect(await answer.json()).toMatchObject({
      status: 403,
      detail:
        '您的账号只能确认活动（status 写 confirmed）或收回确认（planned）；要改期、换地点、取消，请联系司法所',
    });
  });
});

describe('a department', () => {
  it('sees what it takes part in and its own contacts, and confirms them', async () => {
    const { department } = await server();
    expect(await ids(department('GET', '/api/v1/activities'))).toEqual(['own', 'town-wide']);
    expect(await ids(department('GET', '/api/v1/contacts'))).toEqual(['c-fulian']);
    const confirm = (id: string): Promise<Response> =>
      department('PATCH', `/api/v1/activities/${id}`, { status: 'confirmed' }, { 'if-match': '*' });
    expect([(await confirm('town-wide')).status, (await confirm('others')).status]).toEqual([200, 404]);
  });
});

describe('a reader', () => {
  it('sees every activity and nobody’s telephone number', async () => {
    const { reader } = await server();
    expect(await ids(reader('GET', '/api/v1/activities'))).toHaveLength(5);
    for (const path of ['/contacts', '/contacts/c-huohu', '/reminders', '/deliveries'])
      expect([path, (await reader('GET', `/api/v1${path}`)).status]).toEqual([path, 403]);
  });
});
