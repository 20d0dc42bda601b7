import { describe, expect, it } from '@jest/globals';
import { apiTokenSchema, sessionSchema, SYSTEM } from '../../src/facts/index.js';
import { hashOf } from '../../src/web/index.js';
import { adminApi } from '../support/adminApi.js';
import { apiAs, asBrowser, newAccount, newToken, sound } from '../support/people.js';
import { until } from '../support/until.js';
import { webServer } from '../support/webServer.js';

const TOKENS = '/api/v1/api-tokens';
const WHO = '/api/v1/session';

const refusedPaths = async (answer: Promise<Response>): Promise<unknown> => {
  const response = await answer;
  const { errors } = (await response.json()) as { errors: { path: string }[] };
  return [response.status, ...errors.map(({ path }) => path)];
};

describe('API tokens', () => {
  it('are shown once, kept hashed, and tell when they were used', async () => {
    const server = await webServer();
    const made = await server.api('POST', TOKENS, {
      label: '县里的大屏',
      role: 'reader',
      scope: 'read',
      expiresAt: '2027-01-01T00:00:00Z',
    });
    const { token, ...shown } = (await made.json()) as { token: string; id: string };
    expect(shown).toEqual({
      id: shown.id,
      label: '县里的大屏',
      role: 'reader',
      village: null,
      department: null,
      account: null,
      scope: 'read',
      expiresAt: '2027-01-01T08:00:00+08:00',
      revision: 1,
      createdAt: '2026-11-23T10:00:00+08:00',
      lastUsedAt: null,
    });
    expect([made.status, made.headers.get('cache-control'), made.headers.get('location')]).toEqual([
      201,
      'no-store',
      `${TOKENS}/${shown.id}`,
    ]);
    const kept = await server.store.read((transaction) => transaction.get('apiTokens', 'gangmen', shown.id));
    expect([JSON.stringify(kept).includes(token), kept?.hash]).toEqual([false, hashOf(token)]);

    expect((await adminApi(server.url, token)('GET', '/api/v1/town')).status).toBe(200);
    const one = (): Promise<{ lastUsedAt: string | null }> =>
      sound(server.api('GET', `${TOKENS}/${shown.id}`));
    await until(async () => (await one()).lastUsedAt !== null, 'the use is noted');
    expect(await one()).toEqual({ ...shown, lastUsedAt: '2026-11-23T10:00:00+08:00' });
    expect((await server.api('GET', `${TOKENS}/${hashOf(token)}`)).status).toBe(404);
  });

  it('end when they expire or are revoked, and are gone from the list', async () => {
    const server = await webServer();
    const expiring = await newToken(server, { role: 'reader', expiresAt: '2026-11-24T00:00:00+08:00' });
    const revoked = await newToken(server, { role: 'reader' });
    const status = async (token: string): Promise<number> =>
      (await adminApi(server.url, token)('GET', WHO)).status;
    expect([await status(expiring.token), await status(revoked.token)]).toEqual([200, 200]);
    expect((await server.api('DELETE', `${TOKENS}/${revoked.id}`)).status).toBe(204);
    server.setNow('2026-11-24T00:00');
    expect([await status(expiring.token), await status(revoked.token)]).toEqual([401, 401]);
    const { items } = await sound<{ items: { id: string }[] }>(server.api('GET', TOKENS));
    expect(items.map(({ id }) => id)).toEqual([expiring.id]);
  });

  it('act for an account with what it may do at the time', async () => {
    const server = await webServer();
    const { id } = await newAccount(server);
    const { id: tokenId, token } = await newToken(server, { account: id });
    const api = adminApi(server.url, token);
    expect(await sound(api('GET', WHO))).toMatchObject({
      actor: `token:${tokenId}`,
      account: id,
      username: 'chen',
      role: 'office',
    });
    await server.api('PATCH', `/api/v1/accounts/${id}`, { role: 'reader' }, { 'if-match': '*' });
    expect((await api('GET', '/api/v1/feed-tokens')).status).toBe(403);
    const change = { oldPassword: '普法要进村入户到人心', newPassword: '换一句新的普法宣传口号' };
    expect((await api('PUT', '/api/v1/session/password', change)).status).toBe(403);
  });

  it('are refused without a role or an account, with both, and with what does not fit', async () => {
    const server = await webServer();
    const post = (body: object): Promise<unknown> =>
      refusedPaths(server.api('POST', TOKENS, { label: '测试', scope: 'read', ...body }));
    expect([
      await post({}),
      await post({ role: 'reader', account: 'u-1' }),
      await post({ account: 'u-1' }),
      await post({ account: 'u-1', village: 'huohu' }),
      await post({ role: 'village' }),
      await post({ role: 'reader', expiresAt: '2026-11-22T00:00:00+08:00' }),
      await post({ role: 'reader', scope: 'all', expiresAt: 'tomorrow' }),
    ]).toEqual([
      [422, 'role'],
      [422, 'role'],
      [422, 'account'],
      [422, 'village'],
      [422, 'village'],
      [422, 'expiresAt'],
      [422, 'scope', 'expiresAt'],
    ]);
  });

  it('are relabelled from the version that was read only', async () => {
    const server = await webServer();
    const { id } = await newToken(server, { role: 'reader' });
    const patch = async (body: unknown, tag: string): Promise<number> =>
      (await server.api('PATCH', `${TOKENS}/${id}`, body, { 'if-match': tag })).status;
    expect([
      await patch({ label: '大屏' }, '"1"'),
      await patch({ label: '大屏二' }, '"1"'),
      await patch({ expiresAt: '2027-01-01T00:00:00+08:00' }, '"2"'),
      await patch({ expiresAt: null }, '"3"'),
    ]).toEqual([200, 412, 200, 200]);
  });

  it('of less than an admin open no pages', async () => {
    const server = await webServer();
    const { token } = await newToken(server, { role: 'office' });
    const login = await fetch(`${server.url}/login`, {
      method: 'POST',
      body: new URLSearchParams({ token }),
      redirect: 'manual',
    });
    expect(login.status).toBe(403);
  });
});

