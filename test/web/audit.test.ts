import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { SYSTEM, type TrailEntry } from '../../src/facts/index.js';
import { activity } from '../support/gangmen.js';
import { TOKEN, webServer } from '../support/webServer.js';

const AUDIT = '/api/v1/audit';

interface Entry extends TrailEntry {
  readonly name: string;
  readonly text: string;
}

type Server = Awaited<ReturnType<typeof webServer>>;

const list = async ({ api }: Server, query = ''): Promise<{ items: Entry[]; next: string | null }> =>
  (await (await api('GET', `${AUDIT}?${query}`)).json()) as { items: Entry[]; next: string | null };

const move = (
  { api }: Server,
  day: string,
  reason = '',
  id = '2026-constitution-day-huohu-meeting-1',
): Promise<Response> =>
  api(
    'PATCH',
    `/api/v1/activities/${id}${reason === '' ? '' : `?reason=${encodeURIComponent(reason)}`}`,
    { start: `${day}T09:00:00+08:00`, end: `${day}T11:30:00+08:00` },
    { 'if-match': '*' },
  );

describe('the trail over the API', () => {
  it('tells who did what, when, from where and why', async () => {
    const server = await webServer([activity()]);
    server.setNow('2026-12-01T09:12');
    const response = await move(server, '2026-12-05', '台风');
    const { items } = await list(server, 'kind=activities&action=update');
    expect(items).toEqual([
      {
        id: expect.any(String),
        at: '2026-12-01T09:12:00.000+08:00',
        actor: 'admin',
        name: '管理员',
        via: 'api',
        address: '127.0.0.1',
        request: response.headers.get('x-request-id'),
        reason: '台风',
        undoes: null,
        kind: 'activities',
        target: '2026-constitution-day-huohu-meeting-1',
        action: 'update',
        changes: {
          start: { before: '2026-12-04T09:00:00+08:00', after: '2026-12-05T09:00:00+08:00' },
          end: { before: '2026-12-04T11:30:00+08:00', after: '2026-12-05T11:30:00+08:00' },
          pinned: { before: false, after: true },
          sequence: { before: 0, after: 1 },
          revision: { before: 1, after: 2 },
          updatedAt: { before: '2026-11-23T10:00:00+08:00', after: '2026-12-01T09:12:00+08:00' },
          scheduledAt: { before: '2026-11-23T10:00:00+08:00', after: '2026-12-01T09:12:00+08:00' },
        },
        text: '12月1日 09:12 管理员 改期：12月4日上午 → 12月5日上午（理由：台风）',
      },
    ]);
  });

  it.each([
    ['kind=contacts', ['c-create']],
    ['target=b', ['b-create']],
    ['actor=admin', ['c-create', 'a-update']],
    ['action=update', ['a-update']],
    ['from=2026-11-25', ['a-update']],
    ['to=2026-11-25&actor=admin', ['c-create']],
    ['kind=activities&target=a', ['a-create', 'a-update']],
    ['kind=activities&target=a&order=newest', ['a-update', 'a-create']],
  ])('is filtered by %s', async (query, expected) => {
    const server = await webServer([activity({ id: 'a' }), activity({ id: 'b' })]);
    server.setNow('2026-11-24T23:59');
    await server.api('POST', '/api/v1/contacts', { name: '甲', role: 'cadre', village: 'huohu' });
    server.setNow('2026-11-25T00:00');
    await move(server, '2026-12-05', '', 'a');
    const { items } = await list(server, query);
    expect(items.map(({ target, action }) => `${target.slice(0, 1)}-${action}`)).toEqual(expected);
  });

  it.each(['oldest', 'newest'])(
    'goes page by page, %s first, and skips and doubles nothing meanwhile',
    async (order) => {
      const server = await webServer(Array.from({ length: 7 }, (_, index) => activity({ id: `a${index}` })));
      const before = (await list(server, `order=${order}`)).items.map(({ id }) => id);
      const seen: string[] = [];
      let cursor = '';
      for (let page = 0; page < 10; page += 1) {
        const { items, next } = await list(server, `order=${order}&limit=3${cursor}`);
        seen.push(...items.map(({ id }) => id));
        server.setNow(`2026-12-0${page + 1}T09:00`);
        if (page < 2) await move(server, `2026-12-1${page}`, '', 'a0');
        if (next === null) break;
        cursor = `&cursor=${next}`;
      }
      expect(seen.slice(0, before.length)).toEqual(before);
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.length).toBe(order === 'oldest' ? before.length + 2 : before.length);
    },
  );

  it('refuses what it does not know, and cannot be written', async () => {
    const server = await webServer();
    const statuses: number[] = [];
    for (const query of ['kind=deliveries', 'action=x', 'order=up', 'from=gestern', 'colour=1', 'limit=0'])
      statuses.push((await server.api('GET', `${AUDIT}?${query}`)).status);
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
      statuses.push((await server.api(method, AUDIT, {})).status);
    expect(statuses).toEqual([400, 400, 400, 400, 400, 400, 405, 405, 405, 405]);
  });
});

