import { existsSync, readdirSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { activity } from '../support/gangmen.js';
import { hostileFiles } from '../support/hostileFiles.js';
import { phonePhoto } from '../support/pictures.js';
import { record } from '../support/records.js';
import { until } from '../support/until.js';
import { TOKEN, webServer } from '../support/webServer.js';
import { SYSTEM } from '../../src/facts/index.js';

const PATH = `/api/v1/activities/${activity().id}/record/photos`;

/** In bytes: what one picture of the largest size takes, and the test's own buffers. */
const MOST_MEMORY = 400_000_000;

const serving = async () => {
  const server = await webServer([activity({ status: 'done' })], { now: '2026-12-05T08:00' });
  await server.store.write(SYSTEM, (transaction) => transaction.put('records', record()));
  const folder = join(server.dataDir, 'photos');
  const left = (): string[] =>
    existsSync(folder)
      ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
          (name) => name.includes('.') || name.length > 20,
        )
      : [];
  const headers = { authorization: `Bearer ${TOKEN}` };
  const upload = (files: readonly { name: string; bytes: Buffer }[]): Promise<Response> => {
    const form = new FormData();
    for (const { name, bytes } of files) form.append('photos', new Blob([new Uint8Array(bytes)]), name);
    return fetch(server.url + PATH, { method: 'POST', body: form, headers });
  };
  const photos = async (): Promise<number> => {
    const stored = await server.store.read((transaction) =>
      transaction.get('records', 'gangmen', activity().id),
    );
    return stored?.photos.length ?? -1;
  };
  return { ...server, left, upload, photos, headers };
};

interface Problem {
  readonly status: number;
  readonly detail: string;
  readonly errors: { path: string; message: string }[];
}

describe('hostile uploads', () => {
  it('are each refused with what to do, leave nothing behind, and take little memory', async () => {
    const { upload, left, photos } = await serving();
    const files = await hostileFiles();
    const before = process.memoryUsage().rss;
    let most = before;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss);
    }, 20);
    const accepted: string[] = [];
    const silent: string[] = [];
    for (const { what, name, bytes } of files) {
      const response = await upload([{ name, bytes }]);
      const { detail, errors } = (await response.json()) as Problem;
      if (response.status !== 422 && response.status !== 413) accepted.push(`${what}: ${response.status}`);
      if (!/请|只收|最多/.test([detail, ...errors.map(({ message }) => message)].join())) silent.push(what);
    }
    clearInterval(watch);
    expect([accepted, silent, left(), await photos()]).toEqual([[], [], [], 0]);
    expect(files.length).toBeGreaterThanOrEqual(43);
    expect(most - before).toBeLessThan(MOST_MEMORY);
  }, 60_000);

  it('of another shape are refused too', async () => {
    const { url, headers, left, upload } = await serving();
    const post = (body: BodyInit, type: string): Promise<Response> =>
      fetch(url + PATH, { method: 'POST', body, headers: { ...headers, 'content-type': type } });
    const photo = await phonePhoto();
    expect((await post('{}', 'application/json')).status).toBe(415);
    expect((await post(new Uint8Array(photo), 'image/jpeg')).status).toBe(415);
    expect((await post('x', 'multipart/form-data')).status).toBe(415);
    expect((await post('x', 'multipart/form-data; boundary=b')).status).toBe(400);
    expect((await post('--b--\r\n', 'multipart/form-data; boundary=b')).status).toBe(422);
    // As Java's clients write it.
    const spring = 'multipart/form-data;charset=UTF-8;boundary=b';
    expect((await post('--b--\r\n', spring)).status).toBe(422);
    const ten = Array.from({ length: 10 }, (_, n) => ({ name: `${n}.jpg`, bytes: photo }));
    const many = await upload(ten);
    expect([many.status, ((await many.json()) as Problem).detail]).toEqual([413, '一次最多传 9 张照片']);
    const mixed = await upload([
      { name: '好.jpg', bytes: photo },
      { name: '坏.jpg', bytes: Buffer.from('no') },
    ]);
    expect([mixed.status, ((await mixed.json()) as Problem).errors]).toEqual([
      422,
      [{ path: 'photos[1]', message: '第 2 张（坏.jpg）：不是照片，只收 JPEG、PNG 和 HEIC 照片' }],
    ]);
    expect(left()).toEqual([]);
  });

  it('of 200 MB are read past and thrown away, or refused by what they say they are', async () => {
    const { url, headers, left } = await serving();
    const before = process.memoryUsage().rss;
    const piece = new Uint8Array(1024 * 1024);
    const head = '--b\r\nContent-Disposition: form-data; name="photos"; filename="a.jpg"\r\n\r\n';
    function* pieces(): Generator<Uint8Array> {
      yield new TextEncoder().encode(head);
      for (let sent = 0; sent < 200; sent += 1) yield piece;
      yield new TextEncoder().encode('\r\n--b--\r\n');
    }
    const streamed = await fetch(url + PATH, {
      method: 'POST',
      body: Readable.from(pieces()) as unknown as BodyInit,
      headers: { ...headers, 'content-type': 'multipart/form-data; boundary=b' },
      duplex: 'half',
    } as RequestInit);
    expect([streamed.status, ((await streamed.json()) as Problem).detail]).toEqual([
      413,
      '太大：a.jpg；每张照片最多 20 MB，请把相机的像素调低再拍',
    ]);
    const said = await new Promise<number | undefined>((resolve, reject) => {
      const asked = httpRequest(url + PATH, {
        method: 'POST',
        headers: {
          ...headers,
          'content-type': 'multipart/form-data; boundary=b',
          'content-length': 200 * 1024 * 1024,
        },
      });
      asked.on('response', (response) => {
        resolve(response.statusCode);
        asked.destroy();
      });
      asked.on('error', reject);
      asked.write(head);
    });
    expect(said).toBe(413);
    expect(left()).toEqual([]);
    expect(process.memoryUsage().rss - before).toBeLessThan(MOST_MEMORY);
  }, 30_000);

  it('that break off leave nothing behind', async () => {
    const { url, headers, left, dataDir } = await serving();
    const asked = httpRequest(url + PATH, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'multipart/form-data; boundary=b' },
    });
    asked.on('error', () => undefined);
    asked.write('--b\r\nContent-Disposition: form-data; name="photos"; filename="a.jpg"\r\n\r\n');
    asked.write(Buffer.alloc(100_000));
    const incoming = join(dataDir, 'photos', 'incoming');
    await until(() => existsSync(incoming) && readdirSync(incoming).length === 1, 'the file to come in');
    asked.destroy();
    await until(() => readdirSync(incoming).length === 0, 'the file to go');
    expect(left()).toEqual([]);
  });
});
