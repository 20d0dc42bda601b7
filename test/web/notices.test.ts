import { describe, expect, it } from '@jest/globals';
import type { Activity } from '../../src/facts/index.js';
import { draftCalendars, noSolver } from '../support/draftTown.js';
import { keyDate } from '../support/keyDates.js';
import { sound } from '../support/people.js';
import { until } from '../support/until.js';
import { webServer } from '../support/webServer.js';

const NOTICES = '/api/v1/notices';
const ID = 'some-week-2026';
const PATH = `${NOTICES}/${ID}`;
const BODY = { keyDate: 'some-week', year: 2026, start: '2026-12-14', end: '2026-12-20', source: '通知' };
const ANY = { 'if-match': '*' };

/** The small town, its campaign around a week that a notice sets. */
const noticedTown = () => {
  const { town, ...rest } = draftCalendars();
  const week = keyDate({ id: 'some-week', rule: { 'by-notice': { 'fixed-range': '12-01..12-07' } } });
  const fixed = keyDate({ id: 'some-day', rule: { fixed: '12-04' }, from: 2020 });
  const campaigns = town.campaigns.map((campaign) => ({ ...campaign, keyDate: 'some-week' }));
  return { ...rest, keyDates: [week, fixed], town: { ...town, campaigns } };
};

const served = () => webServer([], { calendars: noticedTown(), solve: noSolver });

type Server = Awaited<ReturnType<typeof served>>;

/** Plans the rest of 2026; the draft's id. */
async function drafted({ api }: Server): Promise<string> {
  const { id } = await sound<{ id: string }>(api('POST', '/api/v1/plans', { year: 2026 }));
  const state = async () => (await sound<{ state: string }>(api('GET', `/api/v1/plans/${id}`))).state;
  await until(async () => (await state()) === 'draft', 'the plan is a draft');
  return id;
}

const release = async (server: Server): Promise<void> => {
  await sound(server.api('POST', `/api/v1/plans/${await drafted(server)}/release`));
};

/** The days of what is to be held for the week. */
const daysOf = async ({ api }: Server): Promise<string[]> => {
  const { items } = await sound<{ items: Activity[] }>(api('GET', '/api/v1/activities?limit=500'));
  return items
    .filter((one) => one.keyDate === 'some-week' && one.status !== 'cancelled')
    .map(({ start }) => start.slice(0, 10))
    .sort();
};

const problem = async (asked: Promise<Response>): Promise<unknown[]> => {
  const response = await asked;
  const { errors } = (await response.json()) as { errors: { path: string }[] };
  return [response.status, ...errors.map(({ path }) => path).sort()];
};

const occurrence = async ({ api }: Server): Promise<unknown> => {
  const { items } = await sound<{ items: { id: string }[] }>(api('GET', '/api/v1/key-dates?year=2026'));
  return items.find(({ id }) => id === 'some-week');
};

