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
    const head = await fetch(`${url}/feeds/town.ics`, { method: 'HEAD' });
    const get = await fetch(`${url}/feeds/town.ics`);
    expect(head.headers.get('etag')).toBe(get.headers.get('etag'));
    expect(await head.text()).toBe('');
  });
});
