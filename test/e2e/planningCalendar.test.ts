import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Activity } from '../../src/facts/index.js';
import { accessibilityFaults } from '../support/axe.js';
import { shoot } from '../support/browser.js';
import { noSolver } from '../support/draftTown.js';
import { activity } from '../support/gangmen.js';
import { officeVisit } from '../support/officeVisit.js';
import { NO_LINE } from '../support/phone.js';
import { webServer } from '../support/webServer.js';

const DECEMBER = '/board/calendar?month=2026-12';

const MEETING = activity();
/** The same village's lecture, the day after. */
const LECTURE = activity({
  id: '2026-lecture-huohu-4',
  keyDate: null,
  duty: 'lecture',
  form: 'lecture',
  title: '法律知识讲座（货湖村）',
  start: '2026-12-08T15:00:00+08:00',
  end: '2026-12-08T17:30:00+08:00',
  lawyer: 'lawyer-1',
  reasons: ['12·4过后4天'],
});

const townWith = (...activities: Activity[]) => webServer(activities, { solve: noSolver });
type Server = Awaited<ReturnType<typeof townWith>>;

const stored = async ({ api }: Server, id: string): Promise<Activity> =>
  (await (await api('GET', `/api/v1/activities/${id}`)).json()) as Activity;

const chip = (page: Page, { id }: Pick<Activity, 'id'>) => page.locator(`[data-activity="${id}"]`);
const answer = (page: Page) => page.locator('#move .answer');

/** Drags an activity onto a half-day, as a hand does: in several steps. */
async function drag(page: Page, one: Activity, day: string, half: 'am' | 'pm'): Promise<void> {
  await chip(page, one).dragTo(page.locator(`[data-drop="${day}"][data-half=${half}]`));
  await page.waitForSelector('#move[open] .answer:is(.fine, .warn)');
}

/** Somebody else moves the meeting to the afternoon of 9 December. */
const moveElsewhere = ({ api }: Server): Promise<Response> =>
  api(
    'PATCH',
    `/api/v1/activities/${MEETING.id}`,
    { start: '2026-12-09T15:00:00+08:00', end: '2026-12-09T17:30:00+08:00' },
    { 'if-match': '*' },
  );

describe('an activity that is dragged', () => {
  it('says at once which rule the day would break, and goes back when it is put back', async () => {
    const server = await townWith(MEETING, LECTURE);
    const page = await officeVisit(server.url, DECEMBER);
    expect(await accessibilityFaults(page)).toEqual([]);
    await shoot(page, 'planning-calendar');
    await drag(page, MEETING, '2026-12-08', 'am');
    expect(await answer(page).innerText()).toContain('12月8日（周二）上午：会违反 1 条排期规则：');
    expect(await answer(page).locator('li').allInnerTexts()).toEqual(['本村当天已有一场']);
    expect(await accessibilityFaults(page)).toEqual([]);
    await shoot(page, 'planning-move');
    await page.click('text=放回原处');
    expect(await page.isVisible('#move')).toBe(false);
    expect(await chip(page, MEETING).getAttribute('data-day')).toBe('2026-12-04');
    expect(await stored(server, MEETING.id)).toMatchObject({ start: MEETING.start, revision: 1 });
  });

  it('moves when that is confirmed, keeps its hours, and is pinned there', async () => {
    const server = await townWith(MEETING, LECTURE);
    const page = await officeVisit(server.url, DECEMBER);
    await drag(page, MEETING, '2026-12-07', 'am');
    expect(await answer(page).innerText()).toContain('12月7日（周一）上午：不违反排期规则。');
    await page.click('text=确定改期');
    await page.waitForSelector('text=已改到12月7日（周一）上午。');
    expect(await chip(page, MEETING).getAttribute('data-day')).toBe('2026-12-07');
    expect(await chip(page, MEETING).evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await stored(server, MEETING.id)).toMatchObject({
      start: '2026-12-07T09:00:00+08:00',
      end: '2026-12-07T11:30:00+08:00',
      pinned: true,
      revision: 2,
    });
    // What the server drew anew can be dragged again.
    await drag(page, MEETING, '2026-12-09', 'pm');
    await page.click('text=确定改期');
    await page.waitForSelector('text=已改到12月9日（周三）下午。');
    expect((await stored(server, MEETING.id)).start).toBe('2026-12-09T15:00:00+08:00');
  });

  it('that somebody else has moved meanwhile is not moved, and says where it stands now', async () => {
    const server = await townWith(MEETING, LECTURE);
    const page = await officeVisit(server.url, DECEMBER, { expected: ['412'] });
    await drag(page, MEETING, '2026-12-07', 'am');
    await moveElsewhere(server);
    await page.click('text=确定改期');
    const conflict = page.locator('#move [data-fill=conflict]');
    await conflict.waitFor();
    expect(await conflict.innerText()).toBe(
      '刚才有人改过这项活动：现在是12月9日（周三）下午，计划。没有改动它。请看清楚再决定。',
    );
    expect(await page.innerText('#move [data-fill=when]')).toBe('12月9日（周三）下午 15:00–17:30');
    expect((await stored(server, MEETING.id)).start).toBe('2026-12-09T15:00:00+08:00');
    expect(await accessibilityFaults(page)).toEqual([]);
    await shoot(page, 'planning-conflict');
    // Whoever has read that may still want it; now it is done as it stands.
    await page.waitForSelector('#move .answer:is(.fine, .warn)');
    await page.click('text=确定改期');
    await page.waitForSelector('text=已改到12月7日（周一）上午。');
    expect(await stored(server, MEETING.id)).toMatchObject({
      start: '2026-12-07T09:00:00+08:00',
      revision: 3,
    });
  });

  it('that was moved since the page was opened says so as soon as it is opened', async () => {
    const server = await townWith(MEETING);
    const page = await officeVisit(server.url, DECEMBER);
    await moveElsewhere(server);
    await chip(page, MEETING).click();
    await page.waitForSelector('#move[open]');
    expect(await page.innerText('#move [data-fill=conflict]')).toContain('现在是12月9日（周三）下午');
  });
});