describe('a notice over the API', () => {
  it('stands at once in the key dates, and no longer once it is taken away', async () => {
    const server = await served();
    const { api } = server;
    const expected = {
      start: '2026-12-01',
      end: '2026-12-07',
      status: 'expected',
      notice: null,
      theme: null,
    };
    expect(await occurrence(server)).toMatchObject(expected);
    const made = await api('POST', NOTICES, { ...BODY, theme: { zh: '主题', en: null } });
    expect([made.status, made.headers.get('location'), made.headers.get('etag')]).toEqual([201, PATH, '"1"']);
    expect(await occurrence(server)).toMatchObject({
      start: '2026-12-14',
      end: '2026-12-20',
      status: 'announced',
      notice: '通知',
      theme: { zh: '主题', en: null },
    });
    const { items } = await sound<{ items: object[] }>(api('GET', `${NOTICES}?year=2026`));
    expect(items).toEqual([await sound(api('GET', PATH))]);
    expect((await sound<{ items: object[] }>(api('GET', `${NOTICES}?year=2027`))).items).toEqual([]);
    expect((await api('DELETE', PATH, undefined, ANY)).status).toBe(204);
    expect(await occurrence(server)).toMatchObject(expected);
    expect((await api('GET', PATH)).status).toBe(404);
  });

  it('is refused whole, with every fault by its path', async () => {
    const { api } = await served();
    const post = (given: object): Promise<unknown[]> => problem(api('POST', NOTICES, { ...BODY, ...given }));
    expect(await post({ source: ' ', start: '2026-12-20', end: '2026-12-14' })).toEqual([
      422,
      'end',
      'source',
    ]);
    expect(await post({ start: '2025-12-14', end: '2026-12-40' })).toEqual([422, 'end', 'start']);
    expect(await post({ start: null })).toEqual([422, 'start']);
    expect(await post({ start: null, end: null })).toEqual([422, 'start']);
    expect(await post({ end: '2027-09-01' })).toEqual([422, 'end']);
    expect(await post({ theme: { zh: '', en: 'Theme' } })).toEqual([422, 'theme.zh']);
    expect(await post({ keyDate: 'no-such-week' })).toEqual([422, 'keyDate']);
    // The days of this one no notice sets; its theme may be entered.
    expect(await post({ keyDate: 'some-day' })).toEqual([422, 'start']);
    expect(await post({ keyDate: 'some-day', start: null, end: null })).toEqual([422, 'theme']);
    expect(await post({ keyDate: 'some-day', year: 2019, start: null, end: null })).toEqual([422, 'year']);
    const theme = { zh: '主题', en: null };
    const themed = { ...BODY, keyDate: 'some-day', start: null, end: null, theme };
    expect((await api('POST', NOTICES, themed)).status).toBe(201);
    const { items } = await sound<{ items: { id: string }[] }>(api('GET', NOTICES));
    expect(items.map(({ id }) => id)).toEqual(['some-day-2026']);
  });

  it('goes on over New Year in the year it begins', async () => {
    const { api } = await served();
    const made = await api('POST', NOTICES, { ...BODY, start: '2026-12-28', end: '2027-01-05' });
    expect(made.status).toBe(201);
    expect(await problem(api('PATCH', PATH, { start: '2027-01-01' }, ANY))).toEqual([422, 'start']);
  });

  it('is changed only by whoever saw it as it stands, and comes once a year', async () => {
    const { api } = await served();
    expect((await api('POST', NOTICES, BODY)).status).toBe(201);
    expect((await api('POST', NOTICES, BODY)).status).toBe(409);
    expect((await api('PATCH', PATH, { end: null })).status).toBe(428);
    const changed = await api('PATCH', PATH, { end: null }, { 'if-match': '"1"' });
    expect(await changed.json()).toMatchObject({ start: '2026-12-14', end: null, revision: 2, warnings: [] });
    expect((await api('PATCH', PATH, { end: null }, { 'if-match': '"1"' })).status).toBe(412);
    expect((await api('DELETE', PATH, undefined, { 'if-match': '"1"' })).status).toBe(412);
    expect((await api('PATCH', `${NOTICES}/some-week-2030`, {}, ANY)).status).toBe(404);
  });

  it('is no newer when nothing of it is changed', async () => {
    const server = await served();
    const made = await sound<object>(server.api('POST', NOTICES, BODY));
    server.setNow('2026-11-25T09:00');
    expect(await sound(server.api('PATCH', PATH, { end: BODY.end, theme: null }, ANY))).toEqual(made);
    const { items } = await sound<{ items: unknown[] }>(server.api('GET', `${PATH}/history`));
    expect(items).toHaveLength(1);
  });

  it('names what a plan released outside its days, moves nothing, and is followed by the next plan', async () => {
    const server = await served();
    const { api } = server;
    await release(server);
    const before = await daysOf(server);
    expect(before.length).toBeGreaterThan(0);
    // Five days around the week as it usually is.
    expect(before.every((day) => day >= '2026-11-26' && day <= '2026-12-12')).toBe(true);
    const outside = before.filter((day) => day < '2026-12-09');
    const warned = { warnings: expect.arrayContaining([expect.objectContaining({ type: 'window' })]) };
    const rehearsed = await sound<{ warnings: object[] }>(api('POST', `${NOTICES}?dry-run=1`, BODY));
    expect(rehearsed).toMatchObject(warned);
    expect(rehearsed.warnings.length).toBe(outside.length);
    expect(await sound(api('POST', NOTICES, BODY))).toMatchObject(warned);
    expect(await daysOf(server)).toEqual(before);
    await release(server);
    const after = await daysOf(server);
    expect(after.length).toBe(before.length);
    expect(after.every((day) => day >= '2026-12-09' && day <= '2026-12-25')).toBe(true);
    expect(await sound(api('PATCH', PATH, { source: '同一份通知' }, ANY))).toMatchObject({ warnings: [] });
  });

  it('makes a draft out of date that was made before it came', async () => {
    const server = await served();
    const { api } = server;
    const draft = await drafted(server);
    await sound(api('POST', NOTICES, BODY));
    expect((await api('POST', `/api/v1/plans/${draft}/release`)).status).toBe(409);
    expect(await daysOf(server)).toEqual([]);
    await release(server);
    expect((await daysOf(server)).every((day) => day >= '2026-12-09')).toBe(true);
  });

  it('has a history in sentences, and each change can be taken back', async () => {
    const server = await served();
    const { api } = server;
    await sound(api('POST', NOTICES, BODY));
    await sound(api('PATCH', PATH, { theme: { zh: '主题', en: null } }, ANY));
    await api('DELETE', PATH, undefined, ANY);
    const history = async (): Promise<{ id: string; text: string }[]> =>
      (await sound<{ items: { id: string; text: string }[] }>(api('GET', `${PATH}/history`))).items;
    const told = await history();
    expect(told.map(({ text }) => text)).toEqual([
      '11月23日 10:00 管理员 撤掉通知：2026年某日，12月14日–12月20日，主题“主题”',
      '11月23日 10:00 管理员 改主题：无 → 主题',
      '11月23日 10:00 管理员 录入通知：2026年某日，12月14日–12月20日',
    ]);
    const undo = (index: number): Promise<Response> =>
      api('POST', `/api/v1/audit/${told[index]?.id ?? ''}/undo`);
    server.setNow('2026-11-25T09:00');
    expect((await undo(0)).status).toBe(200);
    expect(await sound(api('GET', PATH))).toMatchObject({
      revision: 3,
      theme: { zh: '主题', en: null },
      updatedAt: '2026-11-25T09:00:00+08:00',
    });
    expect((await undo(1)).status).toBe(200);
    expect(await sound(api('GET', PATH))).toMatchObject({ revision: 4, theme: null });
  });
});
