import { describe, expect, it } from '@jest/globals';
import { calendars, furnishedTown, HELD } from '../support/furnishedTown.js';
import { ensureLinkKey } from '../../src/outgoing.js';
import { linksIn } from '../../src/reminders/index.js';
import { cookieOf, newAccount, PASSWORD } from '../support/people.js';
import { TOKEN } from '../support/webServer.js';

/** Where the town is said to be; the server is asked without it, as the dispatcher asks. */
const BASE = '/xipo';
const BASE_URL = `https://pufa.example.cn${BASE}`;

const ADDRESS = /<([a-z]+)\b([^>]*?)\s(href|action|formaction|src)="([^"]*)"([^>]*)>/g;

interface Link {
  readonly tag: string;
  readonly attribute: string;
  readonly address: string;
}

const unescaped = (text: string): string => text.replaceAll('&amp;', '&');

function linksOf(html: string): Link[] {
  return [...html.matchAll(ADDRESS)].map(([, tag = '', , attribute = '', address = '']) => ({
    tag,
    attribute,
    address: unescaped(address),
  }));
}

const isInTown = (address: string): boolean =>
  !/^\/(?!\/)/.test(address) || /^\/(xipo(?=[/?#]|$)|assets\/)/.test(address);

const withoutPrefix = (address: string): string => address.slice(BASE.length).replace(/#.*$/, '') || '/';

/** What looking at it would change, or is no page. */
const isLeftOut = (path: string): boolean =>
  /\.(ics|xlsx|docx|pdf|csv|svg)\b|^\/(assets|api\/v1)\//.test(path);

/** An id by another, so that of a hundred alike one is looked at. */
const shapeOf = (path: string): string =>
  path
    .replace(/[?].*/, (query) => [...new URLSearchParams(query).keys()].sort().join('&'))
    .replace(/\/(\d{4}-[^/?]*|[uc]-\w+|[0-9a-f]{20})/g, '/:id')
    .replace(/(key-dates|villages|departments|campaigns)\/[^/?]+/, '$1/:id');

describe('a town whose addresses begin below the root', () => {
  it('leads nowhere out of it, from any page, for anybody', async () => {
    const { server } = await furnishedTown({ baseUrl: BASE_URL });
    const { url, store } = server;
    await ensureLinkKey(store, 'gangmen');
    const linkFor = await store.read((transaction) => linksIn(transaction, calendars.town, BASE_URL));
    const cadres = linkFor('c1', HELD.id) ?? '';
    expect(cadres).toMatch(/^https:\/\/pufa\.example\.cn\/xipo\/r\//);
    const login = await fetch(`${url}/login`, {
      method: 'POST',
      headers: { origin: url },
      body: new URLSearchParams({ token: TOKEN }),
      redirect: 'manual',
    });
    const wrong: string[] = [];
    const seen = new Set<string>();
    const crawl = async (from: readonly string[], cookie: string): Promise<void> => {
      const shapes = new Set<string>();
      const queue = [...from];
      for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
        if (shapes.has(shapeOf(path)) || isLeftOut(path)) continue;
        shapes.add(shapeOf(path));
        seen.add(shapeOf(path));
        const response = await fetch(url + path, { headers: { cookie }, redirect: 'manual' });
        const to = response.headers.get('location');
        if (to !== null && !isInTown(to)) wrong.push(`${path}: Location ${to}`);
        if (response.status >= 500) wrong.push(`${path}: ${response.status}`);
        if (!response.headers.get('content-type')?.startsWith('text/html')) continue;
        const html = await response.text();
        if (!html.includes(`data-base="${BASE}"`)) wrong.push(`${path}: no data-base`);
        for (const { tag, attribute, address } of linksOf(html)) {
          if (!isInTown(address)) wrong.push(`${path}: <${tag} ${attribute}="${address}">`);
          if (tag === 'a' && address.startsWith(`${BASE}/`)) queue.push(withoutPrefix(address));
        }
      }
    };
    const starts = ['/', '/today', '/board', '/feeds/help', `/activities/${HELD.id}`, '/nowhere'];
    await crawl(
      [...starts, '/settings/contacts', '/settings/accounts', '/ledger', '/imports'],
      cookieOf(login),
    );
    await crawl(
      ['/', '/login', '/login?token=x', '/login/invite/x', cadres.slice(BASE_URL.length), '/r/x'],
      '',
    );
    expect(wrong).toEqual([]);
    // It went everywhere: by what stands in the addresses of pages that nothing but a link leads to.
    const pages = [
      '/board/calendar',
      '/board/plans',
      '/board/plans/:id',
      '/board/ledger',
      '/ledger/deadlines',
      '/ledger/guides',
      '/settings/contacts/c1',
      '/settings/blackouts',
      '/settings/feed-tokens',
      '/settings/api-tokens',
      '/settings/accounts/:id',
      '/activities/new',
      '/key-dates/:id',
      '/api/docs',
    ];
    const isSeen = (page: string): boolean => [...seen].some((shape) => shape.startsWith(page));
    expect(pages.filter((page) => !isSeen(page))).toEqual([]);
  });

  it('is the same town in every Location, address and cookie', async () => {
    const { server } = await furnishedTown({ baseUrl: BASE_URL });
    const { url, api } = server;
    const login = await fetch(`${url}/login`, {
      method: 'POST',
      headers: { origin: url },
      body: new URLSearchParams({ token: TOKEN }),
      redirect: 'manual',
    });
    expect([login.status, login.headers.get('location')]).toEqual([303, '/xipo/today']);
    expect(login.headers.get('set-cookie')).toMatch(/^__Host-pufa_session_xipo=\S+; .*Path=\/;.*Secure/);
    const out = await fetch(`${url}/login/out`, {
      method: 'POST',
      headers: { origin: url },
      redirect: 'manual',
    });
    expect([out.status, out.headers.get('location')]).toEqual([303, '/xipo/login']);
    const hidden = await fetch(`${url}/board`, { redirect: 'manual' });
    expect(hidden.headers.get('location')).toBe('/xipo/login');

    const body = { name: '村干部乙', role: 'cadre', village: 'xipo' };
    const key = { 'idempotency-key': 'k1' };
    const [made, again] = [
      await api('POST', '/api/v1/contacts', body, key),
      await api('POST', '/api/v1/contacts', body, key),
    ];
    const { id } = (await made.json()) as { id: string };
    // Under a key the answer is the same, and not prefixed twice.
    for (const { headers } of [made, again])
      expect(headers.get('location')).toBe(`/xipo/api/v1/contacts/${id}`);

    const feed = (await (
      await api('POST', '/api/v1/feed-tokens', { label: '所里', scope: { kind: 'office' } })
    ).json()) as { link: string; webcal: string };
    expect(feed.link).toMatch(/^https:\/\/pufa\.example\.cn\/xipo\/feeds\/private\/[\w-]{22}\.ics$/);
    expect(feed.webcal).toBe(feed.link.replace('https:', 'webcal:'));
    const { invitation } = await newAccount(server, { username: 'lin', password: undefined });
    expect(invitation?.link).toMatch(/^https:\/\/pufa\.example\.cn\/xipo\/login\/invite\//);

    const document = (await (await fetch(`${url}/openapi.json`)).json()) as {
      servers: unknown;
      components: { securitySchemes: { session: { name: string } } };
    };
    expect(document.servers).toEqual([{ url: '/xipo', description: '本站' }]);
    expect(document.components.securitySchemes.session.name).toBe('__Host-pufa_session_xipo');
    expect(await (await fetch(`${url}/feeds/town.ics`)).text()).toContain(`URL:${BASE_URL}/`);
    const refused = (await (await fetch(`${url}/api/v1/town`)).json()) as { detail: string };
    expect(refused.detail).toContain(' /xipo/login ');
    const nowhere = (await (await fetch(`${url}/api/v1/nowhere`)).json()) as { detail: string };
    expect(nowhere.detail).toContain('GET /xipo/api/v1/nowhere');
  });

  it('takes a password from a page of its own, and no cookie of the town at the root', async () => {
    const below = await furnishedTown({ baseUrl: BASE_URL });
    const { url } = below.server;
    const login = await fetch(`${url}/login`, {
      method: 'POST',
      headers: { origin: 'https://pufa.example.cn' },
      body: new URLSearchParams({ username: 'chen', password: PASSWORD }),
      redirect: 'manual',
    });
    expect([login.status, login.headers.get('location')]).toEqual([303, '/xipo/today']);
    const cookie = cookieOf(login);
    const ask = async (sent: string) =>
      (await fetch(`${url}/today`, { headers: { cookie: sent }, redirect: 'manual' })).status;
    expect(await ask(cookie)).toBe(200);
    expect(await ask(cookie.replace('_xipo', ''))).toBe(303);
  });
});
