import { expect, it } from '@jest/globals';
import { linker } from '../../support/contactLinks.js';
import { activity } from '../../support/gangmen.js';
import { webServer } from '../../support/webServer.js';

it('is a sheet of empty lines, at the link and for the office', async () => {
  const { store, url, api } = await webServer([activity({ title: '<b>会议</b>' })]);
  const link = await (await linker(store, url))('village:huohu', activity().id);
  const html = await (await fetch(`${link}/sign-in`)).text();
  expect(html.match(/<td>\d+<\/td><td><\/td><td><\/td><td><\/td><td><\/td>/g)).toHaveLength(20);
  expect(html).toContain('2026年12月4日 上午 9:00–11:30');
  expect(html).toContain('&lt;b>会议');
  const office = await api('GET', `/today/sign-in/${activity().id}`);
  expect([office.status, await office.text()]).toEqual([200, html]);
  expect((await api('GET', '/today/sign-in/none')).status).toBe(404);
  const stranger = await fetch(`${url}/today/sign-in/${activity().id}`, { redirect: 'manual' });
  expect([stranger.status, stranger.headers.get('location')]).toEqual([303, '/login']);
});

it('gives of an activity of several days its days, and no hours as if they were of one', async () => {
  const during = { start: '2026-12-30T09:00:00+08:00', end: '2027-01-02T17:00:00+08:00' };
  const { api } = await webServer([
    activity(during),
    activity({ ...during, id: 'x-1', end: '2026-12-31T17:00:00+08:00' }),
  ]);
  const whenOn = async (id: string): Promise<string | undefined> =>
    /<p>时间：([^<]*)/.exec(await (await api('GET', `/today/sign-in/${id}`)).text())?.[1];
  expect([await whenOn(activity().id), await whenOn('x-1')]).toEqual([
    '2026年12月30日至2027年1月2日',
    '2026年12月30日至31日',
  ]);
});