describe('what was stored before there were roles', () => {
  it('opens as it did: a token as the admin, a session by its unsigned cookie', async () => {
    const server = await webServer();
    const at = '2026-11-20T10:00:00+08:00';
    const old = { town: 'gangmen', createdAt: at };
    await server.store.write(SYSTEM, async (transaction) => {
      const token = apiTokenSchema.parse({ ...old, id: hashOf('pufa_old'), label: '首次启动' });
      await transaction.put('apiTokens', token);
      const expiresAt = '2026-12-20T10:00:00+08:00';
      const session = sessionSchema.parse({ ...old, id: hashOf('s'.repeat(22)), expiresAt });
      await transaction.put('sessions', session);
    });
    const id = `old-${hashOf('pufa_old').slice(0, 12)}`;
    expect(await sound(adminApi(server.url, 'pufa_old')('GET', WHO))).toMatchObject({
      actor: `token:${id}`,
      role: 'admin',
      scope: 'write',
    });
    const browser = asBrowser(server.url, `pufa_session=${'s'.repeat(22)}`);
    expect(await sound(browser('GET', WHO))).toMatchObject({ actor: 'admin', role: 'admin' });
    expect((await server.api('DELETE', `${TOKENS}/${id}`)).status).toBe(204);
    expect((await adminApi(server.url, 'pufa_old')('GET', WHO)).status).toBe(401);
  });
});

it('shows a page behind login to the roles it is for, and tells the others', async () => {
  const server = await webServer();
  const statuses: Record<string, number> = {};
  for (const role of ['admin', 'office', 'reader'] as const)
    statuses[role] = (await (await apiAs(server, { role }))('GET', '/today')).status;
  const village = await (await apiAs(server, { role: 'village', village: 'huohu' }))('GET', '/today');
  expect([statuses, village.status, (await village.text()).includes('您的账号不能用这一页')]).toEqual([
    { admin: 200, office: 200, reader: 403 },
    403,
    true,
  ]);
});
