import { describe, expect, it } from '@jest/globals';
import type { Activity } from '../../src/facts/index.js';
import { activity } from '../support/gangmen.js';
import { webServer } from '../support/webServer.js';

interface Deadline {
  readonly id: string;
  readonly done: boolean;
  readonly lacking: string[];
  readonly villages: { village: string; ticked: boolean }[] | null;
}

const visit = (given: Partial<Activity> = {}): Activity =>
  activity({
    id: '2026-lawyer-visit-m11-huohu',
    keyDate: null,
    duty: 'lawyer-visit',
    form: 'consultation',
    lawyer: 'lawyer-1',
    title: '律师驻村服务（货湖村）',
    start: '2026-11-10T08:30:00+08:00',
    end: '2026-11-10T17:30:00+08:00',
    ...given,
  });

const serving = async (activities: readonly Activity[] = []) => {
  const server = await webServer(activities, { now: '2026-11-24T10:00' });
  const list = async (): Promise<Deadline[]> =>
    ((await (await server.api('GET', '/api/v1/deadlines?year=2026')).json()) as { items: Deadline[] }).items;
  const find = async (id: string): Promise<Deadline | undefined> =>
    (await list()).find((deadline) => deadline.id === id);
  return { ...server, list, find };
};

describe('the office’s own deadlines', () => {
  it('are the year’s, by day', async () => {
    const { list } = await serving();
    const ids = (await list()).map(({ id }) => id);
    expect(ids.filter((id) => !id.startsWith('law-advisor'))).toEqual([
      'annual-report-due-2026-03-01',
      'hearing-held-2026-03-31',
      'village-posting-2026-03-31',
      'annual-report-publish-2026-04-01',
      'hearing-held-2026-06-30',
      'village-posting-2026-06-30',
      'hearing-held-2026-09-30',
      'village-posting-2026-09-30',
      'annual-report-ready-2026-12-31',
      'hearing-held-2026-12-31',
      'village-posting-2026-12-31',
    ]);
    expect(ids).toContain('law-advisor-log-check-2026-11-25');
  });

  it('are done when all they check is recorded', async () => {
    const { find, api } = await serving([
      visit(),
      visit({ id: 'december', start: '2026-12-08T08:30:00+08:00', end: '2026-12-08T17:30:00+08:00' }),
    ]);
    const id = 'law-advisor-log-check-2026-11-25';
    expect(await find(id)).toMatchObject({ done: false, lacking: [visit().id] });
    await api('PUT', `/api/v1/activities/${visit().id}/record`, { people: 9, hours: 8 });
    expect(await find(id)).toMatchObject({ done: true, lacking: [] });
    expect(await find('law-advisor-log-check-2026-12-25')).toMatchObject({
      done: false,
      lacking: ['december'],
    });
    // What has nothing to check is not done by itself.
    expect(await find('law-advisor-log-check-2026-10-25')).toMatchObject({ done: false });
  });

  it('are ticked off, and the tick can be taken back', async () => {
    const { find, api } = await serving();
    const id = 'annual-report-ready-2026-12-31';
    for (let times = 0; times < 2; times += 1)
      expect((await api('PUT', `/api/v1/deadlines/${id}/tick`)).status).toBe(200);
    expect((await find(id))?.done).toBe(true);
    await api('DELETE', `/api/v1/deadlines/${id}/tick`);
    expect((await find(id))?.done).toBe(false);
    expect((await api('PUT', '/api/v1/deadlines/nothing-2026-12-31/tick')).status).toBe(404);
    expect((await api('PUT', `/api/v1/deadlines/${id}/tick?village=huohu`)).status).toBe(422);
  });

  it('of the villages are ticked off one by one', async () => {
    const { find, api } = await serving();
    const id = 'village-posting-2026-12-31';
    const path = `/api/v1/deadlines/${id}/tick`;
    expect((await api('PUT', path)).status).toBe(422);
    expect((await api('PUT', `${path}?village=nowhere`)).status).toBe(400);
    const villages = ((await find(id))?.villages ?? []).map(({ village }) => village);
    expect(villages).toHaveLength(12);
    for (const village of villages.slice(1)) await api('PUT', `${path}?village=${village}`);
    expect(await find(id)).toMatchObject({ done: false });
    await api('PUT', `${path}?village=${villages[0] ?? ''}`);
    expect(await find(id)).toMatchObject({ done: true });
  });
});

describe('the register of 法律明白人', () => {
  it('is kept with names for the office, and shows gaps without them', async () => {
    const { api, store } = await serving();
    const made = await api('POST', '/api/v1/law-guides', { village: 'huohu', name: '某某' });
    expect(made.status).toBe(201);
    const { id } = (await made.json()) as { id: string };
    const gaps = await (await api('GET', '/api/v1/law-guides/gaps')).text();
    expect(gaps).not.toContain('某某');
    const { items } = JSON.parse(gaps) as { items: { village: string; missing: number }[] };
    expect(items.find(({ village }) => village === 'huohu')?.missing).toBe(2);
    const { items: listed } = (await (await api('GET', '/api/v1/law-guides')).json()) as { items: unknown[] };
    expect(listed).toMatchObject([{ id, village: 'huohu', name: '某某', certificate: null }]);
    const corrected = { village: 'xipo', name: '某某某', certificate: 'No.7' };
    expect(await (await api('PUT', `/api/v1/law-guides/${id}`, corrected)).json()).toMatchObject({
      id,
      ...corrected,
    });
    expect((await api('PUT', `/api/v1/law-guides/${'0'.repeat(20)}`, corrected)).status).toBe(404);
    expect((await api('DELETE', `/api/v1/law-guides/${id}`)).status).toBe(204);
    expect((await api('DELETE', `/api/v1/law-guides/${id}`)).status).toBe(404);
    // Struck off, the name is nowhere, not in the trail either.
    const trail = await store.read((transaction) => transaction.find('trail', { town: 'gangmen' }));
    expect(trail.map(({ kind, action }) => `${kind} ${action}`)).toEqual([
      'lawGuides create',
      'lawGuides update',
      'lawGuides remove',
    ]);
    expect(JSON.stringify(trail)).not.toContain('某某');
  });
});
