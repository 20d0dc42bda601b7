import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { SYSTEM, type ActivityRecord, type TrailEntry } from '../../src/facts/index.js';
import { noSolver } from '../support/draftTown.js';
import { record as recordFact } from '../support/records.js';
import { activity } from '../support/gangmen.js';
import { phonePhoto, pictureForm } from '../support/pictures.js';
import { webServer } from '../support/webServer.js';

const ID = '2026-constitution-day-huohu-meeting-1';
const PATH = `/api/v1/activities/${ID}`;

type Server = Awaited<ReturnType<typeof webServer>>;

const json = async (response: Response): Promise<Record<string, unknown>> =>
  (await response.json()) as Record<string, unknown>;

/** The newest entry about a fact. */
const newest = async ({ api }: Server, target: string): Promise<TrailEntry> => {
  const { items } = await json(await api('GET', `/api/v1/audit?order=newest&limit=1&target=${target}`));
  const [entry] = items as TrailEntry[];
  if (!entry) throw new Error(`nothing in the trail about ${target}`);
  return entry;
};

const undo = ({ api }: Server, { id }: TrailEntry): Promise<Response> =>
  api('POST', `/api/v1/audit/${id}/undo?reason=${encodeURIComponent('点错了')}`);

const undoNewest = async (server: Server, target: string): Promise<Response> =>
  undo(server, await newest(server, target));

const patch = ({ api }: Server, path: string, body: unknown): Promise<Response> =>
  api('PATCH', path, body, { 'if-match': '*' });

const refusal = async (response: Response): Promise<unknown[]> => {
  const { status, detail, errors } = await json(response);
  return [
    status,
    detail,
    ...(errors as { path: string; message: string }[]).map(({ path, message }) => `${path}: ${message}`),
  ];
};

