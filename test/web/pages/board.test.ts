import { describe, expect, it } from '@jest/globals';
import { SYSTEM } from '../../../src/facts/index.js';
import { boardTown } from '../../support/boardTown.js';
import { cadre } from '../../support/contacts.js';
import { activity } from '../../support/gangmen.js';
import { apiAs } from '../../support/people.js';
import { record } from '../../support/records.js';
import { TOKEN, webServer } from '../../support/webServer.js';
import { rowOf, sectionOf, textOf } from './read.js';

type Server = Awaited<ReturnType<typeof webServer>>;

const pageAs = async (server: Server, grant: Parameters<typeof apiAs>[1], path: string): Promise<string> =>
  (await (await apiAs(server, grant))('GET', path)).text();
const board = async ({ api }: Server, query = ''): Promise<string> =>
  (await api('GET', `/board${query}`)).text();

/** The pages that a role's navigation leads to. */
const partsOf = (html: string): string => {
  const [, nav = ''] = /<nav class="staff-nav".*?>(.*?)<\/nav>/.exec(html) ?? [];
  return textOf(nav);
};

describe('the board', () => {
  it('counts nothing as missing that was over before the calendar began here', async () => {
    const server = await webServer([activity()]);
    const html = await board(server);
    expect(rowOf(html, '货湖村')).toBe(
      '货湖村 3·15 启用前 4·15 启用前 安全生产月 启用前 6·26 启用前 12·4 ■ 没安排 3 ○ 已安排 1',
    );
    expect(sectionOf(html, 'forgotten')).toContain('货湖村 ： 12·4 还缺 3 项');
    expect(sectionOf(html, 'forgotten')).toContain('西坡村 ： 12·4 还没有安排');
  });

  it('says once what no village has', async () => {
    const server = await webServer([activity({ keyDate: null, id: 'x-by-hand' })]);
    expect(sectionOf(await board(server), 'forgotten')).toBe('哪个村落下了 各村都一样 ： 12·4 还没有安排');
  });

  it('follows an activity from planned to confirmed, over, and recorded', async () => {
    const server = await webServer([activity()]);
    const cell = async (): Promise<string> =>
      /12·4 (.*)$/.exec(rowOf(await board(server), '货湖村') ?? '')?.[1] ?? '';
    const shown = [await cell()];
    await server.api(
      'PATCH',
      `/api/v1/activities/${activity().id}`,
      { status: 'confirmed' },
      { 'if-match': '*' },
    );
    shown.push(await cell());
    server.setNow('2026-12-05T09:00');
    shown.push(await cell());
    await server.store.write(SYSTEM, (transaction) => transaction.put('records', record()));
    shown.push(await cell());
    expect(shown).toEqual([
      '■ 没安排 3 ○ 已安排 1',
      '■ 没安排 3 ◐ 已确认 1',
      '■ 没安排 3 ▲ 没台账 1',
      '■ 没安排 3 ✓ 已办 1',
    ]);
  });

  it('shows the year that is asked for, and this year for what is none', async () => {
    const server = await webServer([activity()]);
    const years = await Promise.all(
      ['?year=2027', '?year=1949', '?year=2100', '?year=abc'].map(
        async (query) => /aria-current="page">(\d+)年/.exec(await board(server, query))?.[1],
      ),
    );
    expect(years).toEqual(['2027', '2026', '2026', '2026']);
  });
});

describe('the board to a village and to a unit', () => {
  it('is a village’s own row, its own hours and its own people', async () => {
    const { server } = await boardTown();
    const html = await pageAs(server, { role: 'village', village: 'huohu' }, '/board');
    const text = textOf(html);
    for (const village of ['北灶村', '西坡村', '枫树村', '村干部丙', '吴家村'])
      expect(text).not.toContain(village);
    expect(text).toContain('村干部甲');
    expect(rowOf(html, '货湖村')).toContain('12·4 ○ 已安排 4');
    expect(html).not.toContain('/board/sent');
    const ledger = textOf(
      await pageAs(server, { role: 'village', village: 'huohu' }, '/board/ledger?village=beizao'),
    );
    expect(ledger).not.toContain('（北灶村）');
    expect(ledger).toContain('另有');
  });

  it('is a unit’s own campaigns, and nobody’s number but its own', async () => {
    const { server } = await boardTown();
    const html = await pageAs(server, { role: 'department', department: 'shichang' }, '/board');
    expect(rowOf(html, '西坡村')).toBe('西坡村 3·15 ▲ 没台账 1 ✓ 已办 3');
    expect(html).not.toContain('0759');
    expect(html).not.toContain('id="hours"');
  });

  it('is closed to readers, and to whoever is not logged in', async () => {
    const server = await webServer([activity()]);
    for (const path of ['/board', '/board/ledger']) {
      const stranger = await fetch(server.url + path, { redirect: 'manual' });
      expect([stranger.status, stranger.headers.get('location')]).toEqual([303, '/login']);
      expect((await (await apiAs(server, { role: 'reader' }))('GET', path)).status).toBe(403);
    }
    const village = await apiAs(server, { role: 'village', village: 'huohu' });
    expect((await village('POST', '/board/sent')).status).toBe(403);
  });
});

describe('the navigation behind login', () => {
  it('leads each role to its own pages, and marks where one is', async () => {
    const server = await webServer([activity()]);
    await server.store.write(SYSTEM, (transaction) => transaction.put('contacts', cadre()));
    const all = '今天 总览 日历 计划 活动 联系人 台账 导入 账号 接口文档';
    expect(partsOf(await board(server))).toBe(all);
    expect(partsOf(await pageAs(server, { role: 'office' }, '/board'))).toBe(all.replace(' 账号', ''));
    const village = await pageAs(server, { role: 'village', village: 'huohu' }, '/board');
    expect(partsOf(village)).toBe('总览 活动 台账 接口文档');
    const headers = { authorization: `Bearer ${TOKEN}` };
    const current: (string | undefined)[] = [];
    for (const path of [
      '/today',
      '/board',
      '/board/calendar',
      '/board/plans',
      '/board/ledger',
      '/imports',
      '/api/docs',
    ]) {
      const html = await (await fetch(server.url + path, { headers })).text();
      current.push(/<nav class="staff-nav".*?aria-current="page">([^<]*)</.exec(html)?.[1]);
    }
    expect(current).toEqual(['今天', '总览', '日历', '计划', '台账', '导入', '接口文档']);
  });
});
