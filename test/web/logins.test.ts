import { describe, expect, it } from '@jest/globals';
import { MOST_FOR_USERNAME } from '../../src/web/access/index.js';
import { MOST_GUESSES } from '../../src/web/guessLimit.js';
import { trustProxySchema } from '../../src/web/index.js';
import { asBrowser, cookieOf, logIn, newAccount, newToken, PASSWORD, sound } from '../support/people.js';
import { webServer } from '../support/webServer.js';

const SESSION = '/api/v1/session';

describe('a login', () => {
  it('opens a session that says who one is', async () => {
    const server = await webServer();
    const { id } = await newAccount(server);
    const login = await logIn(server, ' CHEN ');
    const who = {
      actor: `account:${id}`,
      account: id,
      username: 'chen',
      name: '陈所长',
      role: 'office',
      village: null,
      department: null,
      scope: 'write',
      expiresAt: '2026-12-23T10:00:00+08:00',
    };
    expect([login.status, await login.json(), login.headers.get('cache-control')]).toEqual([
      201,
      who,
      'no-store',
    ]);
    const browser = asBrowser(server.url, cookieOf(login));
    expect(await sound(browser('GET', SESSION))).toEqual(who);
    const account = await sound<object>(server.api('GET', `/api/v1/accounts/${id}`));
    expect(account).toMatchObject({ lastLoginAt: '2026-11-23T10:00:00+08:00', revision: 1 });
  });

  it('writes under its own name, and shows as itself in the trail', async () => {
    const server = await webServer();
    const { id } = await newAccount(server);
    await logIn(server);
    const trail = await server.store.read((transaction) =>
      transaction.find('trail', { town: 'gangmen', target: id }),
    );
    expect(trail.map(({ actor, action, via, changes }) => ({ actor, action, via, changes }))).toEqual([
      { actor: 'admin', action: 'create', via: 'api', changes: {} },
      {
        actor: `account:${id}`,
        action: 'update',
        via: 'api',
        changes: { lastLoginAt: { before: null, after: '2026-11-23T10:00:00+08:00' } },
      },
    ]);
  });

  it('is refused alike for an unknown name, a wrong password, a disabled and an invited account', async () => {
    const server = await webServer();
    await newAccount(server);
    const { id } = await newAccount(server, { username: 'disabled' });
    await server.api('PATCH', `/api/v1/accounts/${id}`, { disabled: true }, { 'if-match': '*' });
    await newAccount(server, { username: 'invited', password: undefined });
    const seen: unknown[] = [];
    for (const [username, password] of [
      ['nobody', PASSWORD],
      ['chen', '不是这个密码，再试一次'],
      ['disabled', PASSWORD],
      ['invited', PASSWORD],
    ]) {
      const before = server.passwords.workedOut;
      const answer = await logIn(server, username, password);
      const { 'x-request-id': _request, date: _date, ...headers } = Object.fromEntries(answer.headers);
      // The same work is done for each, so that the time tells nothing either.
      seen.push([answer.status, await answer.text(), headers, server.passwords.workedOut - before]);
    }
    expect(seen[0]).toMatchObject([401, expect.stringContaining('用户名或密码不对'), {}, 1]);
    expect(seen).toEqual(Array(4).fill(seen[0]));
  });

  it('cannot be made by another site, and needs no cookie to be made again', async () => {
    const server = await webServer();
    await newAccount(server);
    expect((await logIn(server, 'chen', PASSWORD, { origin: 'https://evil.example' })).status).toBe(403);
    const cookie = cookieOf(await logIn(server));
    expect((await logIn(server, 'chen', PASSWORD, { cookie })).status).toBe(201);
  });

  it('tells no log of a name or a password', async () => {
    const server = await webServer();
    await newAccount(server);
    await logIn(server);
    await logIn(server, 'chen', '不是这个密码，再试一次');
    const logged = server.logged.join('');
    for (const text of ['chen', PASSWORD, '不是这个密码']) expect(logged).not.toContain(text);
  });
});