describe('taking back a change of an activity', () => {
  it('is a new change, which the trail notes as what it is', async () => {
    const server = await webServer([activity({ reasons: ['圩日'] })]);
    const before = await json(await server.api('GET', PATH));
    server.setNow('2026-11-24T09:00');
    await patch(server, PATH, { start: '2026-12-05T09:00:00+08:00', end: '2026-12-05T11:30:00+08:00' });
    const moved = await newest(server, ID);
    server.setNow('2026-11-24T09:05');
    const response = await undo(server, moved);
    expect([response.status, await response.json()]).toEqual([
      200,
      { undoes: moved.id, kind: 'activities', target: ID, warnings: [] },
    ]);
    expect(await json(await server.api('GET', PATH))).toEqual({
      ...before,
      sequence: 2,
      revision: 3,
      updatedAt: '2026-11-24T09:05:00+08:00',
    });
    expect(await newest(server, ID)).toMatchObject({
      undoes: moved.id,
      reason: '点错了',
      text: '11月24日 09:05 管理员 撤回前面的改动：改期：12月5日上午 → 12月4日上午（理由：点错了）',
    });
  });

  it('can itself be taken back', async () => {
    const server = await webServer([activity()]);
    await patch(server, PATH, { place: '文化广场' });
    await undoNewest(server, ID);
    expect((await undoNewest(server, ID)).status).toBe(200);
    expect(await json(await server.api('GET', PATH))).toMatchObject({ place: '文化广场', revision: 4 });
  });

  it('leaves alone what else was changed since, and is refused where the same was', async () => {
    const server = await webServer([activity()]);
    await patch(server, PATH, { place: '文化广场', title: '宪法日' });
    const both = await newest(server, ID);
    await patch(server, PATH, { lead: 'zongzhi' });
    await patch(server, PATH, { place: '学校' });
    const before = await json(await server.api('GET', PATH));
    expect(await refusal(await undo(server, both))).toEqual([
      409,
      '后来又改过，不能撤回这一次；什么都没有改',
      'place: 后来又改过，现在是 "学校"；要改请直接修改',
    ]);
    expect(await json(await server.api('GET', PATH))).toEqual(before);
    await undoNewest(server, ID);
    expect((await undo(server, both)).status).toBe(200);
    expect(await json(await server.api('GET', PATH))).toMatchObject({
      place: '货湖村委会',
      title: '国家宪法日：召开会议（货湖村）',
      lead: 'zongzhi',
    });
  });

  it('brings back what was cancelled, and cancels what was made', async () => {
    const server = await webServer([activity()]);
    await server.api('DELETE', PATH, undefined, { 'if-match': '*' });
    await undoNewest(server, ID);
    expect(await json(await server.api('GET', PATH))).toMatchObject({ status: 'planned', pinned: false });
    const made = await json(
      await server.api('POST', '/api/v1/activities', {
        village: 'xipo',
        form: 'meeting',
        title: '会议',
        start: '2026-12-08',
        end: '2026-12-08',
        place: '西坡村委会',
      }),
    );
    const id = String(made.id);
    const creation = await newest(server, id);
    await undo(server, creation);
    expect(await json(await server.api('GET', `/api/v1/activities/${id}`))).toMatchObject({
      status: 'cancelled',
    });
    expect((await refusal(await undo(server, creation)))[0]).toBe(409);
  });

  it('does not mark as done what has no record, nor edit what is cancelled', async () => {
    const server = await webServer([activity({ status: 'done' })]);
    await patch(server, PATH, { status: 'planned' });
    expect(await refusal(await undoNewest(server, ID))).toEqual([409, '还没有台账记录，不能改回已完成']);
    await patch(server, PATH, { place: '学校' });
    const place = await newest(server, ID);
    await server.api('DELETE', PATH, undefined, { 'if-match': '*' });
    expect(await refusal(await undo(server, place))).toEqual([
      409,
      '这项活动已取消，要改请先恢复：status 写 planned',
    ]);
  });

  it('is refused where the hours would no longer fit together', async () => {
    const server = await webServer([activity()]);
    await patch(server, PATH, { start: '2026-12-04T08:00:00+08:00' });
    const earlier = await newest(server, ID);
    await patch(server, PATH, { end: '2026-12-04T08:30:00+08:00' });
    expect(await refusal(await undo(server, earlier))).toEqual([
      409,
      '原来的内容现在已经不合规定，不能撤回；什么都没有改',
      'end: 结束要晚于开始',
    ]);
    expect(await json(await server.api('GET', PATH))).toMatchObject({
      start: '2026-12-04T08:00:00+08:00',
      end: '2026-12-04T08:30:00+08:00',
    });
  });

  it('is rehearsed, and done once under one key', async () => {
    const server = await webServer([activity()]);
    await patch(server, PATH, { place: '学校' });
    const entry = await newest(server, ID);
    const path = `/api/v1/audit/${entry.id}/undo`;
    expect(await json(await server.api('POST', `${path}?dry-run=1`))).toMatchObject({
      dryRun: true,
      status: 200,
    });
    const key = { 'idempotency-key': 'undo-1' };
    const twice = [
      await server.api('POST', path, undefined, key),
      await server.api('POST', path, undefined, key),
    ];
    expect(twice.map(({ status }) => status)).toEqual([200, 200]);
    expect(await json(await server.api('GET', PATH))).toMatchObject({ place: '货湖村委会', revision: 3 });
  });
});

