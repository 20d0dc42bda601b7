import { describe, expect, it } from '@jest/globals';
import { shoot, visit, WIDTHS } from '../../support/browser.js';
import { activity } from '../../support/gangmen.js';
import { webServer } from '../../support/webServer.js';

/** 货湖村's meeting and 西坡村's slogans for 12·4, and a doing of 妇联 alone. */
const activities = [
  activity(),
  activity({
    id: '2026-constitution-day-xipo-slogans-1',
    village: 'xipo',
    form: 'slogans',
    title: '国家宪法日：张贴宣传标语（西坡村）',
    place: '西坡村委会',
    partners: [],
  }),
  activity({
    id: 'x-1',
    keyDate: null,
    village: 'xipo',
    lead: 'fulian',
    partners: [],
    title: '妇女普法夜话',
    start: '2026-12-10T19:00:00+08:00',
    end: '2026-12-10T20:30:00+08:00',
    place: '西坡村文化楼',
  }),
];

describe.each(WIDTHS)('a reader at %i px', (width) => {
  it('finds what is held, view by view, without JavaScript', async () => {
    const { url } = await webServer(activities);
    const page = await visit(url, { width, javaScript: false });
    expect(await page.title()).toBe('港门镇普法日历 2026年');
    await page.getByRole('link', { name: '月历', exact: true }).click();
    expect(page.url()).toBe(`${url}/?year=2026&view=month&month=11`);
    await page.getByRole('link', { name: '12月 ›' }).click();
    expect(await page.locator('h2').innerText()).toBe('2026年12月');
    const day = page.locator('#d1204');
    expect(await day.innerText()).toContain('召开会议 — 货湖村');
    await page.getByRole('link', { name: '清单', exact: true }).click();
    expect(await page.locator('.month-list[open] .day').count()).toBe(2);
  });

  it('narrows the calendar by village, department and key date, and takes one back', async () => {
    const { url } = await webServer(activities);
    const page = await visit(`${url}/?view=list`, { width, javaScript: false });
    await page.getByRole('combobox', { name: '村' }).selectOption('西坡村');
    await page.getByRole('combobox', { name: '单位' }).selectOption('妇联');
    await page.getByRole('button', { name: '查看' }).click();
    const list = page.locator('section:has(> #activities)');
    expect(await list.innerText()).toContain('妇女普法夜话');
    expect(await list.innerText()).not.toContain('张贴宣传标语');
    await page.getByRole('link', { name: '去掉条件“妇联”' }).click();
    expect(await list.innerText()).toContain('张贴宣传标语');
    expect(await list.innerText()).not.toContain('货湖村');
    expect(page.url()).toContain('village=xipo');
    await page.getByRole('combobox', { name: '节点' }).selectOption('国家宪法日');
    await page.getByRole('button', { name: '查看' }).click();
    expect(await list.innerText()).not.toContain('妇女普法夜话');
    expect(new URL(page.url()).searchParams.get('view')).toBe('list');
  });

  it('reads what a key date is, what it rests on, and what the town does', async () => {
    const { url } = await webServer(activities);
    const page = await visit(url, { width, javaScript: false });
    await page.locator('#k-constitution-day').getByRole('link', { name: '国家宪法日' }).click();
    expect(await page.locator('h1').innerText()).toBe('国家宪法日');
    const text = await page.locator('main').innerText();
    for (const part of ['12月4日 周五', '2014年起', '全国人大常委会2014-11-01决定', '配合', '货湖村委会'])
      expect(text).toContain(part);
    await page.getByRole('link', { name: '2027年 ›' }).click();
    expect(await page.locator('.this-year').innerText()).toContain('12月4日 周六');
  });

  it('is led to the steps for the phone at hand', async () => {
    const { url } = await webServer(activities);
    const page = await visit(`${url}/?village=huohu`, { width, javaScript: false });
    await page.getByRole('link', { name: /^华为、OPPO、vivo/ }).click();
    expect(await page.getByRole('radio', { name: '华为、OPPO、vivo 自带的日历' }).isChecked()).toBe(true);
    const steps = page.locator('.steps');
    expect(await steps.innerText()).toContain('一次性导入');
    expect(await steps.getByRole('link', { name: '下载日历文件' }).getAttribute('href')).toBe(
      `${url}/feeds/villages/huohu.ics?download=1`,
    );
    await page.getByRole('radio', { name: '苹果手机、平板、电脑' }).check();
    await page.getByRole('button', { name: '看怎样做' }).click();
    expect(await steps.getByRole('link', { name: '苹果手机订阅' }).getAttribute('href')).toBe(
      `${url.replace('http:', 'webcal:')}/feeds/villages/huohu.ics`,
    );
    expect(await steps.locator('img').getAttribute('src')).toBe('/feeds/villages/huohu/qr.svg');
  });

  it('changes the language with one tap and keeps it', async () => {
    const { url } = await webServer(activities);
    const page = await visit(`${url}/?view=month&month=12`, { width, javaScript: false });
    await page.getByRole('link', { name: 'English' }).click();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.locator('h2').innerText()).toBe('December 2026');
    await page.getByRole('link', { name: 'List', exact: true }).click();
    expect(await page.locator('#d1204').innerText()).toContain('Meeting — Huohu Village');
    expect(await page.locator('#d1204 .place [lang="zh-CN"]').first().innerText()).toBe('货湖村委会');
    await page.getByRole('link', { name: '中文' }).click();
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
  });
});

describe('Chinese type', () => {
  const withGlyphsOf = (width: number) => ({
    prepare: (context: { addInitScript(script: { content: string }): Promise<unknown> }) =>
      context
        .addInitScript({
          content: `CanvasRenderingContext2D.prototype.measureText = () => ({ width: ${width} });`,
        })
        .then(() => undefined),
  });

  it('is loaded where the device has none, and by nobody else', async () => {
    const { url } = await webServer();
    const fontsOf = async (width: number): Promise<string[]> => {
      const page = await visit(`${url}/feeds/help`, withGlyphsOf(width));
      return page.evaluate(() =>
        performance
          .getEntriesByType('resource')
          .map(({ name }) => new URL(name).pathname)
          .filter((path) => path.includes('font') && !path.endsWith('font.js')),
      );
    };
    expect(await fontsOf(100)).toEqual([]);
    expect(await fontsOf(60)).toContain('/assets/served-font.css');
    const response = await fetch(`${url}/assets/fonts/noto-sans-sc-400.woff2`);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'font/woff2']);
  });
});

describe('on paper', () => {
  it('has the month and the year without what only a screen can use', async () => {
    const { url } = await webServer(activities);
    for (const path of ['/?view=month&month=12', '/']) {
      const page = await visit(`${url}${path}`);
      await page.emulateMedia({ media: 'print' });
      await shoot(page, path === '/' ? 'print-year' : 'print-month');
      expect(await page.locator('.site-bar').isVisible()).toBe(false);
      expect(await page.locator('.filter form button').isVisible()).toBe(false);
    }
  });
});
