import { describe, expect, it } from '@jest/globals';
import { SYSTEM } from '../../src/facts/index.js';
import { guesserOf, GuessLimit, MOST_GUESSES } from '../../src/web/guessLimit.js';
import { cadre } from '../support/contacts.js';
import { sound } from '../support/feeds.js';
import { activity } from '../support/gangmen.js';
import { webServer } from '../support/webServer.js';

type Server = Awaited<ReturnType<typeof webServer>>;

interface Made {
  readonly id: string;
  readonly link: string;
  readonly webcal: string;
  readonly qr: string;
}

const TOKENS = '/api/v1/feed-tokens';

const make = async ({ api }: Server, scope: unknown, label = '测试'): Promise<Made> => {
  const response = await api('POST', TOKENS, { label, scope });
  if (response.status !== 201) throw new Error(await response.text());
  return (await response.json()) as Made;
};

/** The text of a private feed, after the lint. */
const feedText = async ({ link }: Made): Promise<string> => {
  const bytes = Buffer.from(await (await fetch(link)).arrayBuffer());
  return sound({ bytes }).bytes.toString().replaceAll('\r\n ', '');
};

const uids = (text: string): string[] =>
  [...text.matchAll(/^UID:(.*)@gangmen\.pufa\r$/gm)].map(([, id = '']) => id);

const CADRE = cadre({ id: 'c-huohu', name: '陈主任', phone: '13812345678', channels: [] });

const FACTS = [
  activity({ id: 'a', lawyer: 'lawyer-1', title: '陈主任13812345678：开会' }),
  activity({ id: 'b', village: 'xipo', lead: 'anjian', partners: [], lawyer: 'lawyer-2' }),
  activity({ id: 'c', village: null, lead: 'fulian', partners: ['anjian'] }),
];

const withContact = async (): Promise<Server> => {
  const server = await webServer(FACTS);
  await server.store.write(SYSTEM, (transaction) => transaction.put('contacts', CADRE));
  return server;
};

describe('feed tokens', () => {
  it('are made with a link that is shown once, listed, renamed and revoked', async () => {
    const server = await webServer(FACTS);
    const { api, url } = server;
    const made = await make(server, { kind: 'department', id: 'anjian' }, '安监办张工');
    expect(made).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{20}$/),
      label: '安监办张工',
      scope: { kind: 'department', id: 'anjian' },
      createdAt: '2026-11-23T10:00:00+08:00',
      lastUsedAt: null,
      revision: 1,
      link: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/feeds\/private\/[\w-]{22}\.ics$/),
      webcal: made.link.replace('http:', 'webcal:'),
      qr: expect.stringMatching(/^<svg/),
    });
    const { link, webcal, qr, ...shown } = made;
    const list = (await (await api('GET', TOKENS)).json()) as unknown;
    expect(list).toEqual({ items: [shown], next: null });

    const path = `${TOKENS}/${made.id}`;
    expect((await api('PATCH', path, { label: '李工' })).status).toBe(428);
    expect((await api('PATCH', path, { label: '李工' }, { 'if-match': '"2"' })).status).toBe(412);
    const renamed = await api('PATCH', path, { label: '李工' }, { 'if-match': '"1"' });
    expect([renamed.status, renamed.headers.get('etag')]).toEqual([200, '"2"']);
    expect(await (await api('GET', path)).json()).toEqual({ ...shown, label: '李工', revision: 2 });

    expect((await fetch(link)).status).toBe(200);
    expect((await api('DELETE', path, undefined, { 'if-match': '"1"' })).status).toBe(412);
    expect((await api('DELETE', path)).status).toBe(204);
    expect((await api('DELETE', path)).status).toBe(404);
    expect((await fetch(link)).status).toBe(404);
    expect(await (await api('GET', TOKENS)).json()).toEqual({ items: [], next: null });
    expect((await fetch(url + TOKENS)).status).toBe(401);
  });

  it('are for a lawyer, a department, a contact or the office that there is, and nothing else', async () => {
    const { api } = await webServer();
    const bodies = [
      { label: 'x', scope: { kind: 'lawyer', id: 'nobody' } },
      { label: 'x', scope: { kind: 'contact', id: 'nobody' } },
      { label: 'x', scope: { kind: 'town' } },
      { label: '', scope: { kind: 'office' } },
      { label: 'x'.repeat(101), scope: { kind: 'office' } },
      { scope: { kind: 'office' } },
      { label: 'x', scope: { kind: 'office' }, hash: '0'.repeat(64) },
    ];
    for (const body of bodies) expect([body, (await api('POST', TOKENS, body)).status]).toEqual([body, 422]);
  });

  it('leave only a hash behind, and none in the trail', async () => {
    const server = await webServer(FACTS);
    const made = await make(server, { kind: 'office' });
    await server.api('DELETE', `${TOKENS}/${made.id}`);
    const secret = /([\w-]{22})\.ics$/.exec(made.link)?.[1] ?? '';
    const [tokens, trail] = await server.store.read((transaction) =>
      Promise.all([
        transaction.find('feedTokens', { town: 'gangmen' }),
        transaction.find('trail', { town: 'gangmen' }),
      ]),
    );
    expect(JSON.stringify(tokens)).not.toContain(secret);
    const ofTokens = trail.filter(({ kind }) => kind === 'feedTokens');
    expect(ofTokens.map(({ action, actor }) => [action, actor])).toEqual([
      ['create', 'admin'],
      ['update', 'admin'],
    ]);
    expect(JSON.stringify(ofTokens)).not.toContain(tokens[0]?.hash);
  });
});