describe('taking back a change of a contact', () => {
  const SECRET_URL =
    'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7aaa-4bc4-97a0-0ec2sifa5aaa';
  const stored = ({ store }: Server, id: string) =>
    store.read((transaction) => transaction.get('contacts', 'gangmen', id));
  const add = async (server: Server): Promise<string> =>
    String(
      (
        await json(
          await server.api('POST', '/api/v1/contacts', {
            name: '陈主任',
            role: 'cadre',
            village: 'huohu',
            channels: [{ kind: 'wecom', url: SECRET_URL }, { kind: 'log' }],
          }),
        )
      ).id,
    );

  it('restores its fields, and keeps the keys it has', async () => {
    const server = await webServer();
    const id = await add(server);
    await patch(server, `/api/v1/contacts/${id}`, { name: '李主任', phone: '13800138000' });
    expect((await undoNewest(server, id)).status).toBe(200);
    expect(await stored(server, id)).toMatchObject({
      name: '陈主任',
      phone: null,
      revision: 3,
      channels: [{ kind: 'wecom', url: SECRET_URL }, { kind: 'log' }],
    });
  });

  it('cannot bring back a key, which the trail does not hold', async () => {
    const server = await webServer();
    const id = await add(server);
    await patch(server, `/api/v1/contacts/${id}`, { channels: [{ kind: 'log' }] });
    expect(await refusal(await undoNewest(server, id))).toEqual([
      409,
      '密钥不留在记录里，撤不回来；请重新填写提醒方式',
      'channels[0].url: 这是打了码的，请写完整的，从群机器人的设置页复制',
    ]);
  });

  it('brings back whom somebody removed, without keys, and says so', async () => {
    const server = await webServer();
    const id = await add(server);
    await server.api('DELETE', `/api/v1/contacts/${id}`, undefined, { 'if-match': '*' });
    const response = await undoNewest(server, id);
    expect([response.status, (await json(response)).warnings]).toEqual([
      200,
      [
        {
          type: 'secret-not-kept',
          message: '密钥不留在记录里，这种提醒方式要重新填写',
          where: 'channels.wecom',
        },
      ],
    ]);
    expect(await stored(server, id)).toEqual({
      id,
      town: 'gangmen',
      name: '陈主任',
      role: 'cadre',
      village: 'huohu',
      department: null,
      lawyer: null,
      order: 1,
      phone: null,
      channels: [{ kind: 'log' }],
      revision: 2,
    });
  });
});

