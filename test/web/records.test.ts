import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import mammoth from 'mammoth';
import sharp from 'sharp';
import type { Activity } from '../../src/facts/index.js';
import { linker } from '../support/contactLinks.js';
import { activity } from '../support/gangmen.js';
import { phonePhoto, pictureForm, screenshot } from '../support/pictures.js';
import { webServer } from '../support/webServer.js';

const ID = activity().id;
const RECORD = `/api/v1/activities/${ID}/record`;

interface Shown {
  readonly photos: { id: string; takenAt: string | null }[];
  readonly [field: string]: unknown;
}

const serving = async (given: Partial<Activity> = {}) => {
  const server = await webServer([activity(given)], { now: '2026-12-05T08:00' });
  const put = (body: unknown, query = ''): Promise<Response> => server.api('PUT', RECORD + query, body);
  const shown = async (path = RECORD): Promise<Shown> =>
    (await (await server.api('GET', path)).json()) as Shown;
  const upload = (...files: Buffer[]): Promise<Response> => {
    return server.api('POST', `${RECORD}/photos`, pictureForm(...files));
  };
  const trail = async (): Promise<string[]> =>
    (await server.store.read((transaction) => transaction.find('trail', { town: 'gangmen' })))
      .filter(({ kind }) => kind === 'records')
      .map(({ action }) => action);
  const kept = (id: string): boolean =>
    existsSync(join(server.dataDir, 'photos', id.slice(0, 2), `${id}.jpg`));
  return { ...server, put, shown, upload, trail, kept };
};

describe('a record by the API', () => {
  it('takes what the activity says where nothing is written, and makes it done', async () => {
    const { put, shown, api } = await serving();
    expect((await put({ people: 40 })).status).toBe(200);
    expect(await shown()).toEqual({
      id: ID,
      date: '2026-12-04',
      start: null,
      end: null,
      place: '货湖村委会',
      village: 'huohu',
      theme: '国家宪法日',
      form: 'meeting',
      host: 'sifasuo',
      helpers: ['zongzhi'],
      speaker: null,
      people: 40,
      leaflets: 0,
      consultations: 0,
      banners: 0,
      boards: 0,
      hours: null,
      log: null,
      summary: null,
      recorder: null,
      photos: [],
      by: 'admin',
      at: '2026-12-05T08:00:00+08:00',
      history: [],
    });
    const { status } = (await (await api('GET', `/api/v1/activities/${ID}`)).json()) as { status: string };
    expect(status).toBe('done');
  });

  it('sent twice is one record; a correction keeps what stood there before', async () => {
    const { put, shown, trail, setNow } = await serving();
    await put({ people: 40 });
    setNow('2026-12-05T09:00');
    await put({ people: 40 });
    expect([await trail(), (await shown()).at]).toEqual([['create'], '2026-12-05T08:00:00+08:00']);
    await put({ people: 45, speaker: '律师一' });
    const { history, people } = await shown();
    expect(people).toBe(45);
    expect(history).toEqual([
      {
        at: expect.stringMatching(/^2026-12-05T09:00:00/),
        actor: 'admin',
        changes: {
          people: { before: 40, after: 45 },
          speaker: { before: null, after: '律师一' },
          at: { before: '2026-12-05T08:00:00+08:00', after: '2026-12-05T09:00:00+08:00' },
        },
      },
    ]);
  });

  it('is refused whole, with every fault', async () => {
    const { put, api, trail } = await serving();
    const refused = await put({
      people: -1,
      date: '2026-12-06',
      village: 'nowhere',
      hours: 25,
      helpers: ['fulian', 'fulian'],
      log: ' ',
      phone: '13800000000',
    });
    const { errors } = (await refused.json()) as { errors: { path: string }[] };
    expect([refused.status, errors.map(({ path }) => path).sort()]).toEqual([
      422,
      ['helpers', 'hours', 'log', 'people', 'phone', 'village'],
    ]);
    expect((await put({ people: 1, date: '2026-12-06' })).status).toBe(422);
    expect((await put({ people: 1, end: '10:00' })).status).toBe(422);
    expect((await put({ people: 1, start: '10:00', end: '09:00' })).status).toBe(422);
    expect([await trail(), (await api('GET', RECORD)).status]).toEqual([[], 404]);
    expect((await api('PUT', '/api/v1/activities/none/record', { people: 1 })).status).toBe(404);
  });

  it('is not taken for a cancelled activity', async () => {
    const { put } = await serving({ status: 'cancelled' });
    expect((await put({ people: 1 })).status).toBe(409);
  });

  it('is rehearsed without a trace', async () => {
    const { put, api } = await serving();
    expect((await put({ people: 1 }, '?dry-run=1')).status).toBe(200);
    expect((await api('GET', RECORD)).status).toBe(404);
  });
});

