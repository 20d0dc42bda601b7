import { describe, expect, it } from '@jest/globals';
import type { Actor, KeyDateNotice } from '../../src/facts/index.js';
import { accessibilityFaults } from '../support/axe.js';
import { overhang, shoot, WIDTHS } from '../support/browser.js';
import { activity, gangmen } from '../support/gangmen.js';
import { officeVisit } from '../support/officeVisit.js';
import { webServer } from '../support/webServer.js';

type Server = Awaited<ReturnType<typeof webServer>>;

/** The town with a campaign for the week, which a notice sets. */
const calendars = {
  ...gangmen,
  town: {
    ...gangmen.town,
    campaigns: gangmen.town.campaigns.map((campaign) =>
      campaign.keyDate === 'constitution-day' ? { ...campaign, keyDate: 'constitution-week' } : campaign,
    ),
  },
};

/** What a person could type anywhere: markup, a turned direction, a line without a break, an emoji. */
const HOSTILE = `<script>alert(1)</script>\u202E"'&amp;${'x'.repeat(40)}${'好'.repeat(20)}😀`;

const OTHER: Actor = { actor: 'admin', via: 'api', address: null, request: null, reason: null };
const ID = 'constitution-week-2026';
const PATH = `/settings/notices/${ID}`;

/** Planned for the week as it usually is, and soon outside it. */
const PLANNED = activity({
  id: '2026-constitution-week-huohu-meeting-1',
  keyDate: 'constitution-week',
  title: '宪法宣传周：召开会议（货湖村）',
  start: '2026-12-01T09:00:00+08:00',
  end: '2026-12-01T11:30:00+08:00',
});

const storedIn = ({ store }: Server): Promise<KeyDateNotice | undefined> =>
  store.read((it) => it.get('notices', 'gangmen', ID));