describe('a private feed', () => {
  it('holds what concerns whom it is for', async () => {
    const server = await withContact();
    const of = async (scope: unknown): Promise<string[]> => uids(await feedText(await make(server, scope)));
    expect(await of({ kind: 'lawyer', id: 'lawyer-1' })).toEqual(['a']);
    expect(await of({ kind: 'department', id: 'anjian' })).toEqual(['b', 'c']);
    expect(await of({ kind: 'contact', id: 'c-huohu' })).toEqual(['a']);
    expect(await of({ kind: 'office' })).toEqual(['a', 'b', 'c']);
  });

  it('names people and their telephones to the office alone', async () => {
    const server = await withContact();
    const office = await feedText(await make(server, { kind: 'office' }));
    expect(office).toContain('\\n村联系人：陈主任 13812345678');
    expect(office).toContain('SUMMARY:陈主任13812345678：开会');
    const scopes = [
      { kind: 'lawyer', id: 'lawyer-1' },
      { kind: 'contact', id: 'c-huohu' },
      { kind: 'department', id: 'sifasuo' },
    ];
    for (const scope of scopes)
      expect(await feedText(await make(server, scope))).not.toContain('13812345678');
    for (const path of ['town', 'villages/huohu', 'departments/sifasuo']) {
      const text = await (await fetch(`${server.url}/feeds/${path}.ics`)).text();
      expect(text).not.toMatch(/13812345678|村联系人/);
    }
  });

  it('goes into no shared cache, to no other site and into no search engine', async () => {
    const server = await webServer(FACTS);
    const { headers } = await fetch((await make(server, { kind: 'office' })).link);
    expect(
      ['cache-control', 'referrer-policy', 'x-robots-tag', 'content-type'].map((name) => headers.get(name)),
    ).toEqual(['private, no-cache', 'no-referrer', 'noindex', 'text/calendar; charset=utf-8']);
  });

  it('notes when it was last used, at most once an hour, and writes for no other poll', async () => {
    const server = await webServer(FACTS);
    const made = await make(server, { kind: 'office' });
    const used = async (): Promise<unknown> => {
      const body = (await (await server.api('GET', `${TOKENS}/${made.id}`)).json()) as {
        lastUsedAt: unknown;
      };
      return body.lastUsedAt;
    };
    const written = async (): Promise<number> => {
      await new Promise((resume) => setTimeout(resume, 50));
      return server.store.versionOf('gangmen');
    };
    await fetch(made.link);
    const version = await written();
    expect(await used()).toBe('2026-11-23T10:00:00+08:00');
    server.setNow('2026-11-23T10:59');
    for (let poll = 0; poll < 5; poll += 1) await fetch(made.link);
    expect([await written(), await used()]).toEqual([version, '2026-11-23T10:00:00+08:00']);
    server.setNow('2026-11-23T11:00');
    await fetch(made.link);
    expect([await written(), await used()]).toEqual([version + 1, '2026-11-23T11:00:00+08:00']);
  });

  it('answers unknown, revoked and broken secrets alike, to the byte', async () => {
    const server = await webServer(FACTS);
    const { url } = server;
    const revoked = await make(server, { kind: 'office' });
    await server.api('DELETE', `${TOKENS}/${revoked.id}`);
    const answers = new Set<string>();
    const links = [
      revoked.link,
      `${url}/feeds/private/${'A'.repeat(22)}.ics`,
      `${url}/feeds/private/x.ics`,
      `${url}/feeds/private/.ics`,
      `${url}/feeds/private/`,
      `${url}/feeds/private/a/b/c.ics?alarms=1`,
      revoked.link.replace('.ics', ''),
    ];
    for (const link of links) {
      const response = await fetch(link);
      const headers = [...response.headers].filter(([name]) => name !== 'date');
      answers.add(JSON.stringify([response.status, headers, await response.text()]));
    }
    expect(answers.size).toBe(1);
    expect([...answers][0]).toMatch(/^\[404,/);
  });

  it('keeps guessers out, but not who used a right link from there before', async () => {
    const server = await webServer(FACTS);
    const good = await make(server, { kind: 'office' });
    const fresh = await make(server, { kind: 'office' });
    expect((await fetch(good.link)).status).toBe(200);
    const guess = (forwarded: string): Promise<Response> =>
      fetch(`${server.url}/feeds/private/${'B'.repeat(22)}.ics`, {
        headers: { 'x-forwarded-for': forwarded },
      });
    // Who claims to come from elsewhere each time comes from one address all the same.
    for (let tries = 0; tries < MOST_GUESSES; tries += 1)
      expect((await guess(`10.0.0.${tries}`)).status).toBe(404);
    const refused = await guess('10.9.9.9');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '600']);
    // A right one that was never used from there tells a guesser nothing either.
    expect((await fetch(fresh.link)).status).toBe(429);
    expect((await fetch(good.link)).status).toBe(200);
    expect((await fetch(`${server.url}/feeds/town.ics`)).status).toBe(200);
    server.setNow('2026-11-23T10:10:01');
    expect([(await guess('')).status, (await fetch(fresh.link)).status]).toEqual([404, 200]);
  });

  it('is named in no log', async () => {
    const server = await webServer(FACTS);
    const made = await make(server, { kind: 'office' });
    const secret = /([\w-]{22})\.ics$/.exec(made.link)?.[1] ?? '';
    // The store fails: the one case in which something is logged.
    server.store.read = () => Promise.reject(new Error('the disk is gone'));
    await server.store.write(SYSTEM, (transaction) =>
      transaction.put('feedTokenUses', { id: 'x', town: 'gangmen', lastUsedAt: '2026-11-23T10:00:00+08:00' }),
    );
    const response = await fetch(made.link);
    expect([response.status, await response.text()]).toEqual([500, '服务器出错，请稍后再试。\n']);
    expect(server.logged.join('')).toContain('the disk is gone');
    expect(server.logged.join('')).not.toContain(secret);
  });
});

