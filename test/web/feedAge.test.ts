import { describe, expect, it } from '@jest/globals';
import { SYSTEM } from '../../src/facts/index.js';
import { activity, gangmen } from '../support/gangmen.js';
import { freshFolder } from '../support/folder.js';
import { webServer } from '../support/webServer.js';

const id = activity().id;
/** It stands in the feed, so a port of its own at each start would be a change. */
const baseUrl = 'https://pufa.example.cn';

interface Polled {
  readonly status: number;
  readonly modified: string;
  readonly etag: string;
  readonly text: string;
}

const poll = async (url: string, since?: string): Promise<Polled> => {
  const headers: Record<string, string> = since === undefined ? {} : { 'if-modified-since': since };
  const response = await fetch(url, { headers });
  const { status } = response;
  const modified = response.headers.get('last-modified') ?? '';
  return { status, modified, etag: response.headers.get('etag') ?? '', text: await response.text() };
};

type Server = Awaited<ReturnType<typeof webServer>>;

const edit = async ({ api }: Server, place: string, revision: number): Promise<void> => {
  const match = { 'if-match': `"${revision}"` };
  const response = await api('PATCH', `/api/v1/activities/${id}`, { place }, match);
  if (response.status !== 200) throw new Error(await response.text());
};

describe('a client that knows only dates', () => {
  it('is told 304 while nothing changes, and gets each edit', async () => {
    const server = await webServer([activity()]);
    const feed = `${server.url}/feeds/town.ics`;
    const first = await poll(feed);
    expect(first.modified).toBe('Mon, 23 Nov 2026 02:00:00 GMT');
    expect((await poll(feed, first.modified)).status).toBe(304);
    server.setNow('2026-11-23T10:00:07');
    await edit(server, '祠堂', 1);
    const second = await poll(feed, first.modified);
    expect([second.status, second.modified]).toEqual([200, 'Mon, 23 Nov 2026 02:00:07 GMT']);
    expect((await poll(feed, second.modified)).status).toBe(304);
  });

  it('gets the second of two edits within a second, and after it too', async () => {
    const server = await webServer([activity()]);
    const feed = `${server.url}/feeds/town.ics`;
    server.setNow('2026-11-23T10:00:07');
    await edit(server, '祠堂', 1);
    const first = await poll(feed);
    await edit(server, '戏台', 2);
    const second = await poll(feed, first.modified);
    expect([second.status, second.modified]).toEqual([200, first.modified]);
    expect(second.text).toContain('戏台');
    // Who asks by that date may have either state, so gets the bytes; a later date tells.
    expect((await poll(feed, first.modified)).status).toBe(200);
    expect((await poll(feed, 'Mon, 23 Nov 2026 02:00:08 GMT')).status).toBe(304);
  });

  it('gets the second of two edits within a second after a restart too', async () => {
    const dataDir = freshFolder();
    const server = await webServer([activity()], { dataDir, baseUrl });
    server.setNow('2026-11-23T10:00:07');
    await edit(server, '祠堂', 1);
    const first = await poll(`${server.url}/feeds/town.ics`);
    await edit(server, '戏台', 2);
    await server.close();
    const again = await webServer([], { dataDir, baseUrl, now: '2026-11-23T10:05' });
    const second = await poll(`${again.url}/feeds/town.ics`, first.modified);
    expect([second.status, second.text.includes('戏台')]).toEqual([200, true]);
  });

  it('gets what is left when an activity is removed altogether, before and after a restart', async () => {
    const dataDir = freshFolder();
    const server = await webServer([activity(), activity({ id: 'b' })], { dataDir, baseUrl });
    const feed = `${server.url}/feeds/town.ics`;
    const first = await poll(feed);
    server.setNow('2026-11-23T10:30');
    await server.store.write(SYSTEM, (transaction) => transaction.remove('activities', 'gangmen', 'b'));
    const second = await poll(feed, first.modified);
    expect([second.status, second.modified]).toEqual([200, 'Mon, 23 Nov 2026 02:30:00 GMT']);
    expect(second.text).not.toContain('UID:b@');
    await server.close();
    const again = await webServer([], { dataDir, baseUrl, now: '2026-11-23T11:00' });
    const third = await poll(`${again.url}/feeds/town.ics`, first.modified);
    expect([third.status, third.modified]).toEqual([200, second.modified]);
  });

  it('gets a village’s new name after a restart, and 304 after a restart that changed nothing', async () => {
    const dataDir = freshFolder();
    const server = await webServer([activity()], { dataDir, baseUrl });
    const first = await poll(`${server.url}/feeds/villages/huohu.ics`);
    await server.close();
    const same = await webServer([], { dataDir, baseUrl, now: '2026-11-23T11:00' });
    expect((await poll(`${same.url}/feeds/villages/huohu.ics`, first.modified)).status).toBe(304);
    await same.close();
    const villages = gangmen.town.villages.map((village) =>
      village.id === 'huohu' ? { ...village, name: '新货湖村' } : village,
    );
    const calendars = { ...gangmen, town: { ...gangmen.town, villages } };
    const renamed = await webServer([], { dataDir, baseUrl, now: '2026-11-23T12:00', calendars });
    const second = await poll(`${renamed.url}/feeds/villages/huohu.ics`, first.modified);
    expect([second.status, second.modified]).toEqual([200, 'Mon, 23 Nov 2026 04:00:00 GMT']);
    expect(second.text).toContain('X-WR-CALNAME:新货湖村普法');
    expect((await poll(`${renamed.url}/feeds/villages/huohu.ics`, second.modified)).status).toBe(304);
  });

  it('asks anew after midnight in the town, and not before', async () => {
    const server = await webServer([activity()]);
    const feed = `${server.url}/feeds/town.ics`;
    const first = await poll(feed);
    server.setNow('2026-11-23T23:59:59');
    expect((await poll(feed, first.modified)).status).toBe(304);
    server.setNow('2026-11-24T00:00:00');
    const second = await poll(feed, first.modified);
    expect([second.status, second.modified]).toEqual([200, 'Mon, 23 Nov 2026 16:00:00 GMT']);
    // Same bytes, so who knows tags need not load them.
    expect(second.etag).toBe(first.etag);
    expect((await poll(feed, second.modified)).status).toBe(304);
    // A clock that ran ahead is set right.
    server.setNow('2026-11-23T12:00');
    expect((await poll(feed)).modified).toBe('Mon, 23 Nov 2026 02:00:00 GMT');
  });
});

