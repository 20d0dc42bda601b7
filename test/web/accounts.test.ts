import { describe, expect, it } from '@jest/globals';
import type { AdminApi } from '../support/adminApi.js';
import { asBrowser, cookieOf, logIn, newAccount, newToken, PASSWORD, sound } from '../support/people.js';
import { webServer } from '../support/webServer.js';

const ACCOUNTS = '/api/v1/accounts';
const OTHER = '换一句新的普法宣传口号';

const faultsOf = async (answer: Promise<Response>) => {
  const response = await answer;
  const { errors } = (await response.json()) as { errors: { path: string }[] };
  return [response.status, errors.map(({ path }) => path)];
};

const change = (api: AdminApi, id: string, body: unknown): Promise<Response> =>
  api('PATCH', `${ACCOUNTS}/${id}`, body, { 'if-match': '*' });

describe('accounts', () => {
  it('are made, listed, changed and deleted, and never show a password', async () => {
    const server = await webServer();
    const { api } = server;
    const { id } = await newAccount(server, { username: 'Huohu', role: 'village', village: 'huohu' });
    const shown = {
      id,
      town: 'gangmen',
      username: 'huohu',
      name: '陈所长',
      role: 'village',
      village: 'huohu',
      department: null,
      disabled: false,
      passwordSetAt: '2026-11-23T10:00:00+08:00',
      invitedUntil: null,
      revision: 1,
      createdAt: '2026-11-23T10:00:00+08:00',
      lastLoginAt: null,
    };
    expect(await sound(api('GET', ACCOUNTS))).toEqual({ items: [shown], next: null });
    const changed = await api('PATCH', `${ACCOUNTS}/${id}`, { role: 'office' }, { 'if-match': '"1"' });
    expect([changed.headers.get('etag'), await changed.json()]).toEqual([
      '"2"',
      { ...shown, role: 'office', village: null, revision: 2 },
    ]);
    expect((await api('PATCH', `${ACCOUNTS}/${id}`, { name: '陈' })).status).toBe(428);
    expect((await api('DELETE', `${ACCOUNTS}/${id}`, undefined, { 'if-match': '"1"' })).status).toBe(412);
    expect((await api('DELETE', `${ACCOUNTS}/${id}`, undefined, { 'if-match': '"2"' })).status).toBe(204);
    expect((await api('GET', `${ACCOUNTS}/${id}`)).status).toBe(404);
  });

  it('are refused with the path of each fault', async () => {
    const server = await webServer();
    const { api } = server;
    await newAccount(server);
    const post = (body: object) =>
      faultsOf(api('POST', ACCOUNTS, { username: 'lin', name: '林', role: 'reader', ...body }));
    expect([
      await post({ role: 'village' }),
      await post({ role: 'department' }),
      await post({ village: 'huohu' }),
      await post({ role: 'village', village: 'nowhere' }),
      await post({ role: 'chief', username: 'x' }),
      await post({ username: 'chen' }),
      await post({ username: 'ＣＨＥＮ' }),
    ]).toEqual([
      [422, ['village']],
      [422, ['department']],
      [422, ['village']],
      [422, ['village']],
      [422, ['username', 'role']],
      [409, ['username']],
      [409, ['username']],
    ]);
  });

  it('take no password that is short, common, of few characters, or holds the username', async () => {
    const { api } = await webServer();
    const refused: unknown[] = [];
    for (const password of ['短', '1234567890', 'aaaaaaaaaaaabb', 'wo-shi-chen-suozhang', 'x'.repeat(129)])
      refused.push(
        await faultsOf(api('POST', ACCOUNTS, { username: 'chen', name: '陈', role: 'reader', password })),
      );
    expect(refused).toEqual(Array(5).fill([422, ['password']]));
    expect(await sound(api('GET', ACCOUNTS))).toEqual({ items: [], next: null });
  });

  it('that are disabled or deleted are out at once, with their sessions and tokens, and stay out', async () => {
    const server = await webServer();
    const { id } = await newAccount(server);
    const browser = asBrowser(server.url, cookieOf(await logIn(server)));
    const { token } = await newToken(server, { account: id });
    const byToken = (): Promise<Response> =>
      fetch(`${server.url}/api/v1/session`, { headers: { authorization: `Bearer ${token}` } });
    const both = async (): Promise<number[]> => [
      (await browser('GET', '/api/v1/session')).status,
      (await byToken()).status,
    ];
    expect(await both()).toEqual([200, 200]);
    await change(server.api, id, { disabled: true });
    expect(await both()).toEqual([401, 401]);
    await change(server.api, id, { disabled: false });
    expect(await both()).toEqual([401, 401]);
    const again = asBrowser(server.url, cookieOf(await logIn(server)));
    await server.api('DELETE', `${ACCOUNTS}/${id}`, undefined, { 'if-match': '*' });
    expect((await again('GET', '/api/v1/session')).status).toBe(401);
  });

  it('change what a session may do as soon as their role changes', async () => {
    const server = await webServer();
    const { id } = await newAccount(server);
    const browser = asBrowser(server.url, cookieOf(await logIn(server)));
    expect((await browser('GET', '/api/v1/feed-tokens')).status).toBe(200);
    await change(server.api, id, { role: 'reader' });
    expect((await browser('GET', '/api/v1/feed-tokens')).status).toBe(403);
  });

  it('keep a last admin who can log in, unless a token is set from outside', async () => {
    const outside = await webServer();
    const { id } = await newAccount(outside, { role: 'admin' });
    expect((await change(outside.api, id, { role: 'office' })).status).toBe(200);
    const { dataDir } = outside;
    await change(outside.api, id, { role: 'admin' });
    const { token } = await newToken(outside, { role: 'admin' });
    await outside.close();

    const inside = await webServer([], { dataDir, adminToken: null });
    const admin: AdminApi = (method, path, body, headers) =>
      inside.api(method, path, body, { ...headers, authorization: `Bearer ${token}` });
    const remove = (): Promise<Response> =>
      admin('DELETE', `${ACCOUNTS}/${id}`, undefined, { 'if-match': '*' });
    expect([
      (await change(admin, id, { role: 'office' })).status,
      (await change(admin, id, { disabled: true })).status,
      (await remove()).status,
    ]).toEqual([409, 409, 409]);
    // One who was invited and has no password yet cannot run the town.
    const second = { username: 'lin', name: '林', role: 'admin' };
    const { id: other } = await sound<{ id: string }>(admin('POST', ACCOUNTS, second));
    expect((await remove()).status).toBe(409);
    await change(admin, other, { password: PASSWORD });
    expect((await remove()).status).toBe(204);
  });
});