describe('too many wrong logins', () => {
  const wrongTimes = async (server: { url: string }, count: number, name: (index: number) => string) => {
    const statuses = new Set<number>();
    for (let index = 0; index < count; index += 1)
      statuses.add((await logIn(server, name(index), '不是这个密码，再试一次')).status);
    return [...statuses];
  };

  it('shut an address out for ten minutes, right or wrong, without any work', async () => {
    const server = await webServer();
    await newAccount(server);
    expect(await wrongTimes(server, MOST_GUESSES, (index) => `user-${index}`)).toEqual([401]);
    const before = server.passwords.workedOut;
    const shut = await logIn(server);
    expect([shut.status, shut.headers.get('retry-after'), server.passwords.workedOut - before]).toEqual([
      429,
      '600',
      0,
    ]);
    server.setNow('2026-11-23T10:11');
    expect((await logIn(server)).status).toBe(201);
  });

  it('are counted also when they come all at once', async () => {
    const server = await webServer();
    const answers = await Promise.all(
      Array.from({ length: MOST_GUESSES + 10 }, () => logIn(server, 'chen', '不是这个密码，再试一次')),
    );
    const wrong = answers.filter(({ status }) => status === 401);
    expect(wrong.length).toBeLessThanOrEqual(MOST_FOR_USERNAME);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(answers.length - wrong.length);
  });

  it('for one name shut that name, but not where it logged in before', async () => {
    const trustsProxy = trustProxySchema.parse('loopback');
    const server = await webServer([], { trustsProxy });
    await newAccount(server);
    const from = (address: string, password = PASSWORD): Promise<Response> =>
      logIn(server, 'chen', password, { 'x-forwarded-for': address });
    expect((await from('198.51.100.1')).status).toBe(201);
    for (let index = 0; index < MOST_FOR_USERNAME; index += 1)
      await from(`203.0.113.${index}`, '不是这个密码，再试一次');
    expect([(await from('203.0.113.99')).status, (await from('198.51.100.1')).status]).toEqual([429, 201]);
  });

  it('are one address’s own where a proxy stands before, and nobody’s word is taken where none does', async () => {
    const tryFrom = async (server: { url: string }): Promise<number> => {
      const statuses: number[] = [];
      for (let index = 0; index <= MOST_GUESSES; index += 1)
        statuses.push(
          (await logIn(server, `user-${index}`, '不是这个密码', { 'x-forwarded-for': `198.51.100.${index}` }))
            .status,
        );
      return statuses.at(-1) ?? 0;
    };
    expect(await tryFrom(await webServer([], { trustsProxy: trustProxySchema.parse('1') }))).toBe(401);
    expect(await tryFrom(await webServer())).toBe(429);
  });
});

describe('TRUST_PROXY', () => {
  it('is a number of proxies, or their addresses; anything else is refused', () => {
    const hops = trustProxySchema.parse('1');
    expect([hops('198.51.100.1', 0), hops('198.51.100.1', 1)]).toEqual([true, false]);
    const listed = trustProxySchema.parse('loopback, 10.0.0.0/8');
    expect(['127.0.0.1', '10.1.2.3', '198.51.100.1'].map((address) => listed(address, 0))).toEqual([
      true,
      true,
      false,
    ]);
    for (const wrong of ['true', '0', '10.0.0.0/99', 'proxy.example', ''])
      expect([wrong, trustProxySchema.safeParse(wrong).success]).toEqual([wrong, false]);
  });
});

describe('a session', () => {
  it('ends by logging out, and its cookie is forgotten', async () => {
    const server = await webServer();
    await newAccount(server);
    const browser = asBrowser(server.url, cookieOf(await logIn(server)));
    const out = await browser('DELETE', SESSION);
    expect([out.status, out.headers.getSetCookie()]).toEqual([
      204,
      ['pufa_session=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax'],
    ]);
    expect((await browser('GET', SESSION)).status).toBe(401);
  });

  it('ends after two weeks without use', async () => {
    const server = await webServer();
    await newAccount(server);
    const browser = asBrowser(server.url, cookieOf(await logIn(server)));
    server.setNow('2026-12-07T09:59');
    expect((await browser('GET', SESSION)).status).toBe(200);
    server.setNow('2026-12-21T10:00');
    expect((await browser('GET', SESSION)).status).toBe(401);
  });

  it('of a forged cookie is not even looked up', async () => {
    const server = await webServer();
    await newAccount(server);
    const [name = '', value = ''] = cookieOf(await logIn(server)).split('=');
    const [secret = '', signature = ''] = value.split('.');
    // The login changed the facts, and the next request looks for notices once.
    await fetch(`${server.url}/api/v1/session`);
    const real = server.store.read.bind(server.store);
    let reads = 0;
    server.store.read = (fn) => {
      reads += 1;
      return real(fn);
    };
    const statuses: number[] = [];
    for (const forged of [`${'A'.repeat(22)}.${signature}`, `${secret}.${'A'.repeat(22)}`, 'x', ''])
      statuses.push((await asBrowser(server.url, `${name}=${forged}`)('GET', SESSION)).status);
    // Without its signature it is no cookie of ours any more, though one of that kind may be an old one.
    statuses.push((await asBrowser(server.url, `${name}=${secret}`)('GET', SESSION)).status);
    expect([statuses, reads]).toEqual([[401, 401, 401, 401, 401], 1]);
  });

  it('has a cookie on https that no other host can set, and that goes nowhere in the clear', async () => {
    const server = await webServer([], { baseUrl: 'https://pufa.example.cn' });
    await newAccount(server);
    const login = await logIn(server);
    expect(login.headers.getSetCookie()[0]).toMatch(
      /^__Host-pufa_session=[\w-]{22}\.[\w-]{22}; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    // Behind a proxy Host is another than the one in the browser's Origin.
    const browser = asBrowser(server.url, cookieOf(login));
    const out = await browser('DELETE', SESSION, undefined, { origin: 'https://pufa.example.cn' });
    expect(out.status).toBe(204);
  });

  it('opened with a token lasts no longer than the token', async () => {
    const server = await webServer();
    const { id, token } = await newToken(server, { role: 'admin' });
    const login = await fetch(`${server.url}/login`, {
      method: 'POST',
      body: new URLSearchParams({ token }),
      redirect: 'manual',
    });
    const browser = asBrowser(server.url, cookieOf(login));
    expect(await sound(browser('GET', SESSION))).toMatchObject({ actor: `token:${id}`, role: 'admin' });
    await server.api('DELETE', `/api/v1/api-tokens/${id}`);
    expect((await browser('GET', SESSION)).status).toBe(401);
  });
});