describe('taking back', () => {
  const record = recordFact({
    id: ID,
    town: 'gangmen',
    date: '2026-12-04',
    place: '货湖村委会',
    people: 30,
    leaflets: 20,
    consultations: 2,
    by: 'c1',
    at: '2026-12-04T18:00:00+08:00',
  });

  it('corrects a record, and takes away one that was filed for nothing', async () => {
    const server = await webServer([activity()], { now: '2026-12-05T09:00' });
    const put = (fact: ActivityRecord): Promise<void> =>
      server.store.write(SYSTEM, (transaction) => transaction.put('records', fact));
    const stored = () => server.store.read((transaction) => transaction.get('records', 'gangmen', ID));
    await put(record);
    const { id: filed } = await newest(server, ID);
    await put({ ...record, people: 3000 });
    expect((await undoNewest(server, ID)).status).toBe(200);
    expect(await stored()).toEqual({ ...record, at: '2026-12-05T09:00:00+08:00' });
    expect((await server.api('POST', `/api/v1/audit/${filed}/undo`)).status).toBe(200);
    expect(await stored()).toBeUndefined();
    expect((await undoNewest(server, ID)).status).toBe(200);
    expect(await stored()).toEqual({ ...record, at: '2026-12-05T09:00:00+08:00' });
    await patch(server, PATH, { status: 'done' });
    expect(await refusal(await server.api('POST', `/api/v1/audit/${filed}/undo`))).toEqual([
      409,
      '活动已标为已完成，台账记录不能撤回；请先把活动改回待办',
    ]);
  });

  it('leaves no record whose hours do not fit together', async () => {
    const server = await webServer([activity()], { now: '2026-12-05T09:00' });
    const file = (start: string, end: string): Promise<Response> =>
      server.api('PUT', `${PATH}/record`, { people: 30, start, end });
    await file('09:00', '11:00');
    await file('08:00', '11:00');
    const earlier = await newest(server, ID);
    await file('08:00', '08:30');
    expect(await refusal(await undo(server, earlier))).toEqual([
      409,
      '原来的内容现在已经不合规定，不能撤回；什么都没有改',
      'end: 结束要晚于开始',
    ]);
  });

  it('does not bring back photos, which are gone for good, nor keep those that nobody has', async () => {
    const server = await webServer([activity()], { now: '2026-12-05T09:00' });
    const file = async (body: object): Promise<Record<string, unknown>> =>
      json(await server.api('PUT', `${PATH}/record`, { people: 30, ...body }));
    const add = async (colour: string): Promise<string> => {
      const form = pictureForm(await phonePhoto(colour));
      const { photos } = await json(await server.api('POST', `${PATH}/record/photos`, form));
      return (photos as { id: string }[]).at(-1)?.id ?? '';
    };
    const kept = (id: string): boolean =>
      existsSync(join(server.dataDir, 'photos', id.slice(0, 2), `${id}.jpg`));
    await file({});
    const [one, two] = [await add('#3a7'), await add('#a37')];
    expect((await undoNewest(server, ID)).status).toBe(200);
    expect([kept(one), kept(two)]).toEqual([true, false]);
    await file({ photos: [] });
    expect(await refusal(await undoNewest(server, ID))).toEqual([
      409,
      '删去的照片不留存，撤不回来；请重新上传',
    ]);
    await add('#3a7');
    await file({ people: 40, photos: [] });
    const response = await undoNewest(server, ID);
    expect([response.status, (await json(response)).warnings]).toEqual([
      200,
      [{ type: 'photo-not-kept', message: '删去的照片不留存，撤不回来；请重新上传', where: 'photos' }],
    ]);
    expect(await json(await server.api('GET', `${PATH}/record`))).toMatchObject({ people: 30, photos: [] });
  });

  it('leaves no notice that ends before it begins', async () => {
    const server = await webServer();
    const path = '/api/v1/notices/constitution-week-2027';
    const body = { keyDate: 'constitution-week', year: 2027, source: '通知' };
    await server.api('POST', '/api/v1/notices', { ...body, start: '2027-12-03', end: '2027-12-09' });
    await patch(server, path, { start: '2027-12-01' });
    const earlier = await newest(server, 'constitution-week-2027');
    await patch(server, path, { end: '2027-12-02' });
    expect(await refusal(await undo(server, earlier))).toEqual([
      409,
      '原来的内容现在已经不合规定，不能撤回；什么都没有改',
      'end: 结束早于开始，请把两个日期对调',
    ]);
  });

  it('makes a removed blackout stand again, and removes a new one', async () => {
    const server = await webServer([], { solve: noSolver });
    const path = '/api/v1/blackouts';
    const body = { start: '2026-12-04', end: '2026-12-05', villages: ['huohu'], reason: '台风' };
    const made = await server.api('POST', path, body);
    const id = String((await json(made)).id);
    await server.api('DELETE', `${path}/${id}`);
    expect((await undoNewest(server, id)).status).toBe(200);
    const back = await server.api('GET', `${path}/${id}`);
    expect([back.headers.get('etag'), await json(back)]).toEqual([
      '"2"',
      { id, ...body, createdAt: '2026-11-23T10:00:00+08:00' },
    ]);
    const stale = await server.api('DELETE', `${path}/${id}`, undefined, { 'if-match': '"1"' });
    expect(stale.status).toBe(412);
    expect((await undoNewest(server, id)).status).toBe(200);
    expect((await server.api('GET', `${path}/${id}`)).status).toBe(404);
  });

  it('is refused for what is not there, and for what cannot be taken back', async () => {
    const server = await webServer();
    expect((await server.api('POST', '/api/v1/audit/none/undo')).status).toBe(404);
    const made = await json(
      await server.api('POST', '/api/v1/feed-tokens', { label: '所里', scope: { kind: 'office' } }),
    );
    expect(await refusal(await undoNewest(server, String(made.id)))).toEqual([409, '订阅链接的改动不能撤回']);
  });
});
