import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { SYSTEM } from '../../../src/facts/index.js';
import { activity } from '../../support/gangmen.js';
import { webServer } from '../../support/webServer.js';
import { sectionOf, textOf } from './read.js';

const get = async (url: string, headers: Record<string, string> = {}): Promise<string> =>
  (await fetch(url, { headers })).text();

const slogans = activity({
  id: 'x-slogans',
  village: 'xipo',
  form: 'slogans',
  title: '国家宪法日：张贴宣传标语（西坡村）',
  place: '西坡村委会',
  lead: 'fulian',
  partners: [],
});

describe('the calendar’s addresses', () => {
  it('filter by village, department and key date, each alone and together', async () => {
    const { url } = await webServer([
      activity(),
      slogans,
      activity({ id: 'x-3', keyDate: null, title: '夜话' }),
    ]);
    const whatOf = async (query: string): Promise<string[]> => {
      const list = sectionOf(await get(`${url}/?view=list&year=2026${query}`), 'activities');
      return ['召开会议', '张贴宣传标语', '夜话'].filter((what) => list.includes(what));
    };
    expect(await whatOf('')).toEqual(['召开会议', '张贴宣传标语', '夜话']);
    expect(await whatOf('&village=xipo')).toEqual(['张贴宣传标语']);
    expect(await whatOf('&department=fulian')).toEqual(['张贴宣传标语']);
    expect(await whatOf('&department=zongzhi')).toEqual(['召开会议', '夜话']);
    expect(await whatOf('&campaign=constitution-day')).toEqual(['召开会议', '张贴宣传标语']);
    expect(await whatOf('&village=huohu&campaign=constitution-day')).toEqual(['召开会议']);
    expect(await whatOf('&village=xipo&department=zongzhi')).toEqual([]);
    expect(await whatOf('&village=nowhere&department=&campaign=x')).toEqual([
      '召开会议',
      '张贴宣传标语',
      '夜话',
    ]);
  });

  it('open the present month, and of another year the first', async () => {
    const { url } = await webServer();
    const monthOf = async (query: string) =>
      /<h2 id="month">([^<]*)/.exec(await get(`${url}/?view=month${query}`))?.[1];
    expect([await monthOf(''), await monthOf('&year=2027'), await monthOf('&month=13')]).toEqual([
      '2026年11月',
      '2027年1月',
      '2026年11月',
    ]);
  });

  it('show a change at once, and the new day', async () => {
    const { url, store, setNow } = await webServer([activity()]);
    const list = async () => sectionOf(await get(`${url}/?view=list`), 'activities');
    expect(await list()).toContain('货湖村委会');
    await store.write(SYSTEM, (transaction) =>
      transaction.put('activities', activity({ place: '货湖小学', revision: 2 })),
    );
    expect(await list()).toContain('货湖小学');
    expect(await get(url)).toContain('距宪法宣传周还有');
    setNow('2026-12-04T00:00');
    expect(textOf(await get(url))).toContain('2026年12月4日 星期五');
  });
});

describe('the language', () => {
  it('is Chinese unless one asks, and then stays as asked', async () => {
    const { url } = await webServer();
    const langOf = (html: string) => /<html lang="([^"]*)"/.exec(html)?.[1];
    expect(langOf(await get(url, { 'accept-language': 'en' }))).toBe('zh-CN');
    const asked = await fetch(`${url}/?lang=en`);
    expect(asked.headers.get('set-cookie')).toBe('pufa_lang=en; Max-Age=31536000; Path=/; SameSite=Lax');
    expect(asked.headers.get('vary')).toContain('Cookie');
    expect(langOf(await asked.text())).toBe('en');
    expect(langOf(await get(url, { cookie: 'pufa_lang=en' }))).toBe('en');
    expect(langOf(await get(url, { cookie: 'pufa_lang=xx' }))).toBe('zh-CN');
    expect(langOf(await get(`${url}/nowhere`, { cookie: 'pufa_lang=en' }))).toBe('en');
  });

  it('leaves no Chinese unmarked on an English page', async () => {
    const { url } = await webServer([activity(), slogans]);
    const unmarked: string[] = [];
    for (const path of [
      '/?x',
      '/?view=month&month=12',
      '/?view=list',
      '/key-dates/constitution-day?x',
      '/feeds/help?x',
    ]) {
      const html = await get(`${url}${path}&lang=en`);
      const body = html
        .slice(html.indexOf('<body>'))
        .replaceAll(/<(\w+)[^>]* lang="zh-CN"[^>]*>[^<]*<\/\1>/g, '');
      unmarked.push(...(body.replaceAll(/<[^>]*>/g, '\n').match(/[^\n]*\p{Script=Han}[^\n]*/gu) ?? []));
    }
    expect(unmarked).toEqual([]);
  });
});

