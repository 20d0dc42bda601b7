import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Delivery } from '../../src/facts/index.js';
import { accessibilityFaults } from '../support/axe.js';
import { boardTown } from '../support/boardTown.js';
import { overhang, shoot, WIDTHS } from '../support/browser.js';
import { officeVisit } from '../support/officeVisit.js';
import { webServer } from '../support/webServer.js';

const texts = async (page: Page, selector: string): Promise<string[]> =>
  (await page.locator(selector).allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim());

/** Presses Tab until what has the focus answers a selector. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 200; presses += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard does not reach ${selector}`);
}

describe('the board', () => {
  it('says which village is forgotten, and leads from each number to what it counts', async () => {
    const { server } = await boardTown();
    const page = await officeVisit(server.url, '/board');
    expect(await texts(page, '.forgotten li')).toEqual([
      '北灶村 ： 12·4 还没有安排；安全生产月 2 项没有台账',
      '枫树村 ： 12·4 还缺 1 项',
      '西坡村 ： 3·15 1 项没有台账',
    ]);
    expect((await texts(page, '.board-figures li')).slice(0, 3)).toEqual([
      '3 个村有缺口',
      '5 项没有安排',
      '3 项没有台账',
    ]);
    const row = '.board-matrix tbody tr:first-child';
    expect(await texts(page, `${row} th, ${row} td`)).toEqual([
      '北灶村',
      '✓已办 4',
      '✓已办 4',
      '▲没台账 2 ✓已办 2',
      '✓已办 4',
      '■没安排 4',
    ]);
    await page.click(`${row} td.late a`);
    await page.waitForURL(/board\/ledger\?year=2026&village=beizao&campaign=safety-month$/);
    expect(await texts(page, '.ledger-part h2')).toEqual(['▲没台账 2', '✓已办 2']);
    expect((await texts(page, '.ledger-part:first-of-type .what a')).sort()).toEqual([
      '全国“安全生产月”：召开会议（北灶村）',
      '全国“安全生产月”：张贴宣传标语（北灶村）',
    ]);
    await page.goBack();
    await page.click('.board-figures a:has-text("项没有安排")');
    await page.waitForURL(/state=missing/);
    expect(await texts(page, '.ledger-list .what')).toEqual([
      '北灶村 12·4 还没有安排 发放宣传材料召开会议设立专栏报版张贴宣传标语',
      '枫树村 12·4 还没有安排 召开会议',
    ]);
    await page.click('text=‹ 2025年');
    await page.waitForURL(/year=2025/);
    expect(await texts(page, 'main .notice')).toEqual(['没有符合的活动。']);
  });

  it('passes a reminder on with two taps, and says whom the silence reaches next', async () => {
    const { server, next } = await boardTown();
    const page = await officeVisit(server.url, '/board', {
      prepare: (context) => context.grantPermissions(['clipboard-read', 'clipboard-write']),
    });
    const waiting = page.locator('[aria-labelledby=waiting] > ul > li').first();
    const name = (await waiting.locator('b').innerText()).replace('发给 ', '');
    const before = Number(await page.innerText('#waiting b'));
    await waiting.getByText('复制文字').click();
    await waiting.getByText('已复制').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain('国家宪法日');
    expect(copied).toContain(name);
    await waiting.getByRole('button', { name: '已发送' }).click();
    await page.waitForURL(/\/board\?year=2026#answers$/);
    expect(Number(await page.innerText('#waiting b'))).toBe(before - 1);
    const told = await server.store.read((transaction) =>
      transaction.find('deliveries', { town: 'gangmen', channel: 'wechat-copy', state: 'sent' }),
    );
    expect(new Set(told.map(({ contact }: Delivery) => contact)).size).toBe(1);

    const silent = page.locator('[aria-labelledby=silent] li').filter({ hasText: '村干部甲' }).first();
    expect(await silent.innerText()).toContain(next.title);
    expect(await silent.innerText()).toContain('11月27日 15:00 还没回复就催第二联系人');
    expect(await silent.locator('a.button').getAttribute('href')).toBe('tel:07590000000');
    expect(await texts(page, '[aria-labelledby=undelivered] li .next')).toContain(
      '没有发出：机器人地址不对（93000）',
    );
  });

  it('marks the gaps in the lawyers’ hours and what breaks a rule', async () => {
    const { server, next } = await boardTown();
    await server.api(
      'PATCH',
      `/api/v1/activities/${next.id}`,
      { start: '2026-11-29T09:00:00+08:00', end: '2026-11-29T11:30:00+08:00' },
      { 'if-match': '*' },
    );
    const page = await officeVisit(server.url, '/board');
    const hours = page.locator('.board-hours tbody tr').filter({ hasText: '吴家村' });
    expect(await hours.locator('td').nth(9).getAttribute('class')).toBe('short');
    expect(await hours.locator('td').nth(9).locator('a').getAttribute('aria-label')).toBe(
      '不够、10月：记录 4 小时，待办 0 小时，要 8 小时',
    );
    expect(await hours.locator('td').nth(11).getAttribute('class')).toBe('ahead');
    await hours.locator('td').nth(9).locator('a').click();
    await page.waitForURL(/village=wujia&campaign=lawyer-visit&month=2026-10/);
    expect(await texts(page, '.ledger-list .what a')).toEqual(['律师驻村服务（吴家村）']);
    await page.goBack();
    expect(await texts(page, '.warning-list h3')).toEqual(['落在休息日 1', '日期待通知 2']);
    expect(await texts(page, '.warning-list a')).toEqual([
      next.title,
      '宪法宣传周：先按往年列在12月1日至7日，还没有录入今年的通知',
      '广东宪法宣传月：先按往年列在12月（全月），还没有录入今年的通知',
    ]);
  });

  it('tells a town without a plan what to do', async () => {
    const server = await webServer([]);
    const page = await officeVisit(server.url, '/board');
    expect(await page.innerText('[aria-labelledby=forgotten]')).toContain('还没有发布计划');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.click('text=去编排计划');
    await page.waitForURL(/\/board\/plans$/);
  });
});

describe('the board on any screen', () => {
  it.each(WIDTHS)('is accessible and fits, %i pixels wide', async (width) => {
    const { server } = await boardTown();
    for (const [path, name] of [
      ['/board', 'board'],
      ['/board/ledger?year=2026', 'board-ledger'],
      ['/board?lang=en', 'board-en'],
    ] as const) {
      const page = await officeVisit(server.url, path, { width });
      await shoot(page, `${name}-${width}`);
      expect([path, await overhang(page), await accessibilityFaults(page)]).toEqual([path, 0, []]);
    }
  });

  it.each(WIDTHS)('shows hostile text as text, %i pixels wide and without a script', async (width) => {
    const title = `<script>alert(1)</script>\u202e"'&🦆${'长'.repeat(450)}${'x'.repeat(450)}`;
    const { server } = await boardTown({ title });
    for (const path of ['/board', '/board/ledger?year=2026&state=planned']) {
      const page = await officeVisit(server.url, path, { width, javaScript: false });
      expect([path, await overhang(page)]).toEqual([path, 0]);
      expect(await page.locator('main a').filter({ hasText: '<script>alert(1)' }).count()).toBeGreaterThan(0);
    }
  });

  it('is worked by keyboard alone', async () => {
    const { server } = await boardTown();
    const page = await officeVisit(server.url, '/board');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('跳到正文');
    await tabTo(page, '.forgotten a');
    await page.keyboard.press('Enter');
    await page.waitForURL(/village=beizao&campaign=constitution-day/);
    await tabTo(page, '[aria-current=page]');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('台账');
    await page.goBack();
    await tabTo(page, '.agenda-group summary');
    await page.keyboard.press('Enter');
    await tabTo(page, '.agenda-group .agenda-item a');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/activities\/2026-constitution-day/);
  });

  it('prints the matrix without what is pressed', async () => {
    const { server } = await boardTown();
    const page = await officeVisit(server.url, '/board');
    await page.emulateMedia({ media: 'print' });
    await shoot(page, 'board-print');
    expect(await page.isVisible('.board-matrix')).toBe(true);
    expect([await page.isVisible('.staff-nav'), await page.locator('button:visible').count()]).toEqual([
      false,
      0,
    ]);
    await page.pdf({ path: 'test/e2e/shots/board.pdf', preferCSSPageSize: true, printBackground: true });
  });
});