describe('a password', () => {
  it('is changed by its owner, who names the old one; other sessions end', async () => {
    const server = await webServer();
    await newAccount(server);
    const here = asBrowser(server.url, cookieOf(await logIn(server)));
    const elsewhere = asBrowser(server.url, cookieOf(await logIn(server)));
    const put = (oldPassword: string, newPassword: string): Promise<Response> =>
      here('PUT', '/api/v1/session/password', { oldPassword, newPassword });
    expect(await faultsOf(put('不是这个密码', OTHER))).toEqual([422, ['oldPassword']]);
    expect(await faultsOf(put(PASSWORD, '短'))).toEqual([422, ['newPassword']]);
    expect((await put(PASSWORD, OTHER)).status).toBe(204);
    expect([
      (await here('GET', '/api/v1/session')).status,
      (await elsewhere('GET', '/api/v1/session')).status,
      (await logIn(server)).status,
      (await logIn(server, 'chen', OTHER)).status,
    ]).toEqual([200, 401, 401, 201]);
  });

  it('stands in no answer and no trail, and follows from nothing that is kept but its own hash', async () => {
    const server = await webServer();
    const key = { 'idempotency-key': 'one' };
    const body = { username: 'chen', name: '陈', role: 'office', password: PASSWORD };
    const made = await server.api('POST', ACCOUNTS, body, key);
    const { id } = (await made.clone().json()) as { id: string };
    const answers = [await made.text()];
    answers.push(await (await change(server.api, id, { password: OTHER })).text());
    const rehearsed = await server.api(
      'PATCH',
      `${ACCOUNTS}/${id}?dry-run=1`,
      { password: PASSWORD },
      {
        'if-match': '*',
      },
    );
    answers.push(await rehearsed.text());
    await server.api('POST', `${ACCOUNTS}/${id}/invitation`);
    await server.api('DELETE', `${ACCOUNTS}/${id}`, undefined, { 'if-match': '*' });
    const { trail, keys } = await server.store.read(async (transaction) => ({
      trail: await transaction.find('trail', { town: 'gangmen' }),
      keys: await transaction.find('idempotencyKeys', { town: 'gangmen' }),
    }));
    expect(trail).not.toEqual([]);
    for (const text of [...answers, JSON.stringify(trail)]) {
      expect(text).not.toContain('scrypt');
      expect(text).not.toMatch(/[0-9a-f]{64}/);
    }
    // The same request but for the password has the same mark, so no guess can be held against it.
    const again = await server.api('POST', ACCOUNTS, { ...body, password: OTHER }, key);
    expect([keys.length, again.status]).toEqual([1, 409]);
  });
});

