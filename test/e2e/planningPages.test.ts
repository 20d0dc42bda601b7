import { describe, expect, it } from '@jest/globals';
import type { Activity } from '../../src/facts/index.js';
import type { Solve } from '../../src/planner/index.js';
import { accessibilityFaults } from '../support/axe.js';
import { overhang, shoot, WIDTHS } from '../support/browser.js';
import { draftCalendars, noSolver } from '../support/draftTown.js';
import { officeVisit } from '../support/officeVisit.js';
import { until } from '../support/until.js';
import { webServer } from '../support/webServer.js';

type Server = Awaited<ReturnType<typeof webServer>>;

const stored = async ({ api }: Server): Promise<Activity[]> =>
  ((await (await api('GET', '/api/v1/activities?limit=500')).json()) as { items: Activity[] }).items;

/** Asks for a plan of 2026 over the API and waits until it is over; the path of its page. */
async function planned({ api }: Server): Promise<string> {
  const asked = await api('POST', '/api/v1/plans', { year: 2026 });
  const { id } = (await asked.json()) as { id: string };
  await until(async () => {
    const { state } = (await (await api('GET', `/api/v1/plans/${id}`)).json()) as { state: string };
    return state !== 'queued' && state !== 'solving';
  }, `${id} is searched for`);
  return `/board/plans/${id}`;
}

const smallServer = (solve: Solve = noSolver) => webServer([], { calendars: draftCalendars(), solve });

describe('the planning pages', () => {
  it('lead from the first click to released activities', async () => {
    const server = await webServer([], { solve: noSolver });
    const page = await officeVisit(server.url, '/board/plans');
    expect(await page.textContent('main')).toContain('还没有编排过计划');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.selectOption('[name=year]', '2026');
    await page.click('text=开始编排');
    await page.waitForSelector('text=发布前看一遍');
    expect(await page.textContent('.plan-head')).toContain('从2026年11月24日排起');
    expect(await stored(server)).toEqual([]);
    await shoot(page, 'planning-draft');
    expect(await accessibilityFaults(page)).toEqual([]);

    const added = Number(await page.textContent('.plan-figures .new b'));
    expect(added).toBeGreaterThan(50);
    await page.click('text=发布这份草案…');
    expect(await page.textContent('.confirm p')).toBe(
      `发布后，日历会新增 ${added} 项、移动 0 项、撤下 0 项，涉及 12 个村。订阅的日历会跟着变。`,
    );
    await page.click(`text=确定发布（共 ${added} 处改动）`);
    await page.waitForSelector('text=已经发布，活动都在日历里了。');
    expect(await stored(server)).toHaveLength(added);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.click('text=打开活动日历');
    await page.waitForSelector('text=2026年11月');
  });

  it('say on a draft why each task stands where it stands, by pointer, by keyboard, and until Escape', async () => {
    const server = await smallServer();
    const page = await officeVisit(server.url, `${await planned(server)}?month=2026-12`);
    const chip = page.locator('#a-2026-constitution-day-v1-meeting-1 .chip');
    const why = page.locator('#why-2026-constitution-day-v1-meeting-1');
    expect(await why.isVisible()).toBe(false);
    await chip.hover();
    expect((await why.innerText()).split(/\s+/)).toEqual([
      'constitution-day：meeting（v1村）',
      '12·4当天',
      'office办上午派得出人',
    ]);
    await page.mouse.move(0, 0);
    expect(await why.isVisible()).toBe(false);
    await chip.focus();
    expect(await why.isVisible()).toBe(true);
    await shoot(page, 'planning-reasons');
    await page.keyboard.press('Escape');
    expect(await why.isVisible()).toBe(false);
    expect(await chip.getAttribute('aria-describedby')).toBe(await why.getAttribute('id'));
    expect(await chip.innerText()).toMatch(/^＋新/);
  });

  it('narrow a draft to a village and to a campaign', async () => {
    const server = await smallServer();
    const page = await officeVisit(server.url, `${await planned(server)}?month=2026-12`);
    const villages = () => page.locator('.grid-days .chip b').allInnerTexts();
    expect(new Set(await villages())).toEqual(new Set(['全镇', 'v1村', 'v2村', 'v3村']));
    await page.selectOption('[name=village]', 'v2');
    await page.selectOption('[name=campaign]', 'visit');
    await page.click('text=查看');
    await page.waitForURL(/village=v2&campaign=visit/);
    expect(await villages()).toEqual(['v2村']);
    await page.click('text=全部显示');
    await page.waitForURL((to) => !to.search.includes('village'));
    expect((await villages()).length).toBeGreaterThan(3);
  });

  it('show how far a search has come, and the draft by itself when it is made', async () => {
    let finish = (): void => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    const held: Solve = async () => {
      await finished;
      return { values: null, bound: 0 };
    };
    const server = await webServer([], { calendars: draftCalendars(1), solve: held });
    const asked = await server.api('POST', '/api/v1/plans', { year: 2026 });
    const { id } = (await asked.json()) as { id: string };
    const page = await officeVisit(server.url, `/board/plans/${id}`);
    await page.waitForSelector('text=正在编排，请稍等');
    await page.waitForFunction(() =>
      /已用 [1-9]\d* 秒/.test(document.querySelector('.progress-text')?.textContent ?? ''),
    );
    await shoot(page, 'planning-waiting');
    expect(await accessibilityFaults(page)).toEqual([]);
    const still = await officeVisit(server.url, `/board/plans/${id}`, { javaScript: false });
    expect(await still.getAttribute('text=刷新', 'href')).toBe(`/board/plans/${id}`);
    finish();
    await page.waitForSelector('text=发布前看一遍');
    await still.click('text=刷新');
    await still.waitForSelector('text=发布前看一遍');
  });
});

