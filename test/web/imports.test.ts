import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ExcelJS from 'exceljs';
import type { Import } from '../../src/facts/index.js';
import { cadre } from '../support/contacts.js';
import { activity } from '../support/gangmen.js';
import { webServer, TOKEN } from '../support/webServer.js';
import { calendarFile, workbook } from '../support/workbooks.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const PEOPLE = '姓名,村,电话\n甲某,货湖村,13800138000\n乙某,西坡村,\n';

type Server = Awaited<ReturnType<typeof webServer>>;

const upload = (
  { url }: Server,
  query: string,
  body: Buffer | string,
  type = 'text/csv',
  headers: Record<string, string> = {},
): Promise<Response> =>
  fetch(`${url}/api/v1/imports?${query}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': type, ...headers },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  });

const uploaded = async (
  server: Server,
  query: string,
  body: Buffer | string,
  type?: string,
): Promise<Import> => {
  const response = await upload(server, query, body, type);
  expect(response.status).toBe(201);
  return (await response.json()) as Import;
};

const apply = ({ api }: Server, { id }: Pick<Import, 'id'>): Promise<Response> =>
  api('POST', `/api/v1/imports/${id}/apply`);

const contactsIn = ({ store }: Server) =>
  store.read((transaction) => transaction.find('contacts', { town: 'gangmen' }));
const activitiesIn = ({ store }: Server) =>
  store.read((transaction) => transaction.find('activities', { town: 'gangmen' }));

const problemOf = async (
  response: Response,
): Promise<{ status: number; detail: string; errors: unknown[] }> => {
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  const { status, detail, errors } = (await response.json()) as {
    status: number;
    detail: string;
    errors: unknown[];
  };
  expect(status).toBe(response.status);
  return { status, detail, errors };
};

describe('an import over the API', () => {
  it('is previewed, read again, applied once, and the second time answered as the first', async () => {
    const server = await webServer();
    const response = await upload(server, 'kind=contacts', PEOPLE);
    const made = (await response.json()) as Import;
    expect([response.status, response.headers.get('location')]).toEqual([201, `/api/v1/imports/${made.id}`]);
    expect(made).toMatchObject({
      id: expect.stringMatching(/^i-[0-9a-f]{16}$/),
      kind: 'contacts',
      state: 'ready',
      faults: [],
      summary: { new: 2, changed: 0, unchanged: 0, faults: 0 },
      createdAt: '2026-11-23T10:00:00+08:00',
      appliedAt: null,
    });
    expect(await contactsIn(server)).toEqual([]);
    expect(await (await server.api('GET', `/api/v1/imports/${made.id}`)).json()).toEqual(made);

    const first = await apply(server, made);
    const done: unknown = await first.json();
    expect([first.status, done]).toEqual([
      200,
      { ...made, state: 'applied', appliedAt: '2026-11-23T10:00:00+08:00' },
    ]);
    server.setNow('2026-11-23T11:00');
    const second = await apply(server, made);
    expect([second.status, await second.json()]).toEqual([200, done]);
    const contacts = await contactsIn(server);
    expect(contacts.map(({ id, ...rest }) => rest)).toEqual([
      cadreFields({ name: '甲某', village: 'huohu', phone: '13800138000' }),
      cadreFields({ name: '乙某', village: 'xipo' }),
    ]);
    expect((await uploaded(server, 'kind=contacts', PEOPLE)).summary).toEqual({
      new: 0,
      changed: 0,
      unchanged: 2,
      faults: 0,
    });
  });

  it('is listed without its rows, and removed', async () => {
    const server = await webServer();
    const made = await uploaded(server, 'kind=contacts', PEOPLE);
    const { rows, faults, notes, ...head } = made;
    expect(await (await server.api('GET', '/api/v1/imports')).json()).toEqual({ items: [head], next: null });
    expect((await server.api('DELETE', `/api/v1/imports/${made.id}`)).status).toBe(204);
    expect((await server.api('GET', `/api/v1/imports/${made.id}`)).status).toBe(404);
  });

  it('is gone after a day, and with it the telephone numbers', async () => {
    const server = await webServer();
    const made = await uploaded(server, 'kind=contacts', PEOPLE);
    server.setNow('2026-11-24T10:01');
    expect((await server.api('GET', `/api/v1/imports/${made.id}`)).status).toBe(404);
    expect((await apply(server, made)).status).toBe(404);
    await uploaded(server, 'kind=contacts', '姓名,村\n丙某,货湖村\n');
    const stored = await server.store.read((transaction) => transaction.find('imports', { town: 'gangmen' }));
    expect(stored.map(({ id }) => id)).not.toContain(made.id);
    await server.close();
    expect(readFileSync(join(server.dataDir, 'store.json'), 'utf8')).not.toContain('13800138000');
  });

  it('with a fault stores nothing, and says each when it is applied all the same', async () => {
    const server = await webServer();
    const made = await uploaded(server, 'kind=contacts', '姓名,村\n甲某,货湖村\n乙某,无名村\n');
    expect([made.state, made.summary]).toEqual(['faulty', { new: 1, changed: 0, unchanged: 0, faults: 1 }]);
    expect(await problemOf(await apply(server, made))).toEqual({
      status: 409,
      detail: '文件里有 1 处不对，不能导入：请改好后重新上传',
      errors: [{ path: 'B3', message: made.faults[0]?.message }],
    });
    expect(await contactsIn(server)).toEqual([]);
  });

  it('is refused as a whole when what it would change has changed since', async () => {
    const server = await webServer([activity()]);
    await server.store.write(
      { actor: 'x', via: 'program', address: null, request: null, reason: null },
      (transaction) => transaction.put('contacts', cadre({ name: '甲某', phone: '13900139000' })),
    );
    const people = await uploaded(server, 'kind=contacts', PEOPLE);
    expect(people.summary).toEqual({ new: 1, changed: 1, unchanged: 0, faults: 0 });
    await server.api('PATCH', '/api/v1/contacts/c1', { order: 7 }, { 'if-match': '"1"' });
    expect(await problemOf(await apply(server, people))).toEqual({
      status: 409,
      detail: '预览以后这些内容在系统里被改过，什么都没有导入：请重新上传文件',
      errors: [{ path: '第 2 行', message: '系统里已经变了' }],
    });
    expect((await contactsIn(server)).map(({ name, phone }) => [name, phone])).toEqual([
      ['甲某', '13900139000'],
    ]);

    const id = activity().id;
    const plan = `编号,日期,活动名称,形式\n${id},2026-12-05,宪法宣传,召开会议\n,2026-12-06,新会,召开会议\n`;
    const moved = await uploaded(server, 'kind=activities', plan);
    await server.api('PATCH', `/api/v1/activities/${id}`, { place: '别处' }, { 'if-match': '"1"' });
    expect((await problemOf(await apply(server, moved))).errors).toEqual([
      { path: '第 2 行', message: '系统里已经变了' },
    ]);
    expect(await activitiesIn(server)).toHaveLength(1);
  });

  it('brings in a calendar, changes it by the next one, and takes a form for those without', async () => {
    const server = await webServer();
    const first = calendarFile(
      'UID:a@b\nSUMMARY:普法会\nLOCATION:货湖村委会\nDTSTART:20261204T010000Z\nDTEND:20261204T030000Z',
    );
    expect((await uploaded(server, 'kind=activities', first, 'text/calendar')).state).toBe('faulty');
    const made = await uploaded(server, 'kind=activities&form=meeting', first, 'text/calendar');
    expect((await apply(server, made)).status).toBe(200);
    expect(await activitiesIn(server)).toMatchObject([
      {
        id: made.rows[0]?.target,
        title: '普法会',
        village: 'huohu',
        start: '2026-12-04T09:00:00+08:00',
        lead: 'sifasuo',
        pinned: true,
        revision: 1,
        sequence: 0,
      },
    ]);
    const later = await uploaded(
      server,
      'kind=activities&form=meeting',
      first.replace('T03', 'T04'),
      'text/calendar',
    );
    expect((await apply(server, later)).status).toBe(200);
    expect(await activitiesIn(server)).toMatchObject([
      { end: '2026-12-04T12:00:00+08:00', revision: 2, sequence: 1 },
    ]);
  });

  it('of the town’s own feed changes nothing', async () => {
    const server = await webServer([
      activity(),
      activity({ id: 'x-1', village: 'xipo', start: '2026-12-05', end: '2026-12-05', allDay: true }),
    ]);
    const feed = Buffer.from(await (await fetch(`${server.url}/feeds/town.ics`)).arrayBuffer());
    const made = await uploaded(server, 'kind=activities', feed, 'text/calendar');
    expect([made.state, made.summary]).toEqual(['ready', { new: 0, changed: 0, unchanged: 2, faults: 0 }]);
  });

  it('can be rehearsed, and under a key is made once', async () => {
    const server = await webServer();
    const rehearsed = await upload(server, 'kind=contacts&dry-run=1', PEOPLE);
    expect([rehearsed.status, await rehearsed.json()]).toMatchObject([200, { dryRun: true, status: 201 }]);
    const key = { 'idempotency-key': 'k1' };
    const ids = [];
    for (let time = 0; time < 2; time++)
      ids.push(
        ((await (await upload(server, 'kind=contacts', PEOPLE, 'text/csv', key)).json()) as Import).id,
      );
    expect(new Set(ids).size).toBe(1);
    const listed = (await (await server.api('GET', '/api/v1/imports')).json()) as { items: unknown[] };
    expect(listed.items).toHaveLength(1);
  });

  it('keeps the newest twenty previews', async () => {
    const server = await webServer();
    for (let time = 0; time < 22; time++) {
      server.setNow(`2026-11-23T10:${String(time).padStart(2, '0')}`);
      await uploaded(server, 'kind=contacts', PEOPLE);
    }
    const { items } = (await (await server.api('GET', '/api/v1/imports')).json()) as { items: Import[] };
    expect(items.map(({ createdAt }) => createdAt.slice(14, 16))).toEqual(
      Array.from({ length: 20 }, (_none, index) => String(21 - index).padStart(2, '0')),
    );
  });

  it('refuses what it cannot read with the remedy', async () => {
    const server = await webServer();
    const outcome = async (
      query: string,
      body: Buffer | string,
      type?: string,
    ): Promise<[number, string]> => {
      const { status, detail } = await problemOf(await upload(server, query, body, type));
      return [status, detail];
    };
    expect(
      await outcome('kind=contacts', Buffer.from('d0cf11e0a1b11ae100', 'hex'), 'application/vnd.ms-excel'),
    ).toEqual([422, expect.stringMatching(/^旧格式的 \.xls/)]);
    expect(await outcome('kind=contacts', '{}', 'application/json')).toEqual([
      415,
      expect.stringMatching(/^正文要是文件本身/),
    ]);
    expect(await outcome('kind=contacts', Buffer.alloc(6 * 1024 * 1024))).toEqual([413, '内容超过 5120 KB']);
    expect(await outcome('kind=people', PEOPLE)).toEqual([400, '查询参数有误']);
    expect(await outcome('kind=contacts', calendarFile(), 'text/calendar')).toEqual([
      422,
      '日历文件里没有联系人：请传 .xlsx 或 .csv，或改选导入“活动”',
    ]);
    const keys = await uploaded(
      server,
      'kind=contacts',
      '姓名,村,__proto__,constructor\n__proto__,货湖村,x,y\n',
    );
    expect([keys.state, keys.rows[0]?.values.name]).toEqual(['ready', '__proto__']);
  });
});

const cadreFields = (given: object) => ({
  town: 'gangmen',
  role: 'cadre',
  department: null,
  lawyer: null,
  order: 1,
  phone: null,
  channels: [],
  revision: 1,
  ...given,
});

describe('a template', () => {
  it.each(['contacts', 'activities'] as const)('of %s is filled in and brought in', async (kind) => {
    const server = await webServer();
    const response = await server.api('GET', `/api/v1/imports/templates/${kind}.xlsx`);
    expect([
      response.status,
      response.headers.get('content-type'),
      response.headers.get('content-disposition'),
    ]).toEqual([200, XLSX, `attachment; filename="${kind}.xlsx"`]);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(await response.arrayBuffer());
    expect(book.worksheets.map(({ name, state }) => [name, state])).toEqual([
      [kind === 'contacts' ? '联系人' : '活动', 'visible'],
      ['选项', 'hidden'],
      ['说明', 'visible'],
    ]);
    const sheet = book.worksheets[0];
    const heads = (sheet?.getRow(1).values as string[]).slice(1);
    const filled: Record<string, string> =
      kind === 'contacts'
        ? { '*姓名': '甲某', 角色: '村干部', 村: '货湖村', 电话: '13800138000' }
        : {
            '*日期': '2026-12-04',
            时段: '上午',
            村: '全镇',
            '*活动名称': '会',
            '*形式': '召开会议',
            节点: '国家宪法日',
          };
    sheet?.addRow(heads.map((head) => filled[head] ?? null));
    const made = await uploaded(server, `kind=${kind}`, Buffer.from(await book.xlsx.writeBuffer()), XLSX);
    expect([made.faults, made.summary.new]).toEqual([[], 1]);
    expect((await apply(server, made)).status).toBe(200);
  });

  it('offers the town’s own names', async () => {
    const server = await webServer();
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(
      await (await server.api('GET', '/api/v1/imports/templates/contacts.xlsx')).arrayBuffer(),
    );
    expect(book.worksheets[0]?.getCell('C3').dataValidation).toMatchObject({
      type: 'list',
      formulae: ['选项!$C$1:$C$12'],
    });
    expect(book.worksheets[1]?.getCell('C2').value).toBe('货湖村');
  });

  it('of anything else is not there', async () => {
    const server = await webServer();
    expect((await server.api('GET', '/api/v1/imports/templates/accounts.xlsx')).status).toBe(404);
  });
});

it('reads a workbook of Excel over the API', async () => {
  const server = await webServer();
  const made = await uploaded(
    server,
    'kind=contacts',
    await workbook({
      表: [
        ['姓名', '村'],
        ['甲某', '货湖村'],
      ],
    }),
    XLSX,
  );
  expect(made.rows.map(({ sheet, row, action }) => [sheet, row, action])).toEqual([['表', 2, 'new']]);
});
