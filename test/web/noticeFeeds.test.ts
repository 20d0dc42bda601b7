import { describe, expect, it } from '@jest/globals';
import { freshFolder } from '../support/folder.js';
import { activity } from '../support/gangmen.js';
import { sound } from '../support/people.js';
import { webServer } from '../support/webServer.js';

const UID = 'constitution-week-2026@gangmen.pufa';
const BODY = {
  keyDate: 'constitution-week',
  year: 2026,
  start: '2026-12-05',
  end: '2026-12-11',
  theme: { zh: '弘扬宪法精神', en: null },
  source: '通知',
};
/** It stands in the feed, so a port of its own at each start would be a change. */
const baseUrl = 'https://pufa.example.cn';

const poll = async (url: string, path: string, headers: Record<string, string> = {}) => {
  const response = await fetch(`${url}/feeds/${path}.ics`, { headers });
  const text = (await response.text()).replaceAll('\r\n ', '');
  return {
    status: response.status,
    etag: response.headers.get('etag') ?? '',
    modified: response.headers.get('last-modified') ?? '',
    event: text.split('BEGIN:VEVENT').find((event) => event.includes(UID)) ?? '',
  };
};

describe('the feed of the key dates', () => {
  it('bears a notice from the moment it is stored, and its day as the date of the revision', async () => {
    const server = await webServer([activity()], { now: '2026-11-25T10:00', baseUrl });
    const before = await poll(server.url, 'key-dates');
    const town = await poll(server.url, 'town');
    expect(before.event).toContain('DTSTART;VALUE=DATE:20261201\r\nDTEND;VALUE=DATE:20261208');
    expect(before.event).toContain('日期以当年通知为准');
    server.setNow('2026-11-28T10:00:07');
    await poll(server.url, 'key-dates');
    await sound(server.api('POST', '/api/v1/notices', BODY));
    const after = await poll(server.url, 'key-dates', {
      'if-none-match': before.etag,
      'if-modified-since': before.modified,
    });
    expect([after.status, after.modified]).toEqual([200, 'Sat, 28 Nov 2026 02:00:07 GMT']);
    expect(after.etag).not.toBe(before.etag);
    expect(after.event).toContain('DTSTART;VALUE=DATE:20261205\r\nDTEND;VALUE=DATE:20261212');
    expect(after.event).toContain('主题：弘扬宪法精神');
    expect(after.event).not.toContain('日期以当年通知为准');
    expect(after.event).toContain('DTSTAMP:20261128T000000Z');
    expect(after.event).toContain('LAST-MODIFIED:20261128T000000Z');
    expect(after.event).toContain('SEQUENCE:0');
    // A feed of activities says nothing of it, and is as old as it was.
    expect((await poll(server.url, 'town', { 'if-none-match': town.etag })).status).toBe(304);
  });

  it('is the same bytes of the same age after a restart, and what the files say once it is gone', async () => {
    const dataDir = freshFolder();
    const server = await webServer([activity()], { dataDir, baseUrl });
    const first = await poll(server.url, 'key-dates');
    server.setNow('2026-11-23T10:00:07');
    await sound(server.api('POST', '/api/v1/notices', BODY));
    const noticed = await poll(server.url, 'key-dates');
    await server.close();
    const again = await webServer([], { dataDir, baseUrl, now: '2026-11-23T10:05' });
    expect(await poll(again.url, 'key-dates')).toEqual(noticed);
    const path = '/api/v1/notices/constitution-week-2026';
    await again.api('DELETE', path, undefined, { 'if-match': '*' });
    const gone = await poll(again.url, 'key-dates', { 'if-modified-since': noticed.modified });
    expect([gone.status, gone.modified]).toEqual([200, 'Mon, 23 Nov 2026 02:05:00 GMT']);
    expect([gone.etag, gone.event]).toEqual([first.etag, first.event]);
  });
});

describe('the public pages', () => {
  it('show a notice at once, also those that were shown before', async () => {
    const server = await webServer([activity()]);
    const of = async (path: string): Promise<string> => (await fetch(server.url + path)).text();
    const theme = { zh: '试用的主题', en: 'A theme on trial' };
    const paths = ['/?year=2026', '/key-dates/constitution-week?year=2026'];
    for (const path of paths) expect(await of(path)).not.toContain(theme.zh);
    await sound(server.api('POST', '/api/v1/notices', { ...BODY, theme }));
    for (const path of paths) expect(await of(path)).toContain(theme.zh);
    expect(await of(`${paths[1] ?? ''}&lang=en`)).toContain(theme.en);
  });
});