describe('an invitation', () => {
  const send = (link: string, fields: Record<string, string>): Promise<Response> =>
    fetch(link, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
  const set = (link: string, password = PASSWORD): Promise<Response> =>
    send(link, { newPassword: password, again: password });

  it('lets a person set the password once, and logs them in', async () => {
    const server = await webServer();
    const { invitation } = await newAccount(server, { password: undefined });
    expect(invitation?.expiresAt).toBe('2026-11-26T10:00:00+08:00');
    const link = invitation?.link ?? '';
    const page = await (await fetch(link)).text();
    expect(page).toContain('陈所长，您的用户名是 <b>chen</b>');
    expect((await send(link, { newPassword: PASSWORD, again: OTHER })).status).toBe(422);
    const done = await set(link);
    expect([done.status, done.headers.get('location')]).toEqual([303, '/today']);
    const today = await asBrowser(server.url, cookieOf(done))('GET', '/today');
    expect([today.status, (await today.text()).includes('退出登录')]).toEqual([200, true]);
    expect([(await set(link)).status, (await fetch(link)).status, (await logIn(server)).status]).toEqual([
      404, 404, 201,
    ]);
  });

  it('stands for three days, and not for a disabled account', async () => {
    const server = await webServer();
    const { invitation } = await newAccount(server, { password: undefined });
    const { id, invitation: second } = await newAccount(server, { username: 'lin', password: undefined });
    await change(server.api, id, { disabled: true });
    expect((await set(second?.link ?? '')).status).toBe(404);
    server.setNow('2026-11-26T10:01');
    expect((await set(invitation?.link ?? '')).status).toBe(404);
  });

  it('for a forgotten password leaves the old one until a new one is set, then ends every session', async () => {
    const server = await webServer();
    const { id } = await newAccount(server);
    const { link } = await sound<{ link: string }>(server.api('POST', `${ACCOUNTS}/${id}/invitation`));
    const browser = asBrowser(server.url, cookieOf(await logIn(server)));
    await set(link, OTHER);
    expect([(await browser('GET', '/api/v1/session')).status, (await logIn(server)).status]).toEqual([
      401, 401,
    ]);
  });

  it('is never logged, and not guessed at will', async () => {
    const server = await webServer();
    const { invitation } = await newAccount(server, { password: undefined });
    const link = invitation?.link ?? '';
    for (let index = 0; index < 20; index += 1) await fetch(`${server.url}/login/invite/guess-${index}`);
    expect((await fetch(link)).status).toBe(429);
    expect(server.logged.join('')).not.toContain(link.split('/').at(-1));
  });
});