describe('a key date’s page', () => {
  it('names the law, the themes, and other years’ dates with how they are set', async () => {
    const { url } = await webServer();
    const page = await get(`${url}/key-dates/constitution-week`);
    expect(sectionOf(page, 'facts')).toContain('法律依据 中宣部、司法部、全国普法办年度通知');
    const years = sectionOf(page, 'years');
    expect(years).toContain('2025年 12月1日至7日 已有通知 学习宣传贯彻习近平法治思想，推动宪法深入人心');
    expect(years).toContain('2027年 12月1日至7日 以通知为准 没有查到');
  });

  it('marks what nobody has verified, and puts no law behind it', async () => {
    const { url } = await webServer();
    const text = textOf(await get(`${url}/key-dates/wetland-day`));
    expect(text).toContain('法律依据 没有查到，不列依据');
    expect(text).toContain('核实情况 待核实');
    expect(text).toContain('没有启用：不排活动，也不进订阅日历。');
  });

  it('tells what a date was before', async () => {
    const { url } = await webServer();
    const text = textOf(await get(`${url}/key-dates/china-water-week`));
    expect(text).toContain('从哪一年起 1988年起');
    expect(text).toContain('从前 1988年至1993年');
  });

  it('is not there for a key date nobody knows', async () => {
    const { url } = await webServer();
    expect((await fetch(`${url}/key-dates/nowhere`)).status).toBe(404);
  });
});

describe('the first visit', () => {
  it('loads less than 100 KB, packed, with all it needs', async () => {
    const many = Array.from({ length: 450 }, (_, n) =>
      activity({
        id: `x-${n}`,
        start: `2026-${String((n % 12) + 1).padStart(2, '0')}-10T09:00:00+08:00`,
        end: `2026-${String((n % 12) + 1).padStart(2, '0')}-10T11:30:00+08:00`,
      }),
    );
    const { url } = await webServer(many);
    const response = await fetch(url);
    expect(response.headers.get('content-encoding')).toBe('gzip');
    const html = await response.text();
    const files = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path = '']) => path);
    const sizes = await Promise.all(
      files.map(async (path) => gzipSync(Buffer.from(await get(`${url}${path}`))).length),
    );
    const sum = sizes.reduce((total, size) => total + size, gzipSync(html).length);
    expect(sum).toBeLessThan(100_000);
    expect(sum).toBeGreaterThan(10_000);
  });

  it('packs no answer of the API, which may hold a secret beside what a stranger put in', async () => {
    const { url } = await webServer();
    const response = await fetch(`${url}/api/v1/town`, { headers: { Authorization: 'Bearer test-token' } });
    expect(response.headers.get('content-encoding')).toBeNull();
  });
});

describe('a page asked for again', () => {
  it('is not sent twice while nothing changes, and is once something does', async () => {
    const { url, store } = await webServer();
    const first = await fetch(url);
    const etag = first.headers.get('etag') ?? '';
    const headers = { 'if-none-match': etag };
    const again = await fetch(url, { headers });
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
    expect((await fetch(`${url}/?lang=en`, { headers })).status).toBe(200);
    await store.write(SYSTEM, (transaction) => transaction.put('activities', activity()));
    const changed = await fetch(url, { headers });
    expect(changed.status).toBe(200);
    expect(changed.headers.get('etag')).not.toBe(etag);
    expect(await changed.text()).not.toBe(await first.text());
  });

  it('is the same packed and plain', async () => {
    const { url } = await webServer([activity()]);
    const [packed, plain] = await Promise.all(
      ['gzip', 'identity'].map((encoding) => fetch(url, { headers: { 'accept-encoding': encoding } })),
    );
    expect(packed?.headers.get('content-encoding')).toBe('gzip');
    expect(plain?.headers.get('content-encoding')).toBeNull();
    expect(packed?.headers.get('vary')).toContain('Accept-Encoding');
    expect(packed?.headers.get('etag')).toBe(plain?.headers.get('etag'));
    expect(await packed?.text()).toBe(await plain?.text());
  });
});
