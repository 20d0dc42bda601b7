import { mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { occurrencesOf, unknownIn } from '../../src/calendar/index.js';
import { makeOneTimeLink } from '../../src/web/index.js';
import { freshFolder } from '../support/folder.js';
import { activity, gangmen, townTime } from '../support/gangmen.js';
import { TOKEN, webServer } from '../support/webServer.js';

const cookieOf = (response: Response): string => response.headers.getSetCookie()[0]?.split(';')[0] ?? '';

const form = (
  url: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Response> =>
  fetch(url, { method: 'POST', body: new URLSearchParams(fields), headers, redirect: 'manual' });

describe('the API', () => {
  it('answers nobody without the token, and never in HTML', async () => {
    const { url } = await webServer([activity()]);
    const tries: Record<string, string>[] = [
      {},
      { authorization: 'Bearer wrong' },
      { authorization: `Basic ${TOKEN}` },
      { cookie: 'pufa_session=made-up' },
    ];
    for (const headers of tries) {
      const response = await fetch(`${url}/api/v1/activities`, { headers });
      expect([
        response.status,
        response.headers.get('content-type'),
        response.headers.get('www-authenticate'),
      ]).toEqual([401, 'application/problem+json; charset=utf-8', 'Bearer']);
    }
  });

  it('speaks problem+json for addresses it does not have and for broken ones', async () => {
    const { api } = await webServer();
    const seen: [number, string | null][] = [];
    for (const path of ['/api/v1/nothing', '/api/v2', '/api/v1/activities/%zz', '/api/v1/activities/a/b/c']) {
      const response = await api('GET', path);
      seen.push([response.status, response.headers.get('content-type')]);
    }
    const type = 'application/problem+json; charset=utf-8';
    expect(seen).toEqual([
      [404, type],
      [404, type],
      [400, type],
      [404, type],
    ]);
  });

  it('shows the town and the key dates of a year', async () => {
    const { api } = await webServer();
    const town = (await (await api('GET', '/api/v1/town')).json()) as Record<string, unknown>;
    expect(Object.keys(town)).toEqual([
      'id',
      'name',
      'villages',
      'departments',
      'lawyers',
      'forms',
      'campaigns',
      'duties',
      'rules',
    ]);
    const dates = (await (await api('GET', '/api/v1/key-dates?year=2027')).json()) as {
      items: { id: string }[];
      unknown: string[];
    };
    expect(dates.items.map(({ id }) => id)).toEqual(
      occurrencesOf(gangmen.keyDates, 2027).map(({ id }) => id),
    );
    expect(dates.unknown).toEqual(unknownIn(gangmen.keyDates, 2027));
    expect((await api('GET', '/api/v1/key-dates?year=1800')).status).toBe(400);
  });
});

describe('a one-time link', () => {
  it('logs in once; looking at it does not use it up', async () => {
    const { url, dataDir } = await webServer();
    const link = makeOneTimeLink({ dataDir, town: 'gangmen', baseUrl: url }, townTime('2026-11-23T10:00'));
    const token = new URL(link).searchParams.get('token') ?? '';
    for (let look = 0; look < 2; look += 1) expect(await (await fetch(link)).text()).toContain(token);

    const login = await form(`${url}/login`, { token });
    expect([login.status, login.headers.get('location')]).toEqual([303, '/today']);
    expect(login.headers.getSetCookie()[0]).toMatch(
      /^pufa_session=[\w-]{22}\.[\w-]{22}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    expect((await fetch(`${url}/today`, { headers: { cookie: cookieOf(login) } })).status).toBe(200);
    expect((await form(`${url}/login`, { token })).status).toBe(403);
  });

  it('is made also while another is being used up, whose file is listed and gone', () => {
    const dataDir = freshFolder();
    const folder = join(dataDir, 'admin-links');
    mkdirSync(folder);
    symlinkSync('nowhere', join(folder, 'gone'));
    const link = makeOneTimeLink(
      { dataDir, town: 'gangmen', baseUrl: 'http://a' },
      townTime('2026-11-23T10:00'),
    );
    expect(link).toMatch(/^http:\/\/a\/login\?token=[\w-]{22}$/);
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it('is stored hashed, works for a day, and is never logged', async () => {
    const { url, dataDir, logged, setNow } = await webServer();
    const token =
      new URL(
        makeOneTimeLink({ dataDir, town: 'gangmen', baseUrl: url }, townTime('2026-11-23T10:00')),
      ).searchParams.get('token') ?? '';
    expect(readdirSync(join(dataDir, 'admin-links'))).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
    setNow('2026-11-24T10:01');
    expect((await form(`${url}/login`, { token })).status).toBe(403);
    expect(logged.join('')).not.toContain(token);
  });

  it('that is right and cannot be read is not called wrong', async () => {
    const { url, dataDir } = await webServer();
    const link = makeOneTimeLink({ dataDir, town: 'gangmen', baseUrl: url }, townTime('2026-11-23T10:00'));
    const [name = ''] = readdirSync(join(dataDir, 'admin-links'));
    // As little to be read as the file of another user.
    rmSync(join(dataDir, 'admin-links', name));
    mkdirSync(join(dataDir, 'admin-links', name));
    const login = await form(`${url}/login`, { token: new URL(link).searchParams.get('token') ?? '' });
    expect([login.status, await login.text()]).toEqual([
      500,
      expect.stringContaining('请用运行服务的那个用户再取一个链接（pufa admin-link）'),
    ]);
  });

  it('does not take a path for a token', async () => {
    const { url, dataDir } = await webServer();
    makeOneTimeLink({ dataDir, town: 'gangmen', baseUrl: url }, townTime('2026-11-23T10:00'));
    for (const token of ['../store.json', '', '.', 'x'.repeat(3000)])
      expect((await form(`${url}/login`, { token })).status).toBe(403);
  });
});

describe('a session', () => {
  it('ends after thirty days', async () => {
    const { url, setNow } = await webServer();
    const cookie = cookieOf(await form(`${url}/login`, { token: TOKEN }));
    // Used now and then, or it would end before.
    for (const at of ['2026-12-06T10:00', '2026-12-20T10:00', '2026-12-23T09:59']) {
      setNow(at);
      expect((await fetch(`${url}/today`, { headers: { cookie } })).status).toBe(200);
    }
    setNow('2026-12-23T10:01');
    const late = await fetch(`${url}/today`, { headers: { cookie }, redirect: 'manual' });
    expect([late.status, late.headers.get('location')]).toEqual([303, '/login']);
  });

  it('changes nothing for another site that makes the browser ask', async () => {
    const { url } = await webServer([activity()]);
    const cookie = cookieOf(await form(`${url}/login`, { token: TOKEN }));
    const ask = (headers: Record<string, string>): Promise<Response> =>
      fetch(`${url}/api/v1/activities/${activity().id}`, {
        method: 'DELETE',
        headers: { cookie, 'if-match': '"1"', ...headers },
      });
    expect((await ask({ origin: 'https://evil.example' })).status).toBe(401);
    expect((await ask({ 'sec-fetch-site': 'cross-site' })).status).toBe(401);
    expect((await ask({ referer: 'https://evil.example/form' })).status).toBe(401);
    const unsaid = await ask({});
    expect([unsaid.status, ((await unsaid.json()) as { detail: string }).detail]).toEqual([
      401,
      '用 cookie 登录时，修改要带 Origin，写明来自本站；脚本请改用 Authorization 里的令牌',
    ]);
    expect((await ask({ origin: url })).status).toBe(200);
  });
});

describe('every answer', () => {
  it('forbids scripts, styles and frames from elsewhere', async () => {
    const { url } = await webServer();
    for (const path of ['/', '/login', '/feeds/town.ics', '/nothing', '/api/v1/town']) {
      const { headers } = await fetch(url + path);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('referrer-policy')).toBe('same-origin');
    }
  });
});
