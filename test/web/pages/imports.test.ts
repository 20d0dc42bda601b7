import { describe, expect, it } from '@jest/globals';
import { cadre } from '../../support/contacts.js';
import { webServer, TOKEN } from '../../support/webServer.js';
import { calendarFile } from '../../support/workbooks.js';
import { textOf } from './read.js';

/** What a reader sees of the page, below its navigation. */
const pageFacts = (document: string) => {
  const html = document.slice(document.indexOf('<h1>')).replace(/<nav.*?<\/nav>/, '');
  const texts = (part: RegExp): string[] => [...html.matchAll(part)].map(([, text = '']) => textOf(text));
  return {
    title: texts(/<h1>(.*?)<\/h1>/g)[0],
    notices: texts(/<(?:p|div) class="notice[^>]*>(.*?)<\/(?:p|div)>/g),
    rows: [...html.matchAll(/<tr class=[^>]*>(.*?)<\/tr>/g)].map(([, row = '']) =>
      [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g)].map(([, cell = '']) => textOf(cell)),
    ),
    buttons: texts(/<button[^>]*>(.*?)<\/button>/g),
  };
};

type Server = Awaited<ReturnType<typeof webServer>>;

/** A browser that has logged in; it follows no redirect by itself. */
async function browser({ url }: Server) {
  const login = await fetch(`${url}/login`, {
    method: 'POST',
    body: new URLSearchParams({ token: TOKEN }),
    headers: { origin: url },
    redirect: 'manual',
  });
  const cookie = (login.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  return (path: string, init: RequestInit = {}) =>
    fetch(url + path, {
      redirect: 'manual',
      ...init,
      headers: { cookie, origin: url, ...(init.headers as object) },
    });
}

const form = (fields: Readonly<Record<string, string>>, file: string, name = '名单.csv'): FormData => {
  const data = new FormData();
  for (const [field, value] of Object.entries(fields)) data.set(field, value);
  data.set('file', new Blob([file]), name);
  return data;
};

const contactsIn = ({ store }: Server) =>
  store.read((transaction) => transaction.find('contacts', { town: 'gangmen' }));

describe('the page of imports', () => {
  it('takes a file, shows what it would do, and does it', async () => {
    const server = await webServer();
    await server.store.write(
      { actor: 'x', via: 'program', address: null, request: null, reason: null },
      (transaction) => transaction.put('contacts', cadre({ name: '甲某', phone: '13900139000' })),
    );
    const go = await browser(server);
    expect((await go('/imports')).status).toBe(200);
    const sent = await go('/imports', {
      method: 'POST',
      body: form(
        { kind: 'contacts', form: '' },
        '姓名,村,电话\n甲某,货湖村,13800138000\n<b>乙</b>,西坡村,\n',
      ),
    });
    const address = sent.headers.get('location') ?? '';
    expect([sent.status, address]).toEqual([303, expect.stringMatching(/^\/imports\/i-[0-9a-f]{16}$/)]);
    const page = pageFacts(await (await go(address)).text());
    expect(page).toEqual({
      title: '导入联系人和律师',
      notices: ['新增 1，更改 1，不变 0。 还没有导入，请看过以后确认。'],
      rows: [
        ['第 2 行', '更改', '甲某，村干部，货湖村，13800138000 电话： 13900139000 → 13800138000'],
        ['第 3 行', '新增', '<b>乙</b>，村干部，西坡村'],
      ],
      buttons: ['导入这 2 项', '删去预览'],
    });
    expect((await go(`${address}/apply`, { method: 'POST' })).status).toBe(303);
    expect((await contactsIn(server)).map(({ name, phone }) => [name, phone])).toEqual([
      ['甲某', '13800138000'],
      ['<b>乙</b>', null],
    ]);
    const done = pageFacts(await (await go(address)).text());
    expect([done.notices, done.buttons]).toEqual([
      ['新增 1，更改 1，不变 0。 已在 2026年11月23日 10:00 导入。'],
      ['删去预览'],
    ]);
  });

  it('names each faulty cell and offers nothing to press', async () => {
    const server = await webServer();
    const go = await browser(server);
    const sent = await go('/imports', {
      method: 'POST',
      body: form({ kind: 'contacts' }, '姓名,村,电话\n甲某,无名村,1\n'),
    });
    const page = pageFacts(await (await go(sent.headers.get('location') ?? '')).text());
    expect(page.rows).toEqual([['B2', '无名村', expect.stringMatching(/^没有这个村，请写成：港门村/)]]);
    expect([page.notices, page.buttons]).toEqual([
      ['1 处不对，新增 0，更改 0，不变 0。 文件里有不对的地方，一项也没有导入。'],
      ['删去预览'],
    ]);
  });

  it('says what to do when the file cannot be read, is too large or missing', async () => {
    const server = await webServer();
    const go = await browser(server);
    const refused = async (body: FormData | string): Promise<[number, string[]]> => {
      const response = await go('/imports', { method: 'POST', body });
      return [response.status, pageFacts(await response.text()).notices];
    };
    expect(await refused(form({ kind: 'contacts' }, 'PK\x03\x04'))).toEqual([
      422,
      [expect.stringMatching(/^文件打不开/)],
    ]);
    expect(await refused(form({ kind: 'contacts' }, ''))).toEqual([422, ['请选一个文件']]);
    expect(await refused(form({}, '姓名,村'))).toEqual([422, ['请选导入的是联系人还是活动']]);
    expect(await refused('kind=contacts')).toEqual([422, ['请选一个文件']]);
    expect((await refused(form({ kind: 'contacts' }, 'a'.repeat(5.5 * 1024 * 1024))))[0]).toBe(413);
    expect((await go('/imports/i-none')).status).toBe(404);
  });

  it('tells of what has changed meanwhile', async () => {
    const server = await webServer();
    const go = await browser(server);
    const file = calendarFile('UID:a@b\nSUMMARY:普法会\nDTSTART;VALUE=DATE:20261204');
    const addresses: string[] = [];
    for (let time = 0; time < 2; time++) {
      const sent = await go('/imports', {
        method: 'POST',
        body: form({ kind: 'activities', form: 'meeting' }, file, 'a.ics'),
      });
      addresses.push(sent.headers.get('location') ?? '');
    }
    expect((await go(`${addresses[0]}/apply`, { method: 'POST' })).status).toBe(303);
    const late = await go(`${addresses[1]}/apply`, { method: 'POST' });
    expect([late.status, pageFacts(await late.text()).notices[0]]).toEqual([
      409,
      '预览以后这些内容在系统里被改过，什么都没有导入：请重新上传文件',
    ]);
    expect((await go(`${addresses[1]}/remove`, { method: 'POST' })).headers.get('location')).toBe('/imports');
    expect((await go(addresses[1] ?? '')).status).toBe(404);
  });

  it('is for those who have logged in here, and takes no form from elsewhere', async () => {
    const server = await webServer();
    const nobody = await fetch(`${server.url}/imports`, { redirect: 'manual' });
    expect([nobody.status, nobody.headers.get('location')]).toEqual([303, '/login']);
    const go = await browser(server);
    const elsewhere = await go('/imports', {
      method: 'POST',
      body: form({ kind: 'contacts' }, '姓名,村\n甲某,货湖村\n'),
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    expect([elsewhere.status, elsewhere.headers.get('location')]).toEqual([303, '/login']);
    const { items } = (await (await server.api('GET', '/api/v1/imports')).json()) as { items: unknown[] };
    expect(items).toEqual([]);
  });
});
