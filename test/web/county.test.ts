import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { countyServer, type CountyServer } from '../support/countyTown.js';
import { makeOneTimeLink } from '../../src/web/index.js';
import { townTime } from '../support/gangmen.js';
import { TOKEN } from '../support/installation.js';
import { cookieOf, sound } from '../support/people.js';
import { accountAt, apiAt, cookieAt, enter, statusOf } from '../support/townPeople.js';

/** The text of each row of the board, cell by cell. */
function rowsOf(html: string): string[][] {
  const body = /<tbody[^]*<\/tbody>/.exec(html)?.[0] ?? '';
  return [...body.matchAll(/<tr[^]*?<\/tr>/g)].map(([row]) =>
    [...row.matchAll(/<t[hd][^>]*>([^]*?)<\/t[hd]>/g)].map(([, cell = '']) =>
      cell
        .replace(/<span class="figure-name"[^]*?<\/span>/, '')
        .replace(/<[^>]*>/g, '')
        .trim(),
    ),
  );
}

const page = async (address: string, cookie: string): Promise<string> =>
  (await fetch(address, { headers: { cookie }, redirect: 'manual' })).text();

const asAdmin = async (server: CountyServer): Promise<string> => {
  await accountAt(server.at('suixi'), { role: 'admin' });
  return cookieAt(server.at('suixi'));
};

describe('the board of a county', () => {
  it("has a row a town, the worst first, with the figures of each one's own board", async () => {
    const server = await countyServer();
    const cookie = await asAdmin(server);
    const html = await page(`${server.at('suixi')}/board`, cookie);
    expect(rowsOf(html)).toEqual([
      ['丙镇', '12', '还没有发布计划'],
      ['乙镇', '12', '2', '8', '1', '39', '0', '0', '0'],
      ['甲镇', '12', '0', '0', '0', '47', '0', '1', '0'],
    ]);
    // What 乙镇's own board says, where its name leads to.
    const [, address = ''] = /href="([^"]*)"[^>]*>乙镇/.exec(html) ?? [];
    expect(address).toBe('/btown/board?year=2026');
    const own = await page(server.url + address, cookie);
    const figures = [...own.matchAll(/<b>(\d+)<\/b> <span>([^<]*)/g)].map(
      ([, count, name]) => `${count ?? ''}${name ?? ''}`,
    );
    expect(figures.slice(0, 3)).toEqual(['3个村有缺口', '8项没有安排', '1项没有台账']);
    expect(/href="([^"]*)"[^>]*>甲镇/.exec(html)?.[1]).toBe('/board?year=2026');
  });

  it('is in English too, of every year, and says of a year without plans that there are none', async () => {
    const server = await countyServer();
    const cookie = await asAdmin(server);
    const html = await page(`${server.at('suixi')}/board?year=2031&lang=en`, cookie);
    expect(html).toContain('href="/suixi/board?year=2030"');
    expect(rowsOf(html).map(([, , plan]) => plan)).toEqual(Array(3).fill('No plan released yet'));
    expect(rowsOf(html).map(([town]) => town)).toEqual(['Atown Town', 'Btown Town', 'Ctown Town']);
    // Nothing was counted, so no nought is shown for it.
    expect(html).not.toContain('<b>0</b>');
  });

  it('counts a town that cannot be read as nothing, and says which it is', async () => {
    const server = await countyServer({ mostInMemory: 1 });
    const cookie = await asAdmin(server);
    writeFileSync(join(server.calendars, 'towns', 'btown.yaml'), 'id: btown\n');
    const html = await page(`${server.at('suixi')}/board`, cookie);
    expect(rowsOf(html).map(([town]) => town)).toEqual(['丙镇', '甲镇']);
    expect(html).toContain('读不了这些镇，没有算进来：btown。');
    expect(server.logged.some((line) => line.includes('"town":"btown"') && line.includes('row of'))).toBe(
      true,
    );
    // It is not served either, and the others are.
    expect(await statusOf(`${server.at('btown')}/`)).toBe(503);
    expect(await statusOf(`${server.at('ctown')}/`)).toBe(200);
  });

  it('is the page that a county has, behind login', async () => {
    const server = await countyServer();
    const suixi = server.at('suixi');
    const to = async (path: string) =>
      (await fetch(suixi + path, { redirect: 'manual' })).headers.get('location');
    expect([await to(''), await to('/board')]).toEqual(['/suixi/board', '/suixi/login']);
    for (const path of ['/today', '/activities', '/feeds/town.ics', '/healthz', '/api/v1/activities'])
      expect([path, await statusOf(suixi + path, { authorization: `Bearer ${TOKEN}` })]).toEqual([path, 404]);
    expect(await statusOf(`${suixi}/board`, { authorization: `Bearer ${TOKEN}` })).toBe(200);
    expect(await (await fetch(`${suixi}/login`)).text()).toContain('admin-link --town suixi');
    // It is no town, in English neither.
    expect(await (await fetch(`${suixi}/login?lang=en`)).text()).toContain(
      '<p class="masthead-org">Suixi</p>',
    );
  });
});