describe('the limit on guesses', () => {
  it('counts an IPv6 customer’s whole /64 as one, and IPv4 however it is written', () => {
    expect(guesserOf('2001:db8:1:2:3:4:5:6')).toBe(guesserOf('2001:db8:1:2::1'));
    expect(guesserOf('2001:db8:1:2::1')).not.toBe(guesserOf('2001:db8:1:3::1'));
    expect(guesserOf('2001:db8::1')).toBe(guesserOf('2001:0db8:0:0:ffff::'));
    expect(guesserOf('::1')).toBe('0:0:0:0');
    expect(guesserOf('fe80::1%eth0')).toBe('fe80:0:0:0');
    expect(guesserOf('::ffff:192.0.2.1')).toBe(guesserOf('192.0.2.1'));
    expect(guesserOf(undefined)).toBe('unknown');
  });

  it('remembers ten thousand addresses and no more', () => {
    const limit = new GuessLimit();
    const wrong = (guesser: string): void => {
      for (let tries = 0; tries < MOST_GUESSES; tries += 1) limit.noteWrong(guesser, 0);
    };
    wrong('first');
    expect(limit.waitOf('first', 1000)).toBe(599);
    for (let other = 0; other < 9_999; other += 1) limit.noteWrong(`other ${other}`, 0);
    expect(limit.waitOf('first', 1000)).toBe(599);
    limit.noteWrong('one more', 0);
    expect(limit.waitOf('first', 1000)).toBe(0);
  });
});
