import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { accessibilityFaults } from '../support/axe.js';
import { shoot, visit } from '../support/browser.js';
import { activity } from '../support/gangmen.js';
import { newAccount, PASSWORD } from '../support/people.js';
import { webServer } from '../support/webServer.js';

type Server = Awaited<ReturnType<typeof webServer>>;

/** Opens a page in a browser in which an account has logged in. */
const visitAs = ({ url }: Server, username: string, path: string, expected: string[] = []): Promise<Page> =>
  visit(url + path, {
    width: 360,
    expected,
    prepare: async (context) => {
      await context.request.post(`${url}/login`, {
        form: { username, password: PASSWORD },
        headers: { origin: url },
        maxRedirects: 0,
      });
    },
  });

describe('the editing pages, by role', () => {
  it('show a village its own activities, which it confirms and does not edit', async () => {
    const server = await webServer([
      activity(),
      activity({ id: 'x-town', village: null, title: '全镇的会' }),
      activity({ id: 'x-other', village: 'xipo', title: '西坡的会' }),
    ]);
    await newAccount(server, { username: 'huohu', name: '货湖村', role: 'village', village: 'huohu' });
    const page = await visitAs(server, 'huohu', '/activities', ['404', '403']);
    expect(await page.locator('tbody th').allInnerTexts()).toEqual([
      '国家宪法日：召开会议（货湖村）',
      '全镇的会',
    ]);
    expect(await page.locator('text=新建活动').count()).toBe(0);
    await page.click('text=国家宪法日：召开会议');
    expect(await page.locator('[name=title]').count()).toBe(0);
    expect(await page.locator('text=取消这项活动').count()).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.click('button:text-is("确认")');
    await page.waitForSelector('text=已确认。');
    await shoot(page, 'editing-village');
    expect(await page.innerText('.history li')).toContain('货湖村 确认');
    expect((await page.goto(`${server.url}/activities/x-other`))?.status()).toBe(404);
    expect((await page.goto(`${server.url}/settings/contacts`))?.status()).toBe(403);
  });

  it('let the office edit all but accounts and tokens, and take nothing back', async () => {
    const server = await webServer([activity()]);
    await newAccount(server, { username: 'office' });
    const page = await visitAs(server, 'office', `/activities/${activity().id}`, ['403']);
    expect(await page.locator('[name=title]').count()).toBe(1);
    expect(await page.locator('text=撤回这次修改').count()).toBe(0);
    expect(await page.locator('text=接口令牌').count()).toBe(0);
    for (const path of ['accounts', 'api-tokens'])
      expect((await page.goto(`${server.url}/settings/${path}`))?.status()).toBe(403);
    await page.goto(`${server.url}/settings/blackouts`);
    expect(await page.getAttribute('text=改密码', 'href')).toBe('/login/password');
  });

  it('give nothing to another site’s form, and nothing back from it', async () => {
    const { url } = await webServer([activity()]);
    const answer = await fetch(`${url}/activities/new`, {
      method: 'POST',
      headers: { origin: 'https://elsewhere.example', 'content-type': 'application/x-www-form-urlencoded' },
      body: 'title=harm',
      redirect: 'manual',
    });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/login']);
  });
});
