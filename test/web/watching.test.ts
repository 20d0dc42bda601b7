import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { SYSTEM } from '../../src/facts/index.js';
import { HTTP_LIMITS, httpServer } from '../../src/web/index.js';
import { cadre } from '../support/contacts.js';
import { closeAtEnd } from '../support/folder.js';
import { activity } from '../support/gangmen.js';
import { until } from '../support/until.js';
import { TOKEN, webServer } from '../support/webServer.js';

interface Line {
  readonly level: number;
  readonly id: string;
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly ms: number;
  readonly bytes: number;
  readonly msg: string;
}

const linesOf = (logged: readonly string[]): Line[] =>
  logged.map((line) => JSON.parse(line) as Line).filter(({ msg }) => msg === 'request');

describe('the log', () => {
  it('has one line a request, with the id that its answer bears', async () => {
    const { api, url, logged } = await webServer([activity()]);
    const asked = [
      await api('GET', `/api/v1/activities/${activity().id}?`),
      await api('GET', '/api/v1/activities/nothing'),
      await api('PUT', '/api/v1/activities'),
      await api('GET', '/api/v1/nowhere'),
      await fetch(`${url}/nothing?q=1`),
      await fetch(`${url}/feeds/villages/huohu.ics`),
      await fetch(`${url}/feeds/private/abc.ics`),
    ];
    await until(() => linesOf(logged).length >= asked.length + 1, 'every request is logged');
    const [first, ...lines] = linesOf(logged);
    expect(first).toMatchObject({ route: '/openapi.json', method: 'GET', status: 200 });
    expect(lines.map(({ method, route, status }) => [method, route, status])).toEqual([
      ['GET', '/api/v1/activities/:id', 200],
      ['GET', '/api/v1/activities/:id', 404],
      ['PUT', '/api/v1/activities', 405],
      ['GET', '（没有）', 404],
      ['GET', '（没有）', 404],
      ['GET', '/feeds/villages/:id.ics', 200],
      ['GET', '/feeds/private/:token.ics', 404],
    ]);
    const withId = asked.slice(0, 5).map(({ headers }) => headers.get('x-request-id'));
    expect(lines.slice(0, 5).map(({ id }) => id)).toEqual(withId);
    for (const { ms, bytes } of lines) expect([ms >= 0, bytes > 100]).toEqual([true, true]);
    expect(lines.map(({ level }) => level)).toEqual([30, 30, 30, 30, 30, 20, 30]);
  });

  it('names no person, number, secret or search', async () => {
    const { api, url, store, logged } = await webServer([activity({ title: '王小明来讲' })]);
    const person = cadre({ id: 'c-person', name: '陈主任', phone: '13812345678' });
    await store.write(SYSTEM, (transaction) => transaction.put('contacts', person));
    const made = await api('POST', '/api/v1/contacts', {
      name: '李主任',
      role: 'cadre',
      village: 'xipo',
      phone: '13900001111',
    });
    expect(made.status).toBe(201);
    await api('POST', '/api/v1/contacts', { name: '坏主任', role: 'king', phone: '13900002222' });
    await api('POST', '/api/v1/contacts', '{"name": "断主任');
    await api('PATCH', '/api/v1/contacts/c-person', { phone: '13900003333' }, { 'if-match': '*' });
    const token = await api('POST', '/api/v1/feed-tokens', { label: '赵律师', scope: { kind: 'office' } });
    const { link } = (await token.json()) as { link: string };
    await fetch(link);
    await fetch(`${link}?x=13900004444`);
    await fetch(`${url}/r/secret-of-a-cadre`);
    await fetch(`${url}/login?token=secret-of-a-link`);
    await fetch(`${url}/login`, { method: 'POST', body: new URLSearchParams({ token: 'secret-of-a-form' }) });
    await fetch(`${url}/?village=13900005555`, { headers: { cookie: 'pufa_session=secret-of-a-cookie' } });
    await until(() => linesOf(logged).length >= 12, 'every request is logged');
    const secret = link.split('/').at(-1)?.replace('.ics', '') ?? '';
    expect(secret.length).toBeGreaterThan(20);
    const all = logged.join('');
    for (const word of [TOKEN, secret, 'secret-of', '主任', '律师', '小明', '1390000', '1381234', 'c-person'])
      expect([word, all.includes(word)]).toEqual([word, false]);
  });
});