describe("a county's people", () => {
  it('have their role in its towns and in no other, and their own page is the board', async () => {
    const server = await countyServer();
    const login = async (role: string) => {
      await accountAt(server.at('suixi'), { username: role, role });
      return enter(server.at('suixi'), { username: role, password: '普法要进村入户到人心' });
    };
    const seen: Record<string, number[]> = {};
    for (const role of ['admin', 'office', 'reader']) {
      const entered = await login(role);
      expect(entered.headers.get('location')).toBe('/suixi/board');
      const cookie = { cookie: cookieOf(entered) };
      const ask = (id: string, path: string) => statusOf(server.at(id) + path, cookie);
      seen[role] = [
        await ask('suixi', '/board'),
        await ask('suixi', '/settings/accounts'),
        await ask('atown', '/today'),
        await ask('btown', '/today'),
        await ask('btown', '/settings/accounts'),
        await ask('dtown', '/today'),
        await ask('lianjiang', '/board'),
      ];
    }
    expect(seen).toEqual({
      admin: [200, 200, 200, 200, 200, 303, 303],
      office: [200, 403, 200, 200, 403, 303, 303],
      reader: [200, 403, 403, 403, 403, 303, 303],
    });
  });

  it("are never a village's or a unit's", async () => {
    const server = await countyServer();
    const api = apiAt(server.at('suixi'));
    for (const given of [
      { role: 'village' },
      { role: 'village', village: 'huohu' },
      { role: 'department' },
    ]) {
      const made = await api('POST', '/api/v1/accounts', { username: 'lin', name: '林', ...given });
      expect(made.status).toBe(422);
    }
  });

  it("change a town in their own name, which the town's trail tells, and are no account of it", async () => {
    const server = await countyServer();
    const { id } = await accountAt(server.at('suixi'), { role: 'office' });
    const cookie = await cookieAt(server.at('suixi'));
    const town = server.at('btown');
    const headers = { cookie, origin: server.url, 'content-type': 'application/json' };
    const [, , village = ''] = server.towns.of('btown').town.villages.map((one) => one.id);
    const path = `/api/v1/activities/2026-${village}-meeting`;
    const changed = await fetch(town + path, {
      method: 'PATCH',
      headers: { ...headers, 'if-match': '*' },
      body: JSON.stringify({ place: '祠堂' }),
    });
    expect(changed.status).toBe(200);
    const { items } = await sound<{ items: { actor: string; name: string }[] }>(
      apiAt(town)('GET', `${path}/history`),
    );
    expect(items.map(({ actor, name }) => `${actor} ${name}`)).toContain(`county:suixi:${id} 县里的账号`);
    const me = await sound<{ account: string | null; role: string; expiresAt: string | null }>(
      fetch(`${town}/api/v1/session`, { headers: { cookie } }),
    );
    expect(me).toMatchObject({ account: null, role: 'office', expiresAt: null });
    const accounts = await sound<{ items: unknown[] }>(apiAt(town)('GET', '/api/v1/accounts'));
    expect(accounts.items).toEqual([]);
    // Without saying where from, a cookie changes nothing here either.
    const unsaid = await fetch(town + path, { method: 'PATCH', headers: { cookie }, body: '{}' });
    expect(unsaid.status).toBe(401);
    expect(await page(`${town}/board`, cookie)).toContain('<a href="/suixi/board" data-outside="true">');
  });

  it('are shut out of all towns when the account is disabled, or they log out', async () => {
    const server = await countyServer();
    const { id } = await accountAt(server.at('suixi'), { role: 'office' });
    const [one, other] = [await cookieAt(server.at('suixi')), await cookieAt(server.at('suixi'))];
    const seen = (cookie: string) => statusOf(`${server.at('btown')}/today`, { cookie });
    await fetch(`${server.at('suixi')}/login/out`, {
      method: 'POST',
      headers: { cookie: one, origin: server.url },
    });
    expect([await seen(one), await seen(other)]).toEqual([303, 200]);
    await apiAt(server.at('suixi'))(
      'PATCH',
      `/api/v1/accounts/${id}`,
      { disabled: true },
      { 'if-match': '*' },
    );
    expect(await seen(other)).toBe(303);
  });

  it("come in by a one-time link of the county, and a town's people come no higher", async () => {
    const server = await countyServer();
    const link = makeOneTimeLink(
      { dataDir: server.dataDir, town: 'suixi', baseUrl: server.at('suixi') },
      townTime('2026-12-03T18:00'),
    );
    expect(link.startsWith(`${server.at('suixi')}/login?token=`)).toBe(true);
    const token = new URL(link).searchParams.get('token') ?? '';
    expect((await enter(server.at('btown'), { token })).status).toBe(403);
    const cookie = cookieOf(await enter(server.at('suixi'), { token }));
    expect(await statusOf(`${server.at('btown')}/settings/accounts`, { cookie })).toBe(200);

    await accountAt(server.at('btown'), { role: 'admin' });
    const townly = await cookieAt(server.at('btown'));
    for (const name of ['pufa_session_suixi', 'pufa_session']) {
      const sent = { cookie: `${townly}; ${townly.replace('pufa_session_btown', name)}` };
      expect(await statusOf(`${server.at('suixi')}/board`, sent)).toBe(303);
      expect(await statusOf(`${server.at('atown')}/today`, sent)).toBe(303);
      expect(await statusOf(`${server.at('suixi')}/api/v1/accounts`, sent)).toBe(401);
    }
  });
});