describe('photos of a record', () => {
  it('are kept under their hash, shown as JPEG and as nothing else, without where they were taken', async () => {
    const { put, upload, shown, api, kept, url } = await serving();
    await put({ people: 40 });
    expect((await upload(await phonePhoto(), await screenshot())).status).toBe(200);
    const { photos } = await shown();
    expect(photos.map(({ takenAt }) => takenAt)).toEqual(['2026-12-04T09:12:33+08:00', null]);
    const [first] = photos;
    const response = await api('GET', `/api/v1/photos/${first?.id ?? ''}`);
    const { headers } = response;
    expect(
      ['content-type', 'x-content-type-options', 'cache-control'].map((name) => headers.get(name)),
    ).toEqual(['image/jpeg', 'nosniff', 'private, no-cache']);
    const { format, exif } = await sharp(Buffer.from(await response.arrayBuffer())).metadata();
    expect([format, exif, kept(first?.id ?? '')]).toEqual(['jpeg', undefined, true]);
    expect((await fetch(`${url}/api/v1/photos/${first?.id ?? ''}`)).status).toBe(401);
    expect((await fetch(`${url}/photos/${first?.id ?? ''}`)).status).toBe(404);
  });

  it('sent twice are there once; taken out, they are gone', async () => {
    const { put, upload, shown, kept, api } = await serving();
    expect((await upload(await phonePhoto())).status).toBe(404);
    await put({ people: 40 });
    for (let times = 0; times < 2; times += 1) await upload(await phonePhoto(), await phonePhoto('#a12'));
    const ids = (await shown()).photos.map(({ id }) => id);
    expect(ids).toHaveLength(2);
    expect((await put({ people: 40, photos: ['f'.repeat(64)] })).status).toBe(422);
    expect((await put({ people: 41 })).status).toBe(200);
    expect((await shown()).photos).toHaveLength(2);
    await put({ people: 41, photos: ids.slice(0, 1) });
    expect(ids.map(kept)).toEqual([true, false]);
    expect((await api('GET', `/api/v1/photos/${ids[1] ?? ''}`)).status).toBe(404);
  });

  it('are nine at most', async () => {
    const { put, upload, shown } = await serving();
    await put({ people: 40 });
    const colours = ['1', '2', '3', '4', '5', '6', '7', '8', '9', 'a'].map((n) => `#${n}00`);
    const files = await Promise.all(colours.map((colour) => phonePhoto(colour, 64, 48)));
    expect((await upload(...files.slice(0, 8))).status).toBe(200);
    expect((await upload(...files.slice(8))).status).toBe(422);
    expect((await shown()).photos).toHaveLength(8);
  });

  it('come with the cadre’s form, and only who has the link sees them', async () => {
    const { store, url, shown, api } = await serving();
    const linkFor = await linker(store, url);
    const link = await linkFor('village:huohu', ID);
    const form = async (): Promise<FormData> => {
      const data = new FormData();
      for (const [name, value] of Object.entries({ people: '40', date: '2026-12-04', summary: ' ' }))
        data.set(name, value);
      data.append('photos', new Blob([new Uint8Array(await phonePhoto())]), 'IMG_1.jpg');
      return data;
    };
    for (let times = 0; times < 2; times += 1)
      expect(
        (await fetch(`${link}/record`, { method: 'POST', body: await form(), redirect: 'manual' })).status,
      ).toBe(303);
    const { photos, people, summary } = await shown();
    expect([people, summary, photos.length]).toEqual([40, null, 1]);
    const id = photos[0]?.id ?? '';
    const page = await (await fetch(link)).text();
    expect(page).toContain(`${new URL(link).pathname}/photos/${id}`);
    const seen = await fetch(`${link}/photos/${id}`);
    expect([seen.status, seen.headers.get('content-type'), seen.headers.get('cache-control')]).toEqual([
      200,
      'image/jpeg',
      'no-store',
    ]);
    await api('POST', '/api/v1/activities', {
      village: 'xipo',
      form: 'meeting',
      title: '另一场',
      start: '2026-12-04T09:00:00+08:00',
      end: '2026-12-04T10:00:00+08:00',
      place: '西坡村委会',
    });
    const { items } = (await (await api('GET', '/api/v1/activities?village=xipo')).json()) as {
      items: { id: string }[];
    };
    const other = await linkFor('village:xipo', items[0]?.id ?? '');
    expect((await fetch(`${other}/photos/${id}`)).status).toBe(404);
    // Ticked, it is taken away.
    const drop = await form();
    drop.delete('photos');
    drop.set(`drop-${id}`, '1');
    await fetch(`${link}/record`, { method: 'POST', body: drop, redirect: 'manual' });
    expect((await shown()).photos).toEqual([]);
  });

  it('that are none come back to the form, with what was written', async () => {
    const { store, url, api } = await serving();
    const link = await (await linker(store, url))('village:huohu', ID);
    const data = new FormData();
    data.set('people', '41');
    data.append('photos', new Blob(['no photo']), 'IMG_1.jpg');
    const response = await fetch(`${link}/record`, { method: 'POST', body: data });
    const html = await response.text();
    expect(response.status).toBe(422);
    expect(html).toContain('第 1 张（IMG_1.jpg）：不是照片');
    expect(html).toContain('value="41"');
    expect((await api('GET', RECORD)).status).toBe(404);
  });
});

