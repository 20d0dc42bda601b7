import { gunzipSync } from 'node:zlib';
import { request } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { activity } from '../support/gangmen.js';
import { webServer } from '../support/webServer.js';

/** The bytes as they come over the wire, not unpacked. */
const raw = (
  url: string,
  headers: Record<string, string>,
): Promise<{ body: Buffer; encoding: string | undefined; etag: string | undefined }> =>
  new Promise((resolve, reject) => {
    request(url, { headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        resolve({
          body: Buffer.concat(parts),
          encoding: response.headers['content-encoding'],
          etag: response.headers.etag,
        });
      });
    })
      .on('error', reject)
      .end();
  });

describe('a feed over http', () => {
  it('answers as calendars expect, to whatever they say they accept', async () => {
    const { url } = await webServer([activity()]);
    const response = await fetch(`${url}/feeds/town.ics`, { headers: { accept: 'image/png' } });
    expect(response.status).toBe(200);
    expect(
      Object.fromEntries(
        ['content-type', 'content-disposition', 'cache-control', 'vary'].map((name) => [
          name,
          response.headers.get(name),
        ]),
      ),
    ).toEqual({
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'inline',
      'cache-control': 'no-cache',
      vary: 'Accept-Encoding',
    });
    expect(response.headers.get('etag')).toMatch(/^W\/"[\w-]+"$/);
  });

  it('bears one ETag, packed or not, and the packed bytes are the same', async () => {
    const { url } = await webServer([activity()]);
    const plain = await raw(`${url}/feeds/town.ics`, {});
    const packed = await raw(`${url}/feeds/town.ics`, { 'accept-encoding': 'gzip' });
    expect([plain.encoding, packed.encoding]).toEqual([undefined, 'gzip']);
    expect(packed.etag).toBe(plain.etag);
    expect(gunzipSync(packed.body).equals(plain.body)).toBe(true);
  });

  it('is not sent again while it stays the same, and is after an edit, a cancellation and midnight', async () => {
    const { url, api, setNow } = await webServer([activity()]);
    const feed = `${url}/feeds/town.ics`;
    const tagOf = async (): Promise<string> => (await fetch(feed)).headers.get('etag') ?? '';
    const again = async (tag: string): Promise<number> =>
      (await fetch(feed, { headers: { 'if-none-match': tag } })).status;
    const first = await tagOf();
    expect(await again(first)).toBe(304);
    expect(await again(`"x", ${first}`)).toBe(304);

    await api('PATCH', `/api/v1/activities/${activity().id}`, { place: '祠堂' }, { 'if-match': '"1"' });
    expect(await again(first)).toBe(200);
    const second = await tagOf();
    await api('DELETE', `/api/v1/activities/${activity().id}`, undefined, { 'if-match': '"2"' });
    expect(await again(second)).toBe(200);

    const third = await tagOf();
    const stamp = (await fetch(feed)).headers.get('last-modified') ?? '';
    setNow('2026-12-24T00:00');
    expect(await again(third)).toBe(200);
    expect((await fetch(feed, { headers: { 'if-modified-since': stamp } })).status).toBe(200);
  });

  it('stands for each village, department and campaign, and for no other', async () => {
    const { url } = await webServer([
      activity(),
      activity({ id: 'b', village: 'xipo', keyDate: null, lead: 'anjian', partners: [] }),
    ]);
    const uids = async (path: string): Promise<unknown> => {
      const response = await fetch(`${url}/feeds/${path}.ics`);
      return response.ok
        ? [...(await response.text()).matchAll(/^UID:(.*)@gangmen\.pufa\r$/gm)].map(([, id]) => id)
        : response.status;
    };
    expect(await uids('villages/huohu')).toEqual([activity().id]);
    expect(await uids('villages/gangmen')).toEqual(['constitution-week-2026']);
    expect(await uids('departments/anjian')).toEqual(['b']);
    expect(await uids('departments/zongzhi')).toEqual([activity().id]);
    expect(await uids('campaigns/constitution-day')).toEqual([activity().id]);
    expect([await uids('villages/nowhere'), await uids('departments/x'), await uids('campaigns/x')]).toEqual([
      404, 404, 404,
    ]);
  });

  it('answers HEAD with the same headers and no body', async () => {
    const { url } = await webServer([activity()]);
    const headersOf = async (method: string): Promise<[string, string][]> => {
      const response = await fetch(`${url}/feeds/town.ics`, { method });
      const body = await response.text();
      expect(body === '').toBe(method === 'HEAD');
      // fetch hangs up by itself after a HEAD.
      const ofTheConnection = ['date', 'connection', 'keep-alive'];
      return [...response.headers].filter(([name]) => !ofTheConnection.includes(name));
    };
    expect(await headersOf('HEAD')).toEqual(await headersOf('GET'));
  });

  it('is packed for whom gzip is welcome, and for nobody else', async () => {
    const { url } = await webServer([activity()]);
    const encoding = async (accepted: string): Promise<unknown> =>
      (await raw(`${url}/feeds/town.ics`, { 'accept-encoding': accepted })).encoding;
    const [yes, no] = [
      ['gzip', 'GZIP', 'br, gzip;q=0.5', '*', 'deflate, gzip, br, zstd', 'identity;q=0, *;q=0.1'],
      ['', 'identity', 'br', 'gzip;q=0', 'gzip;q=0.000, *', 'gzippy', '*;q=0'],
    ];
    expect(await Promise.all(yes.map(encoding))).toEqual(yes.map(() => 'gzip'));
    expect(await Promise.all(no.map(encoding))).toEqual(no.map(() => undefined));
  });

  it('rings with ?alarms=1, and is a file to keep with ?download=1; no other parameter changes it', async () => {
    const { url } = await webServer([activity()]);
    const get = async (query: string): Promise<[string, string | null, boolean]> => {
      const response = await fetch(`${url}/feeds/villages/huohu.ics${query}`);
      const { headers } = response;
      const rings = (await response.text()).includes('BEGIN:VALARM');
      return [headers.get('etag') ?? '', headers.get('content-disposition'), rings];
    };
    const [tag, ...plain] = await get('');
    expect(plain).toEqual(['inline', false]);
    const [ringing, ...rest] = await get('?alarms=1');
    expect([ringing === tag, ...rest]).toEqual([false, 'inline', true]);
    expect(await get('?download=1')).toEqual([tag, 'attachment; filename="villages-huohu.ics"', false]);
    expect(await get('?download=1&alarms=1')).toEqual([
      ringing,
      'attachment; filename="villages-huohu.ics"',
      true,
    ]);
    expect(await get('?x=y&alarms=0')).toEqual([tag, 'inline', false]);
  });

  it('can only be read', async () => {
    const { url } = await webServer([activity()]);
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      const { status, headers } = await fetch(`${url}/feeds/town.ics`, { method });
      expect([method, status, headers.get('allow')]).toEqual([method, 405, 'GET, HEAD']);
    }
  });

  it('gives many who come at once, right after an edit, the edit', async () => {
    const { url, api } = await webServer([activity()]);
    await fetch(`${url}/feeds/town.ics`);
    for (let serial = 1; serial <= 5; serial += 1) {
      const place = `第${serial}处`;
      const path = `/api/v1/activities/${activity().id}`;
      await api('PATCH', path, { place }, { 'if-match': `"${serial}"` });
      const texts = await Promise.all(
        Array.from({ length: 20 }, async () => (await fetch(`${url}/feeds/town.ics`)).text()),
      );
      expect(texts.filter((text) => text.includes(place))).toHaveLength(20);
    }
  });
});
