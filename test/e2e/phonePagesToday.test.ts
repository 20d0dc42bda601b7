import { describe, expect, it } from '@jest/globals';
import { tick } from '../../src/reminders/index.js';
import { accessibilityFaults } from '../support/axe.js';
import { overhang, shoot, visit, WIDTHS } from '../support/browser.js';
import { linker } from '../support/contactLinks.js';
import { activity, gangmen, townTime } from '../support/gangmen.js';
import { officeVisit } from '../support/officeVisit.js';
import { NO_LINE, PHONE, smallTargets } from '../support/phone.js';
import { webServer } from '../support/webServer.js';

const NOW = '2026-11-27T08:30';

/** Two villages to be reminded; a third has answered, and one has a difficulty. */
async function busyDay(title?: string) {
  const villages = ['huohu', 'xipo', 'wujia', 'tangwei'] as const;
  const activities = villages.map((village) =>
    activity({ id: `2026-${village}`, village, title: title ?? `国家宪法日：召开会议（${village}）` }),
  );
  const server = await webServer(activities);
  const linkFor = await linker(server.store, server.url);
  server.setNow(NOW);
  const answer = async (village: string, body: Record<string, string>): Promise<void> => {
    await fetch(`${await linkFor(`village:${village}`, `2026-${village}`)}/ack`, {
      method: 'POST',
      body: new URLSearchParams(body),
      redirect: 'manual',
    });
  };
  await answer('wujia', { answer: 'received' });
  await answer('tangwei', { answer: 'difficulty', choice: '场地用不了', reason: '会议室在装修' });
  const { town, holidays } = gangmen;
  await tick({ store: server.store, town, holidays, channels: [], now: townTime(NOW) });
  return server;
}

const waiting = async ({ api }: Awaited<ReturnType<typeof busyDay>>): Promise<number> => {
  const { items } = (await (await api('GET', '/api/v1/deliveries')).json()) as { items: { state: string }[] };
  return items.filter(({ state }) => state === 'claimed').length;
};

describe('the day’s sheet in a browser', () => {
  it.each(WIDTHS)('copies, is marked as sent and says what was answered, %i px wide', async (width) => {
    const server = await busyDay();
    const before = await waiting(server);
    expect(before).toBeGreaterThan(1);
    const page = await officeVisit(server.url, '/today', {
      width,
      prepare: (context) => context.grantPermissions(['clipboard-read', 'clipboard-write']),
    });
    await shoot(page, `today-${width}`);
    expect([await accessibilityFaults(page), await overhang(page)]).toEqual([[], 0]);
    if (width === PHONE) expect(await smallTargets(page)).toEqual([]);
    expect(await page.innerText('section[aria-labelledby=difficulties]')).toContain(
      '场地用不了：会议室在装修',
    );
    expect(await page.innerText('section[aria-labelledby=answered]')).toContain('今天 08:30 收到');

    const first = page.locator('.message').first();
    const text = await first.locator('.message-text').textContent();
    await first.locator('[data-copy]').click();
    await page.waitForSelector('text=已复制，去微信粘贴');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text);
    await first.locator('[type=submit]').click();
    await first.locator('.noted').waitFor();
    expect(await page.innerText('h2#waiting')).toBe(`待转发（${before - 1}）`);
    expect(await waiting(server)).toBe(before - 1);
    await shoot(page, `today-sent-${width}`);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.locator('.codes summary').first().click();
    expect(await page.locator('.qr').first().isVisible()).toBe(true);
    await page.reload();
    expect(await page.innerText('h2#waiting')).toBe(`待转发（${before - 1}）`);
  });

  it('speaks English to whoever asked for it, after a press too', async () => {
    const server = await busyDay();
    const page = await officeVisit(server.url, '/today?lang=en', {
      prepare: (context) => context.grantPermissions(['clipboard-read', 'clipboard-write']),
    });
    const first = page.locator('.message').first();
    await first.locator('[data-copy]').click();
    await page.waitForSelector('text=Copied; paste it into WeChat');
    await first.locator('[type=submit]').click();
    expect(await first.locator('.noted').innerText()).toMatch(/: noted as sent$/);
  });

  it('copies over plain http as well, where a browser has no clipboard interface', async () => {
    const server = await busyDay();
    const page = await officeVisit(server.url, '/today', {
      prepare: async (context) => {
        await context.addInitScript(() => {
          Object.defineProperty(navigator, 'clipboard', { value: undefined });
        });
      },
    });
    const first = page.locator('.message').first();
    const text = await first.locator('.message-text').textContent();
    await first.locator('[data-copy]').click();
    await page.waitForSelector('text=已复制，去微信粘贴');
    await page.evaluate(() => {
      const area = document.createElement('textarea');
      document.querySelector('main')?.prepend(area);
      area.focus();
    });
    await page.keyboard.press('Control+V');
    expect(await page.inputValue('textarea')).toBe(text);
  });

  it.each([
    ['script', '<script>alert(1)</script></pre><img src=x onerror=alert(1)>'],
    ['length', 'W'.repeat(1000)],
    ['emoji and direction', '👩‍👩‍👧‍👦‮מבחן'.repeat(60)],
  ])('shows hostile text as text and keeps its shape: %s', async (_name, title) => {
    const server = await busyDay(title);
    const page = await officeVisit(server.url, '/today', { width: PHONE });
    expect(await page.locator('main script, main img').count()).toBe(0);
    expect(await page.innerText('section[aria-labelledby=difficulties]')).toContain(title.slice(0, 20));
    expect(await overhang(page)).toBe(0);
  });

  it('says that nothing was noted while there is no line, and by keyboard notes it then', async () => {
    const server = await busyDay();
    const before = await waiting(server);
    const page = await officeVisit(server.url, '/today', { width: PHONE, expected: NO_LINE });
    await page.context().setOffline(true);
    await page.focus('.message [type=submit]');
    await page.keyboard.press('Enter');
    await page.waitForSelector('text=没有网络，没有记上');
    expect(await waiting(server)).toBe(before);
    await page.context().setOffline(false);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.noted');
    expect(await waiting(server)).toBe(before - 1);
  });

  it('does the same without a script', async () => {
    const server = await busyDay();
    const before = await waiting(server);
    const page = await officeVisit(server.url, '/today', { width: PHONE, javaScript: false });
    await page.locator('.message [type=submit]').first().click();
    await page.waitForSelector('text=今天已转发 1 条');
    expect(await waiting(server)).toBe(before - 1);
  });
});

describe('an address on the help page', () => {
  it('is copied with one tap', async () => {
    const { url } = await webServer([activity()]);
    const page = await visit(`${url}/feeds/help?feed=town`, {
      width: PHONE,
      prepare: (context) => context.grantPermissions(['clipboard-read', 'clipboard-write']),
    });
    const button = page.locator('[data-copy]').first();
    const said = await button.getAttribute('data-copied');
    await button.click();
    await page.waitForSelector(`button:text-is("${said ?? ''}")`);
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/\/feeds\/town\.ics$/);
  });
});