describe('an activity by the keyboard alone', () => {
  it('is opened, moved to another day and half, and found again', async () => {
    const server = await townWith(MEETING, LECTURE);
    const page = await officeVisit(server.url, DECEMBER);
    await chip(page, LECTURE).focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('#move[open]');
    expect(await page.innerText('#move-title')).toBe(LECTURE.title);
    expect(await page.innerText('#move [data-fill=reasons]')).toBe('12·4过后4天');
    const focused = (): Promise<string | null> =>
      page.evaluate(() => document.activeElement?.getAttribute('name') ?? null);
    expect(await focused()).toBe('date');
    await page.locator('#move [name=date]').fill('2026-12-10');
    for (let tries = 0; tries < 10 && (await focused()) !== 'half'; tries += 1)
      await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowLeft');
    await page.waitForSelector('#move .answer:has-text("12月10日（周四）上午：")');
    for (let tries = 0; tries < 5; tries += 1) {
      await page.keyboard.press('Tab');
      if (await page.evaluate(() => document.activeElement?.textContent === '确定改期')) break;
    }
    await page.keyboard.press('Enter');
    await page.waitForSelector('text=已改到12月10日（周四）上午。');
    expect((await stored(server, LECTURE.id)).start).toBe('2026-12-10T09:00:00+08:00');
    expect(await chip(page, LECTURE).evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it('that cannot be read is not mistaken for the one that was opened before', async () => {
    const server = await townWith(MEETING, LECTURE);
    const page = await officeVisit(server.url, DECEMBER, { expected: NO_LINE });
    await chip(page, MEETING).click();
    await page.waitForSelector('#move[open]');
    await page.keyboard.press('Escape');
    await page.context().setOffline(true);
    await chip(page, LECTURE).click();
    await page.waitForSelector('#move[open]');
    expect(await page.innerText('#move')).toBe('没有连上服务器，没有改动。请检查网络再试。\n关闭');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.click('#move >> text=关闭');
    await page.context().setOffline(false);
    await chip(page, LECTURE).click();
    await page.waitForSelector('#move >> text=固定不动');
    expect(await page.innerText('#move-title')).toBe(LECTURE.title);
  });

  it('is put back by Escape', async () => {
    const server = await townWith(MEETING);
    const page = await officeVisit(server.url, DECEMBER);
    await chip(page, MEETING).press('Enter');
    await page.waitForSelector('#move[open]');
    await page.keyboard.press('Escape');
    expect(await page.isVisible('#move')).toBe(false);
    expect((await stored(server, MEETING.id)).revision).toBe(1);
  });
});

describe('an activity', () => {
  it('is pinned and unpinned', async () => {
    const server = await townWith(MEETING);
    const page = await officeVisit(server.url, DECEMBER);
    for (const [button, said, pinned] of [
      ['固定不动', '已固定，重新编排也不会移动它。', true],
      ['取消固定', '已取消固定，重新编排时可以移动它。', false],
    ] as const) {
      await chip(page, MEETING).click();
      await page.click(`button:text("${button}")`);
      await page.waitForSelector(`text=${said}`);
      expect((await stored(server, MEETING.id)).pinned).toBe(pinned);
      expect(await page.locator('.item .mark.pinned').count()).toBe(pinned ? 1 : 0);
    }
  });

  it('whose words are hostile is shown as text, and breaks nothing', async () => {
    const title = `<script>alert(1)</script><img src=x onerror=alert(1)>‮${'长'.repeat(900)}🎉`;
    const server = await townWith(activity({ title, place: '"><b>x' }));
    const page = await officeVisit(server.url, DECEMBER);
    await chip(page, MEETING).click();
    await page.waitForSelector('#move[open]');
    expect(await page.innerText('#move-title')).toBe(title);
    expect(await page.locator('main b:text-is("x"), main img').count()).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1280);
  });
});