describe('the pages of notices', () => {
  it('say what is known of each key date and what is still open, and fit, in both languages', async () => {
    const server = await webServer([PLANNED]);
    for (const width of WIDTHS)
      for (const lang of ['zh', 'en']) {
        const page = await officeVisit(server.url, `/settings/notices?lang=${lang}`, { width });
        expect(await overhang(page)).toBe(0);
        expect(await accessibilityFaults(page)).toEqual([]);
        await shoot(page, `editing-notices-${lang}-${width}`);
        if (lang === 'en') continue;
        const week = page.locator('li', { has: page.locator(`a[href="${PATH}"]`) });
        expect(await week.innerText()).toContain('日期未公布');
        expect(await week.innerText()).toContain('12月1日');
        // Over already, so folded away.
        expect(await page.locator('details:not([open]) a[href$="/safety-month-2026"]').count()).toBe(1);
      }
  });

  it('take the days and the theme in with the keyboard alone, and say what then stands outside', async () => {
    const server = await webServer([PLANNED], { calendars });
    const page = await officeVisit(server.url, PATH, { expected: ['422'] });
    await page.focus('[name=start]');
    // Month, day, year, as this browser asks for a date.
    await page.keyboard.type('12132026');
    await page.focus('[name=end]');
    await page.keyboard.type('12012026');
    await page.focus('[name=theme]');
    await page.keyboard.type('弘扬宪法精神<b>');
    await page.focus('[name=source]');
    await page.keyboard.type('司法部通知');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[role=alert]');
    expect(await page.innerText('#end-fault')).toContain('结束早于开始');
    expect(await page.inputValue('[name=theme]')).toBe('弘扬宪法精神<b>');
    expect(await accessibilityFaults(page)).toEqual([]);
    await shoot(page, 'editing-notice-refused');
    expect(await storedIn(server)).toBeUndefined();
    await page.focus('[name=end]');
    await page.keyboard.type('12192026');
    await page.keyboard.press('Enter');
    await page.waitForSelector('text=已保存。');
    expect(await storedIn(server)).toMatchObject({
      start: '2026-12-13',
      end: '2026-12-19',
      theme: { zh: '弘扬宪法精神<b>', en: null },
      source: '司法部通知',
      revision: 1,
    });
    expect(await page.innerText('main')).toContain('有 1 项已发布的活动不在现在的日期前后');
    expect(await page.locator('.notice.warn a', { hasText: PLANNED.title }).getAttribute('href')).toBe(
      `/activities/${PLANNED.id}`,
    );
    expect(await page.locator('.notice.warn a', { hasText: '重新编排' }).getAttribute('href')).toBe(
      '/board/plans',
    );
    expect(await page.innerText('.history')).toContain(
      '录入通知：2026年宪法宣传周，12月13日–12月19日，主题“弘扬宪法精神<b>”',
    );
    await shoot(page, 'editing-notice');
    await page.goto(`${server.url}/key-dates/constitution-week?year=2026`);
    const head = await page.innerText('.this-year');
    expect(head).toContain('12月13日至19日');
    expect(head).toContain('弘扬宪法精神<b>');
    expect(head).toContain('司法部通知');
    expect(head).not.toContain('以通知为准');
  });

  it('keep what was typed beside what somebody else wrote meanwhile, new or changed', async () => {
    const server = await webServer([]);
    const page = await officeVisit(server.url, PATH, { width: 360, expected: ['409', '412'] });
    const notice = { start: '2026-12-01', end: '2026-12-07', theme: null, source: '省里的通知' };
    const asked = { keyDate: 'constitution-week', year: 2026, ...notice };
    expect((await server.api('POST', '/api/v1/notices', asked)).status).toBe(201);
    await page.fill('[name=theme]', '我写的主题');
    await page.fill('[name=source]', '我写的依据');
    await page.click('button:text-is("保存")');
    await page.waitForSelector('text=别人刚刚录入了这项通知');
    expect(await page.inputValue('[name=theme]')).toBe('我写的主题');
    expect(await page.innerText('#source-theirs')).toContain('省里的通知');
    expect(await overhang(page)).toBe(0);
    await shoot(page, 'editing-notice-taken-360');
    expect(await page.inputValue('[name=start]')).toBe('2026-12-01');
    await server.api('PATCH', `/api/v1/notices/${ID}`, { source: '又改了的通知' }, { 'if-match': '*' });
    await page.click('button:text-is("保存")');
    await page.waitForSelector('text=您打开这一页以后，别人改过');
    expect(await page.inputValue('[name=source]')).toBe('我写的依据');
    expect(await page.innerText('#source-theirs')).toContain('又改了的通知');
    await page.click('button:text-is("保存")');
    await page.waitForSelector('text=已保存。');
    expect(await storedIn(server)).toMatchObject({
      start: '2026-12-01',
      end: '2026-12-07',
      theme: { zh: '我写的主题', en: null },
      source: '我写的依据',
      revision: 3,
    });
  });

  it('take a notice away, bring it back, and know nothing of a key date that is none', async () => {
    const server = await webServer([]);
    await server.store.write(OTHER, (it) =>
      it.put('notices', {
        id: ID,
        town: 'gangmen',
        keyDate: 'constitution-week',
        year: 2026,
        start: '2026-12-05',
        end: '2026-12-11',
        theme: null,
        source: '通知',
        revision: 1,
        createdAt: '2026-11-23T10:00:00+08:00',
        updatedAt: '2026-11-23T10:00:00+08:00',
      }),
    );
    const page = await officeVisit(server.url, PATH, { javaScript: false, expected: ['404'] });
    await page.click('text=撤掉这项通知…');
    await page.click('button:text("确定撤掉")');
    await page.waitForSelector('text=已删去。');
    expect(await storedIn(server)).toBeUndefined();
    expect(await page.inputValue('[name=start]')).toBe('');
    await page.click('.history button >> nth=0');
    await page.waitForSelector('text=已撤回那次修改');
    expect(await page.inputValue('[name=start]')).toBe('2026-12-05');
    expect(await storedIn(server)).toMatchObject({ revision: 2, end: '2026-12-11' });
    for (const path of ['no-such-week-2026', 'constitution-week-2009', 'constitution-week', '2026'])
      expect((await page.goto(`${server.url}/settings/notices/${path}`))?.status()).toBe(404);
  });

  it.each(WIDTHS)('show hostile text as text and fit, there and in public, %i pixels wide', async (width) => {
    const server = await webServer([]);
    const text = `${HOSTILE}${'长'.repeat(880)}`;
    const body = { keyDate: 'constitution-week', year: 2026, theme: { zh: text, en: text }, source: text };
    expect((await server.api('POST', '/api/v1/notices', body)).status).toBe(201);
    const page = await officeVisit(server.url, `${PATH}?lang=en`, { width });
    expect(await accessibilityFaults(page)).toEqual([]);
    for (const path of [PATH, '/settings/notices', '/key-dates/constitution-week?year=2026', '/?year=2026']) {
      await page.goto(server.url + path);
      expect(await page.content()).not.toContain('<script>alert');
      expect([path, await overhang(page)]).toEqual([path, 0]);
    }
  });

  it('is asked for on the board while a week that comes soon waits for its notice', async () => {
    const server = await webServer([]);
    const page = await officeVisit(server.url, '/board');
    const hint = page.locator(`a[href="${PATH}"]`);
    expect(await hint.innerText()).toContain('还没有录入今年的通知');
    await shoot(page, 'board-awaited');
    await server.api('POST', '/api/v1/notices', {
      keyDate: 'constitution-week',
      year: 2026,
      start: '2026-12-01',
      end: '2026-12-07',
      source: '通知',
    });
    await page.reload();
    expect(await hint.count()).toBe(0);
  });
});
