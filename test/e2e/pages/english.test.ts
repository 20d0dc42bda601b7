import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { accessibilityFaults } from '../../support/axe.js';
import { visit } from '../../support/browser.js';
import { officeVisit } from '../../support/officeVisit.js';
import { sound } from '../../support/people.js';
import { webServer } from '../../support/webServer.js';

/** What a page says in Chinese without marking it as such. */
const unmarkedChinese = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    while (walker.nextNode()) {
      const text = walker.currentNode.textContent ?? '';
      const chinese = walker.currentNode.parentElement?.closest('[lang]')?.getAttribute('lang') === 'zh-CN';
      if (!chinese && /\p{Script=Han}/u.test(text)) found.push(text.trim());
    }
    return found;
  });

const invitation = async (server: Awaited<ReturnType<typeof webServer>>): Promise<string> => {
  const given = { username: 'chen', name: 'Chen', role: 'office' };
  const { invitation: made } = await sound<{ invitation: { link: string } }>(
    server.api('POST', '/api/v1/accounts', given),
  );
  return made.link.slice(server.url.length);
};

describe('a page in English', () => {
  it.each(['/today', '/imports', '/api/docs'])(
    'says nothing in Chinese that is not data: %s',
    async (path) => {
      const server = await webServer();
      const page = await officeVisit(server.url, `${path}?lang=en`);
      expect(await page.getAttribute('html', 'lang')).toBe('en');
      expect(await unmarkedChinese(page)).toEqual([]);
      if (path !== '/api/docs') expect(await accessibilityFaults(page)).toEqual([]);
    },
  );

  it('says so of an import, too', async () => {
    const server = await webServer();
    const file = '姓名,村\nChen,西坡村\nWu,没有村\n';
    const wanted = await sound<{ id: string }>(
      server.api('POST', '/api/v1/imports?kind=contacts', file, { 'content-type': 'text/csv' }),
    );
    const page = await officeVisit(server.url, `/imports/${wanted.id}?lang=en`);
    expect(await page.innerText('.notice')).toContain('1 wrong, 1 new, 0 changed, 0 unchanged.');
    expect((await unmarkedChinese(page)).filter((text) => text !== '没有村')).toEqual([]);
  });

  it('lets somebody in who reads no Chinese, and back to Chinese with a click', async () => {
    const server = await webServer();
    const page = await visit(`${server.url}/login?lang=en`, { expected: ['403'] });
    expect(await unmarkedChinese(page)).toEqual([]);
    await page.goto(server.url + (await invitation(server)));
    expect(await unmarkedChinese(page)).toEqual([]);
    expect(await page.innerText('h1')).toBe('Set a password');
    await page.click('text=中文');
    expect(await page.innerText('h1')).toBe('设密码');
  });
});