describe('the export of the trail', () => {
  it('opens in Excel: marked as UTF-8, a line a change, no formula', async () => {
    const server = await webServer([activity()]);
    server.setNow('2026-12-01T09:12');
    await move(server, '2026-12-05', '=HYPERLINK("http://example.cn")');
    await server.api(
      'PATCH',
      '/api/v1/activities/2026-constitution-day-huohu-meeting-1?reason=%2B1',
      { place: '甲，"乙"\n丙' },
      { 'if-match': '*' },
    );
    const response = await server.api('GET', `${AUDIT}.csv?action=update`);
    expect([
      response.status,
      response.headers.get('content-type'),
      response.headers.get('content-disposition'),
    ]).toEqual([200, 'text/csv; charset=utf-8', 'attachment; filename="audit-2026-12-01.csv"']);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [headings, first, ...rest] = bytes.subarray(3).toString().split('\r\n');
    expect(headings).toBe('时间,谁,账号,经由,网络地址,种类,对象,做了什么,理由,撤回,请求,编号');
    expect(first).toMatch(
      /^2026-12-01 09:12:00,管理员,admin,接口,127\.0\.0\.1,活动,2026-constitution-day-huohu-meeting-1,改期：12月4日上午 → 12月5日上午,"'=HYPERLINK\(""http:\/\/example\.cn""\)",,[0-9a-f-]{36},[0-9-]+$/,
    );
    expect(rest.join('\r\n')).toMatch(/,"改地点：货湖村委会 → 甲，""乙""\n丙",'\+1,,/);
  });
});

describe('what is secret', () => {
  it('is in no trail, no log and no export, whatever was written', async () => {
    const server = await webServer([activity()]);
    const { api, store, logged, dataDir } = server;
    const secrets = {
      wecom: '693a91f6-7aaa-4bc4-97a0-0ec2sifa5aaa',
      dingtalk: 'f3b1c2d4e5f60718293a4b5c6d7e8f90f3b1c2d4e5f60718293a4b5c6d7e8f90',
      signing: 'SECa1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6',
      feishu: '11112222-3333-4444-5555-666677778888',
      short: 'kurz-geheim',
    };
    const channels = [
      { kind: 'wecom', url: `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${secrets.wecom}` },
      {
        kind: 'dingtalk',
        url: `https://oapi.dingtalk.com/robot/send?access_token=${secrets.dingtalk}`,
        secret: secrets.signing,
      },
      {
        kind: 'feishu',
        url: `https://open.feishu.cn/open-apis/bot/v2/hook/${secrets.feishu}`,
        secret: secrets.short,
      },
    ];
    const made = await api('POST', '/api/v1/contacts', {
      name: '甲',
      role: 'cadre',
      village: 'huohu',
      channels,
    });
    expect(made.status).toBe(201);
    const { id } = (await made.json()) as { id: string };
    const path = `/api/v1/contacts/${id}`;
    await api('PATCH', path, { channels: channels.slice(1) }, { 'if-match': '*' });
    await api('PATCH', path, { channels }, { 'if-match': '*' });
    const token = await api('POST', '/api/v1/feed-tokens', { label: '所里', scope: { kind: 'office' } });
    const feed = (await token.json()) as { id: string; link: string };
    const feedSecret = /private\/([^.]+)\.ics/.exec(feed.link)?.[1] ?? '';
    await api('DELETE', `/api/v1/feed-tokens/${feed.id}`);
    await api('DELETE', path, undefined, { 'if-match': '*' });
    const stored = await store.read(async (transaction) => ({
      hash: (await transaction.get('feedTokens', 'gangmen', feed.id))?.hash ?? '',
      trail: await transaction.find('trail', { town: 'gangmen' }),
    }));
    const login = await fetch(`${server.url}/login`, {
      method: 'POST',
      body: new URLSearchParams({ token: TOKEN }),
      redirect: 'manual',
    });
    const cookie = /pufa_session=([^;]+)/.exec(login.headers.getSetCookie()[0] ?? '')?.[1] ?? '';
    await store.write(SYSTEM, (transaction) =>
      transaction.put('linkKeys', { id: 'links', town: 'gangmen', key: 'ab'.repeat(32) }),
    );

    const places = {
      trail: JSON.stringify(stored.trail),
      list: JSON.stringify(await list(server)),
      csv: await (await api('GET', `${AUDIT}.csv`)).text(),
      history: await (await api('GET', `${path}/history`)).text(),
      log: logged.join('\n'),
    };
    expect(places.history).toContain('删去联系人');
    const all = [...Object.values(secrets), feedSecret, stored.hash, cookie, TOKEN, 'ab'.repeat(32)];
    expect(all.filter((secret) => secret.length < 10)).toEqual([]);
    const told = Object.entries(places).flatMap(([place, text]) =>
      all.filter((secret) => text.includes(secret)).map((secret) => `${place}: ${secret}`),
    );
    expect(told).toEqual([]);
    // What is looked for is what is stored: the search would find it.
    expect(readFileSync(join(dataDir, 'store.json'), 'utf8')).toContain(stored.hash);
  });
});