describe('an edit of one village', () => {
  it('changes its feeds, and leaves the others’ tags, bytes and dates alone', async () => {
    const server = await webServer([
      activity(),
      activity({ id: 'b', village: 'xipo', keyDate: null, lead: 'anjian', partners: [] }),
    ]);
    const paths = ['town', 'villages/huohu', 'villages/xipo', 'departments/anjian', 'key-dates'];
    const all = () => Promise.all(paths.map((path) => poll(`${server.url}/feeds/${path}.ics`)));
    const before = await all();
    server.setNow('2026-11-23T10:30');
    await edit(server, '祠堂', 1);
    const after = await all();
    const same = paths.map((_path, index) => JSON.stringify(before[index]) === JSON.stringify(after[index]));
    expect(same).toEqual([false, false, true, true, true]);
  });

  it('is not seen where only sessions, uses or deliveries are written', async () => {
    const server = await webServer([activity()]);
    const feed = `${server.url}/feeds/town.ics`;
    const before = await poll(feed);
    server.setNow('2026-11-23T10:30');
    const at = '2026-11-23T10:30:00+08:00';
    await server.store.write(SYSTEM, (transaction) =>
      transaction.put('feedTokenUses', { id: 'x', town: 'gangmen', lastUsedAt: at }),
    );
    expect(await poll(feed)).toEqual(before);
  });
});