describe('a plan that cannot be released', () => {
  it('says why it failed and what to do', async () => {
    const server = await webServer([], {
      calendars: draftCalendars(1),
      solve: () => Promise.reject(new Error('内存不够')),
    });
    const page = await officeVisit(server.url, await planned(server));
    expect(await page.textContent('main')).toContain('编排没有完成：内存不够');
    expect(await page.textContent('main')).toContain('日历没有任何改动');
    expect(await accessibilityFaults(page)).toEqual([]);
    const failed = page.url();
    await page.click('button:text("重新编排")');
    await page.waitForURL((to) => to.href !== failed);
    await page.waitForSelector('text=编排没有完成：内存不够');
  });

  it('says what has changed since a draft was made, and plans again from there', async () => {
    const server = await smallServer();
    const first = await planned(server);
    await server.api('POST', `/api/v1/plans/${first.split('/').pop() ?? ''}/release`);
    await server.api('POST', '/api/v1/blackouts', {
      start: '2026-12-01',
      end: '2026-12-04',
      villages: null,
      reason: '台风',
    });
    const draft = await planned(server);
    const page = await officeVisit(server.url, draft, { expected: ['409'] });
    await page.click('text=发布这份草案…');
    // Meanwhile somebody else moves one by hand.
    const id = '2026-constitution-day-v1-meeting-1';
    await server.api(
      'PATCH',
      `/api/v1/activities/${id}`,
      { start: '2026-12-08T09:00:00+08:00', end: '2026-12-08T11:30:00+08:00' },
      { 'if-match': '*' },
    );
    await page.click('.confirm button');
    await page.waitForSelector('text=编排之后情况变了，不能发布');
    expect(await page.textContent('.release .notice.error')).toContain(
      'constitution-day：meeting（v1村）：编排之后改过这项活动',
    );
    expect(await page.locator('text=发布这份草案…').count()).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    await shoot(page, 'planning-stale');
    await page.click('text=照现在的情况重新编排');
    await page.waitForSelector('text=发布这份草案…');
    expect(page.url()).not.toContain(draft);
  });

  it('is refused for a year that is past, with the form as it was filled in', async () => {
    const server = await smallServer();
    const page = await officeVisit(server.url, '/board/plans', { expected: ['400'] });
    await page.selectOption('[name=year]', '2026');
    await page.fill('[name=from]', '2026-11-01');
    await page.click('text=开始编排');
    expect(await page.textContent('[role=alert]')).toContain(
      '从哪天排起：已经过去了，请写今天（2026-11-23）或以后的日期',
    );
    expect(await page.inputValue('[name=from]')).toBe('2026-11-01');
    expect(await page.inputValue('[name=year]')).toBe('2026');
  });
});

describe('the planning pages without a script', () => {
  it.each(WIDTHS)('can be read %i pixels wide', async (width) => {
    const server = await smallServer();
    const draft = await planned(server);
    for (const path of ['/board/plans', `${draft}?month=2026-12`, '/board/calendar?month=2026-12']) {
      const page = await officeVisit(server.url, path, { width, javaScript: false });
      expect([path, await overhang(page)]).toEqual([path, 0]);
    }
    const page = await officeVisit(server.url, `${draft}?month=2026-12`, { width, javaScript: false });
    await page.focus('#a-2026-constitution-day-v2-meeting-1 .chip');
    expect(await page.isVisible('#why-2026-constitution-day-v2-meeting-1')).toBe(true);
    await shoot(page, `planning-draft-${width}`);
  });

  it('speak English as well', async () => {
    const server = await smallServer();
    const page = await officeVisit(server.url, `${await planned(server)}?month=2026-12&lang=en`);
    expect(await page.textContent('h1')).toBe('Plan of 2026');
    expect(await page.textContent('main')).toContain('Before the release');
    expect(await accessibilityFaults(page)).toEqual([]);
  });
});

describe('the planning pages to a stranger', () => {
  it('are closed to every role but the office’s', async () => {
    const server = await smallServer();
    const draft = await planned(server);
    for (const [role, status] of [
      ['office', 200],
      ['reader', 403],
    ] as const) {
      const made = await server.api('POST', '/api/v1/api-tokens', { label: role, scope: 'write', role });
      const { token } = (await made.json()) as { token: string };
      const headers = { authorization: `Bearer ${token}` };
      for (const path of ['/board/plans', '/board/calendar', draft])
        expect([path, (await fetch(server.url + path, { headers })).status]).toEqual([path, status]);
    }
  });

  it('are closed, and do nothing that another site asks for', async () => {
    const server = await smallServer();
    const draft = await planned(server);
    for (const path of ['/board/plans', '/board/calendar', draft]) {
      const answer = await fetch(server.url + path, { redirect: 'manual' });
      expect([answer.status, answer.headers.get('location')]).toEqual([303, '/login']);
    }
    const posted = await fetch(`${server.url}${draft}/release`, {
      method: 'POST',
      headers: { origin: 'https://elsewhere.example' },
      redirect: 'manual',
    });
    expect(posted.headers.get('location')).toBe('/login');
    expect(await stored(server)).toEqual([]);
  });
});