describe('/metrics', () => {
  it('is for admins and for this machine, not for what a proxy brings', async () => {
    const { url } = await webServer([activity()]);
    const ask = (headers: Record<string, string> = {}): Promise<Response> =>
      fetch(`${url}/metrics`, { headers });
    expect((await ask()).status).toBe(200);
    for (const name of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via']) {
      const refused = await ask({ [name]: '203.0.113.9' });
      expect([name, refused.status]).toEqual([name, 403]);
      expect(await refused.text()).not.toContain('pufa_');
    }
    const admin = await ask({ 'x-forwarded-for': '203.0.113.9', authorization: `Bearer ${TOKEN}` });
    expect([admin.status, admin.headers.get('content-type')]).toEqual([
      200,
      'text/plain; version=0.0.4; charset=utf-8',
    ]);
  });

  it('counts requests by route, feeds, writes, reminders and plans, and names nobody', async () => {
    const { url, api } = await webServer([activity()]);
    const feed = await fetch(`${url}/feeds/town.ics`);
    await fetch(`${url}/feeds/town.ics`, { headers: { 'if-none-match': feed.headers.get('etag') ?? '' } });
    await api('PATCH', `/api/v1/activities/${activity().id}`, { place: '祠堂' }, { 'if-match': '*' });
    await api('GET', `/api/v1/activities/${activity().id}`);
    let text = '';
    await until(async () => {
      text = await (await fetch(`${url}/metrics`)).text();
      return text.includes('/api/v1/activities/:id');
    }, 'the requests are counted');
    const lines = text.split('\n');
    const route = 'method="GET",route="/api/v1/activities/:id",status="200"';
    expect(lines).toContain(`http_request_duration_seconds_count{${route}} 1`);
    expect(lines).toContain('pufa_feed_answers_total{status="200"} 1');
    expect(lines).toContain('pufa_feed_answers_total{status="304"} 1');
    expect(text).toMatch(/^pufa_store_write_seconds_count [1-9]/m);
    expect(text).toMatch(/^pufa_plan_search_seconds_count 0$/m);
    expect(text).toMatch(/^pufa_reminders_due \d+$/m);
    expect(text).toMatch(/^nodejs_eventloop_lag_seconds /m);
    expect(text).not.toContain(activity().id);
    expect(text).not.toContain(TOKEN);
  });
});

describe('/healthz', () => {
  it('says that the program lives before it is ready', async () => {
    const { url } = await webServer();
    const ask = async (path: string): Promise<unknown[]> => {
      const response = await fetch(url + path);
      return [response.status, (await response.json()) as unknown];
    };
    expect(await ask('/healthz')).toEqual([503, { status: 'planning' }]);
    expect(await ask('/healthz?live')).toEqual([200, { status: 'live' }]);
  });
});

/** What a server with short patience says to these bytes, sent and then nothing more. */
async function answerTo(text: string): Promise<string> {
  const server = httpServer({
    ...HTTP_LIMITS,
    headersTimeout: 100,
    requestTimeout: 200,
    connectionsCheckingInterval: 20,
  });
  server.on('request', (request, response) => {
    request.resume().on('end', () => response.end('whole'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closeAtEnd(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('utf8').on('data', (part: string) => (answer += part));
  socket.write(text);
  await new Promise((resolve) => socket.once('close', resolve));
  return answer;
}

describe('a server', () => {
  const problem = (status: number): unknown =>
    expect.stringMatching(
      new RegExp(`^HTTP/1.1 ${status} [^]*application/problem\\+json[^]*"status":${status}`),
    );

  it('hangs up on who drips the headers, or the body', async () => {
    expect(await answerTo('GET / HTTP/1.1\r\nHost: x\r\n')).toEqual(problem(408));
    expect(await answerTo('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n123')).toEqual(
      problem(408),
    );
  });

  it('refuses headers without end, and what is no HTTP', async () => {
    expect(await answerTo(`GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`)).toEqual(
      problem(431),
    );
    expect(await answerTo(`HEAD / HTTP/1.1\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`)).toMatch(
      /^HTTP\/1.1 431 [^]*\r\n\r\n$/,
    );
    expect(await answerTo('EHLO mail\r\n\r\n')).toEqual(problem(400));
  });
});
