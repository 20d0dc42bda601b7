import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { SYSTEM } from '../../src/facts/index.js';
import { linksIn } from '../../src/reminders/index.js';
import { makeOneTimeLink } from '../../src/web/index.js';
import { activity, townTime } from '../support/gangmen.js';
import { calendarsOf, installation, oneCampaign, TOKEN, type Installation } from '../support/installation.js';
import { cookieOf, PASSWORD, sound } from '../support/people.js';
import { phonePhoto, pictureForm } from '../support/pictures.js';
import { accountAt, apiAt, cookieAt, enter, placeOf, statusOf } from '../support/townPeople.js';

const TOWNS = [
  { id: 'atown', name: '甲镇' },
  { id: 'btown', name: '乙镇' },
];

/** Two towns, the first of them at the root. */
async function twoTowns(): Promise<Installation & { a: string; b: string }> {
  const both = await installation(calendarsOf(TOWNS.map((town) => ({ ...town, ...oneCampaign() }))), {
    home: 'atown',
  });
  return { ...both, a: placeOf(both, 'atown', 'atown'), b: placeOf(both, 'btown', 'atown') };
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe('the towns of one installation', () => {
  it('each have every path, and the first has them without its name too', async () => {
    const { url, a, b } = await twoTowns();
    const title = async (address: string): Promise<string> => (await fetch(address)).text();
    expect(await title(`${a}/`)).toContain('甲镇');
    expect(await title(`${url}/atown/`)).toBe(await title(`${a}/`));
    expect(await title(`${b}/`)).toContain('乙镇');
    expect(await title(b)).toBe(await title(`${b}/`));
    expect(await title(`${b}/feeds/town.ics`)).toContain(`URL:${b}/`);
    expect(await title(`${b}/feeds/villages/huohu.ics`)).toContain('@btown.pufa');
    for (const path of ['/openapi.json', '/login', '/feeds/key-dates.ics', '/feeds/help', '/assets/site.css'])
      expect([path, await statusOf(b + path), await statusOf(url + path)]).toEqual([path, 200, 200]);
    expect(await statusOf(`${b}/healthz`)).toBe(503);
    const unknown = await fetch(`${url}/ctown/board`);
    expect([unknown.status, (await unknown.text()).includes('甲镇')]).toEqual([404, true]);
  });

  it('know each their own accounts, sessions and passwords', async () => {
    const { a, b } = await twoTowns();
    const other = '逢圩日到文化广场摆摊讲法';
    await accountAt(a, { role: 'admin' });
    await accountAt(b, { role: 'admin', password: other });
    const [inA, inB] = [await cookieAt(a), await cookieAt(b, 'chen', other)];
    expect([inA.split('=')[0], inB.split('=')[0]]).toEqual(['pufa_session', 'pufa_session_btown']);
    // One browser has both, and neither logs the other out.
    const browser = { cookie: `${inA}; ${inB}` };
    expect([await statusOf(`${a}/board`, browser), await statusOf(`${b}/board`, browser)]).toEqual([
      200, 200,
    ]);
    expect((await enter(b, { username: 'chen', password: PASSWORD })).status).toBe(403);
    // Not under its own name, and not under the other's.
    const renamed = inA.replace('pufa_session', 'pufa_session_btown');
    for (const cookie of [inA, renamed]) {
      expect(await statusOf(`${b}/board`, { cookie })).toBe(303);
      expect(await statusOf(`${b}/api/v1/town`, { cookie })).toBe(401);
    }
    expect(await statusOf(`${a}/board`, { cookie: inB.replace('_btown', '') })).toBe(303);
  });

  it("know nothing of each other's tokens, links, invitations and feeds", async () => {
    const both = await twoTowns();
    const { a, b, store, dataDir, towns } = both;
    const { token } = await sound<{ token: string }>(
      apiAt(a)('POST', '/api/v1/api-tokens', { label: '脚本', role: 'admin', scope: 'write' }),
    );
    expect(await statusOf(`${a}/api/v1/town`, bearer(token))).toBe(200);
    expect(await statusOf(`${b}/api/v1/town`, bearer(token))).toBe(401);
    // Set from outside by whoever owns the machine, it is every town's.
    for (const place of [a, b]) expect(await statusOf(`${place}/api/v1/town`, bearer(TOKEN))).toBe(200);

    const { link } = await sound<{ link: string }>(
      apiAt(a)('POST', '/api/v1/feed-tokens', { label: '所里', scope: { kind: 'office' } }),
    );
    expect(await statusOf(link)).toBe(200);
    expect(await statusOf(link.replace(a, b))).toBe(404);

    const { invitation } = await sound<{ invitation: { link: string } }>(
      apiAt(a)('POST', '/api/v1/accounts', { username: 'lin', name: '林', role: 'admin' }),
    );
    expect(await statusOf(invitation.link.replace(a, b))).toBe(404);
    expect(await statusOf(invitation.link)).toBe(200);

    const once = makeOneTimeLink({ dataDir, town: 'atown', baseUrl: a }, townTime('2026-11-23T10:00'));
    const secret = new URL(once).searchParams.get('token') ?? '';
    expect((await enter(b, { token: secret })).status).toBe(403);
    // Tried in the wrong town it is not used up.
    expect((await enter(a, { token: secret })).status).toBe(303);

    for (const town of ['atown', 'btown'])
      await store.write(SYSTEM, (transaction) => transaction.put('activities', activity({ town })));
    const linkFor = await store.read((transaction) => linksIn(transaction, towns.of('btown').town, b));
    const cadres = linkFor('village:huohu', activity().id) ?? '';
    expect(cadres.startsWith(`${b}/r/`)).toBe(true);
    expect([await statusOf(cadres), await statusOf(cadres.replace(b, a))]).toEqual([200, 404]);
  });

  it("find nothing by another's ids, though activities of both bear one", async () => {
    const { a, b, store, setNow } = await twoTowns();
    for (const town of ['atown', 'btown'])
      await store.write(SYSTEM, (transaction) =>
        transaction.put('activities', activity({ town, title: `宣传（${town}）` })),
      );
    setNow('2026-12-05T09:00');
    const path = `/api/v1/activities/${activity().id}`;
    await apiAt(a)('PUT', `${path}/record`, { people: 40 });
    const upload = await apiAt(a)('POST', `${path}/record/photos`, pictureForm(await phonePhoto()));
    const { photos } = await sound<{ photos: { id: string }[] }>(Promise.resolve(upload));
    const photo = `/api/v1/photos/${photos[0]?.id ?? ''}`;
    const contact = { name: '村干部甲', role: 'cadre', village: 'xipo' };
    const key = { 'idempotency-key': 'the-same' };
    const made = await sound<{ id: string }>(apiAt(a)('POST', '/api/v1/contacts', contact, key));
    const csv = { 'content-type': 'text/csv' };
    const file = '姓名,村\n丙,西坡村\n';
    const brought = await sound<{ id: string }>(apiAt(a)('POST', '/api/v1/imports?kind=contacts', file, csv));
    const plan = await sound<{ id: string }>(apiAt(a)('POST', '/api/v1/plans', { year: 2027 }));
    for (const one of [
      photo,
      `/api/v1/contacts/${made.id}`,
      `/api/v1/imports/${brought.id}`,
      `/api/v1/plans/${plan.id}`,
    ]) {
      expect([one, (await apiAt(a)('GET', one)).status]).toEqual([one, 200]);
      expect([one, (await apiAt(b)('GET', one)).status]).toEqual([one, 404]);
    }
    // The same key in another town is another request.
    const again = await apiAt(b)('POST', '/api/v1/contacts', contact, key);
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([201, null]);
    await apiAt(b)('PATCH', path, { place: '祠堂' }, { 'if-match': '*' });
    const { place, title } = await sound<{ place: string; title: string }>(apiAt(a)('GET', path));
    expect([place, title]).toEqual(['货湖村委会', '宣传（atown）']);
  });

  it('keep a photo that both have filed until neither has it', async () => {
    const { a, b, store, setNow, dataDir } = await twoTowns();
    for (const town of ['atown', 'btown'])
      await store.write(SYSTEM, (transaction) => transaction.put('activities', activity({ town })));
    setNow('2026-12-05T09:00');
    const path = `/api/v1/activities/${activity().id}/record`;
    const picture = await phonePhoto();
    const ids: string[] = [];
    for (const town of [a, b]) {
      await apiAt(town)('PUT', path, { people: 40 });
      const upload = await apiAt(town)('POST', `${path}/photos`, pictureForm(picture));
      const { photos } = await sound<{ photos: { id: string }[] }>(Promise.resolve(upload));
      ids.push(...photos.map(({ id }) => id));
    }
    const [id = '', same] = ids;
    expect(same).toBe(id);
    const file = join(dataDir, 'photos', id.slice(0, 2), `${id}.jpg`);
    await apiAt(a)('PUT', path, { people: 40, photos: [] });
    expect(existsSync(file)).toBe(true);
    expect((await apiAt(b)('GET', `/api/v1/photos/${id}`)).status).toBe(200);
    await apiAt(b)('PUT', path, { people: 40, photos: [] });
    expect(existsSync(file)).toBe(false);
  });

  it('count wrong guesses together', async () => {
    const { a, b } = await twoTowns();
    const logins: number[] = [];
    for (let time = 0; time < 11; time += 1)
      for (const place of [a, b])
        logins.push((await enter(place, { username: `nobody-${time}`, password: PASSWORD })).status);
    expect(logins.slice(0, 20)).toEqual(Array(20).fill(403));
    expect(logins.slice(20)).toEqual([429, 429]);
    const feeds: number[] = [];
    for (let time = 0; time < 11; time += 1)
      for (const place of [a, b]) feeds.push(await statusOf(`${place}/feeds/private/${'x'.repeat(22)}.ics`));
    expect([feeds.indexOf(429), feeds.at(-1)]).toEqual([20, 429]);
  });

  it('lock out a username in the town where it was guessed, and in no other', async () => {
    const { a, b } = await twoTowns();
    for (const place of [a, b]) await accountAt(place);
    for (let time = 0; time < 10; time += 1)
      await enter(a, { username: 'chen', password: '猜一个密码看看对不对' });
    expect((await enter(a, { username: 'chen', password: PASSWORD })).status).toBe(429);
    expect((await enter(b, { username: 'chen', password: PASSWORD })).status).toBe(303);
    // Right there, it is not trusted here.
    expect((await enter(a, { username: 'chen', password: PASSWORD })).status).toBe(429);
    expect(cookieOf(await enter(b, { username: 'chen', password: PASSWORD }))).toMatch(
      /^pufa_session_btown=/,
    );
  });
});