describe('what is computed from records', () => {
  it('is answered as figures, coverage and a month of logs', async () => {
    const { put, api } = await serving({ lawyer: 'lawyer-1' });
    await put({ people: 40, hours: 2.5 });
    const json = async (path: string): Promise<Record<string, unknown>> =>
      (await (await api('GET', path)).json()) as Record<string, unknown>;
    const figures = await json('/api/v1/figures?year=2026&quarter=4');
    expect(figures.total).toMatchObject({
      sessions: { value: 1, records: [ID], unknown: [] },
      people: { value: 40, records: [ID], unknown: [] },
      lawyerHours: { value: 2.5, records: [ID], unknown: [] },
    });
    const coverage = await json('/api/v1/coverage?year=2026');
    expect((coverage.villages as { village: string }[]).at(-1)).toMatchObject({ village: 'huohu', done: 1 });
    const logs = await json('/api/v1/lawyer-logs?month=2026-12');
    expect([logs.month, logs.due, (logs.rows as unknown[]).length]).toEqual(['2026-12', '2026-12-25', 12]);
    expect((await api('GET', '/api/v1/figures?year=2026&quarter=5')).status).toBe(400);
    expect((await api('GET', '/api/v1/lawyer-logs?month=2026-13')).status).toBe(400);
  });

  it('is written as a ledger, a plan and a report, each under its own name', async () => {
    const { put, api } = await serving();
    await put({ people: 40 });
    const fetched = async (path: string): Promise<[number, string | null, string, Buffer]> => {
      const response = await api('GET', path);
      const name = decodeURIComponent(response.headers.get('content-disposition') ?? '');
      return [
        response.status,
        response.headers.get('content-type'),
        name,
        Buffer.from(await response.arrayBuffer()),
      ];
    };
    const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    expect((await fetched('/api/v1/ledger/2026.xlsx')).slice(0, 3)).toEqual([
      200,
      xlsx,
      "attachment; filename*=UTF-8''港门镇2026年普法台账.xlsx",
    ]);
    expect((await fetched('/api/v1/plan/2026.xlsx')).slice(0, 3)).toEqual([
      200,
      xlsx,
      "attachment; filename*=UTF-8''港门镇2026年普法计划.xlsx",
    ]);
    const [status, type, name, bytes] = await fetched('/api/v1/report/2026.docx?quarter=4');
    expect([status, type, name]).toEqual([
      200,
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      "attachment; filename*=UTF-8''港门镇2026年第4季度普法工作情况.docx",
    ]);
    const { value: text } = await mammoth.extractRawText({ buffer: bytes });
    expect(text).toContain('港门镇2026年第四季度普法工作情况汇报');
    expect(text).toContain('有台账记录的工作共1项');
    expect((await api('GET', '/api/v1/ledger/none.xlsx')).status).toBe(404);
  }, 30_000);
});
