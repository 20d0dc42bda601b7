import { describe, expect, it } from '@jest/globals';
import type { Activity } from '../../src/facts/index.js';
import { accessibilityFaults } from '../support/axe.js';
import { shoot } from '../support/browser.js';
import { draftCalendars, noSolver } from '../support/draftTown.js';
import { officeVisit } from '../support/officeVisit.js';
import { until } from '../support/until.js';
import { webServer } from '../support/webServer.js';

const DECEMBER = '/board/calendar?month=2026-12';

/** A small town with the rest of 2026 planned and released. */
async function releasedTown() {
  const server = await webServer([], { calendars: draftCalendars(), solve: noSolver });
  const { id } = (await (await server.api('POST', '/api/v1/plans', { year: 2026 })).json()) as { id: string };
  await until(
    async () => (await server.api('POST', `/api/v1/plans/${id}/release`)).status === 200,
    'the first plan is released',
  );
  return server;
}

type Server = Awaited<ReturnType<typeof releasedTown>>;

const starts = async ({ api }: Server): Promise<string[]> => {
  const { items } = (await (await api('GET', '/api/v1/activities')).json()) as { items: Activity[] };
  return items.map(({ start }) => start.slice(0, 10));
};

describe('a blackout', () => {
  it('is written on the calendar, lands on its draft, and moves things only when that is released', async () => {
    const server = await releasedTown();
    const before = await starts(server);
    expect(before).toContain('2026-12-04');
    const page = await officeVisit(server.url, DECEMBER);
    await page.click('text=添加停办时段');
    await page.fill('[name=start]', '2026-12-02');
    await page.fill('[name=end]', '2026-12-04');
    await page.fill('[name=reason]', '台风');
    await shoot(page, 'planning-blackout');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.click('text=保存并编排让路的草案');
    await page.waitForSelector('text=发布前看一遍');
    expect(await page.textContent('h1')).toBe('2026年：为停办让路');
    expect(await starts(server)).toEqual(before);

    const moved = Number(await page.textContent('.plan-figures .moved b'));
    expect(moved).toBeGreaterThan(0);
    const [first] = await page.locator('.changes tbody tr').allInnerTexts();
    expect(first).toMatch(/12月4日 周五 (上午|下午)\s+12月\d+日 周./);
    expect(await page.locator('#d-2026-12-04').innerText()).toContain('停办：台风（全镇）');
    await page.click('text=发布这份草案…');
    await page.click(`text=确定发布（共 ${moved} 处改动）`);
    await page.waitForSelector('text=已经发布');
    expect(await starts(server)).not.toContain('2026-12-04');
    const [released] = await page.locator('.changes tbody tr').allInnerTexts();
    expect(released).toBe(first);
  });

  it('of some villages is refused without a village, with every fault and the form as it was', async () => {
    const server = await releasedTown();
    const page = await officeVisit(server.url, DECEMBER, { expected: ['400'] });
    await page.click('text=添加停办时段');
    await page.fill('[name=start]', '2026-12-04');
    await page.fill('[name=end]', '2026-12-02');
    await page.fill('[name=reason]', '换届选举');
    await page.check('[value=some]');
    await page.click('text=保存并编排让路的草案');
    await page.waitForSelector('[role=alert]');
    expect((await page.locator('[role=alert] li').allInnerTexts()).sort()).toEqual([
      '到：结束早于开始，请把两个日期对调',
      '哪些村：一个村也没有写；全镇停办请写 null',
    ]);
    expect(await page.inputValue('[name=reason]')).toBe('换届选举');
    expect(await page.isChecked('[value=some]')).toBe(true);
    expect(await (await server.api('GET', '/api/v1/blackouts')).json()).toEqual({ items: [], next: null });
  });

  it('is taken away again', async () => {
    const server = await releasedTown();
    await server.api('POST', '/api/v1/blackouts', {
      start: '2026-12-02',
      end: '2026-12-02',
      villages: ['v1'],
      reason: '选举',
    });
    const page = await officeVisit(server.url, DECEMBER);
    expect(await page.innerText('.stop-list')).toContain('12月2日 选举（v1村）');
    await page.click('button:text("撤掉")');
    await page.waitForSelector('text=以后没有停办时段。');
    expect(await (await server.api('GET', '/api/v1/blackouts')).json()).toEqual({ items: [], next: null });
  });
});
