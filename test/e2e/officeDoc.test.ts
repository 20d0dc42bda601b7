import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { addDays, type Day } from '../../src/calendar/index.js';
import { SYSTEM, type Activity } from '../../src/facts/index.js';
import { solveWithHighs } from '../../src/planner/index.js';
import { tick } from '../../src/reminders/index.js';
import { makeOneTimeLink } from '../../src/web/index.js';
import { visit } from '../support/browser.js';
import { linker } from '../support/contactLinks.js';
import { noSolver } from '../support/draftTown.js';
import { gangmen, townTime } from '../support/gangmen.js';
import { PHONE } from '../support/phone.js';
import { yearOfRecords } from '../support/records.js';
import { webServer } from '../support/webServer.js';

/*
 * docs/office.md, walked through in a browser in its own order. Everything that stands in bold there must have been
 * read on one of these pages. `PICTURES=1 npm run jest -- test/e2e/officeDoc` makes its pictures anew.
 */

const IMAGES = join('docs', 'images');
const MOST_BYTES = 200_000;

/** Colours that a picture of a page needs; more would only make it larger. */
const COLOURS = 64;

/** How long a search may take where every core is busy, in milliseconds. */
const SEARCH_MS = 60_000;

/** The pictures show real plans; what the pages say is read from quick ones. */
const SOLVE = process.env.PICTURES === undefined ? noSolver : solveWithHighs;

const START = '2026-08-24';
const TYPHOON: readonly [Day, Day] = ['2026-09-14', '2026-09-16'];

/** Stands in the links that the pictures show. */
const ADDRESS = 'http://pufa.example.cn';
const { town } = gangmen;

/** Every word of the pages that were looked at, closed parts and buttons too. */
const read: string[] = [];

/** Reads a page, and keeps what the window shows of it when pictures are wanted. */
async function look(page: Page, name?: string, { height = 760, from = 'body' } = {}): Promise<void> {
  read.push((await page.locator('body').textContent()) ?? '');
  if (name === undefined || process.env.PICTURES === undefined) return;
  const width = page.viewportSize()?.width ?? 1280;
  await page.setViewportSize({ width, height });
  await page
    .locator(from)
    .first()
    .evaluate((element) => {
      element.scrollIntoView({ block: 'start', behavior: 'instant' });
    });
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const picture = await sharp(await page.screenshot())
    .png({ palette: true, colours: COLOURS, effort: 10 })
    .toBuffer();
  expect(picture.length).toBeLessThan(MOST_BYTES);
  writeFileSync(join(IMAGES, `office-${name}.png`), picture);
}

const PAGE = readFileSync(join('docs', 'office.md'), 'utf8');

/** What the page sets in bold: words of the pages, but for the questions at its end and one sentence. */
const bold = [...(PAGE.split('\n## 常有的疑问')[0] ?? '').matchAll(/\*\*([^*]+)\*\*/g)]
  .map(([, words = '']) => words)
  .filter((words) => !words.endsWith('。'));

describe('the office’s page', () => {
  it('says what the pages say, from the first login to the year’s end', async () => {
    const server = await webServer([], { now: `${START}T09:00`, baseUrl: ADDRESS, solve: SOLVE });
    const { url, store, dataDir, setNow } = server;
    const activities = (): Promise<readonly Activity[]> =>
      store.read((transaction) => transaction.find('activities', { town: town.id }));
    const remind = async (at: string): Promise<void> => {
      setNow(at);
      await tick({ store, town, channels: [], now: townTime(at) });
    };

    /** Presses “已发送” at everything that waits. */
    const passOn = async (): Promise<void> => {
      const deliveries = await store.read((transaction) => transaction.find('deliveries', { town: town.id }));
      for (const { id, state } of deliveries)
        if (state === 'claimed') await server.api('POST', `/api/v1/deliveries/${id}/sent`);
    };

    // 开始使用
    const page = await visit(
      makeOneTimeLink({ dataDir, town: town.id, baseUrl: url }, townTime(`${START}T09:00`)),
    );
    // The search for the pictures' plans has the only thread.
    page.setDefaultTimeout(SEARCH_MS);
    const open = async (path: string): Promise<void> => {
      await page.goto(url + path);
    };
    const press = async (name: string | RegExp): Promise<void> => {
      await page.getByRole('button', { name }).first().click();
      await page.waitForLoadState();
    };
    await look(page);
    await press('登录');
    await page.waitForURL('**/today');
    await look(page);
    await open('/settings/accounts/new');
    await page.fill('[name=username]', 'sifasuo');
    await page.fill('[name=name]', '司法所');
    await page.selectOption('[name=role]', 'office');
    await look(page);
    await press('保存');
    await look(page, 'invitation', { height: 720 });
    await open('/settings/contacts');
    await look(page);
    await open('/settings/contacts/new');
    await page.fill('[name=name]', '村干部甲');
    await page.selectOption('[name=role]', 'cadre');
    await page.selectOption('[name=village]', 'huohu');
    await page.locator('[name=name]').blur();
    await look(page, 'contact', { height: 720 });
    await press('保存');
    await look(page);
    await open('/settings/feed-tokens');
    await look(page);

    // 排一年的计划
    await open('/board/plans');
    await page.selectOption('[name=year]', '2026');
    await look(page);
    await press('开始编排');
    await page.waitForSelector('text=发布前看一遍');
    await look(page, 'plan', { height: 900 });
    await page.click('text=发布这份草案…');
    await look(page);
    await press(/^确定发布/);
    await page.waitForSelector('text=已经发布');
    await look(page);
    await open('/board');
    await look(page);
    await open('/');
    await look(page);

    // 平日
    const links = await linker(store, url);
    const contact = (await store.read((transaction) => transaction.find('contacts', { town: town.id })))[0];
    for (let day: Day = addDays(START, 1); day < TYPHOON[0]; day = addDays(day, 1)) {
      await passOn();
      for (const hour of ['07:31', '08:31', '17:01']) await remind(`${day}T${hour}`);
      await open('/today');
    }
    await look(page, 'today', { height: 900 });

    // 台风来了
    await passOn();
    setNow(`${addDays(TYPHOON[0], -1)}T17:20`);
    await open('/board/calendar?month=2026-09');
    await page.click('text=添加停办时段');
    await page.fill('[name=start]', TYPHOON[0]);
    await page.fill('[name=end]', TYPHOON[1]);
    await page.fill('[name=reason]', '台风');
    await look(page, 'blackout', { height: 620, from: 'form[action="/board/blackouts"]' });
    await press('保存并编排让路的草案');
    await page.waitForSelector('text=发布前看一遍');
    await look(page, 'typhoon-draft', { height: 900 });
    const before = new Map((await activities()).map(({ id, start }) => [id, start]));
    await page.click('text=发布这份草案…');
    await look(page);
    await press(/^确定发布/);
    await page.waitForSelector('text=已经发布');
    await look(page);
    await open('/board/calendar?month=2026-09');
    await look(page);
    const moved = (await activities()).filter(({ id, start }) => before.get(id) !== start);
    expect(moved.length).toBeGreaterThan(0);
    await remind(`${addDays(TYPHOON[0], -1)}T17:25`);
    await open('/today');
    await look(page, 'typhoon-today', { height: 900, from: '#waiting' });
    const hit = moved[0];
    if (!hit) throw new Error('nothing moved');
    await open(`/activities/${hit.id}`);
    await look(page);

    // 村干部回复、填台账
    const own = (await activities()).find(
      ({ village, start, form }) =>
        village === 'huohu' && form === 'consultation' && start > `${TYPHOON[1]}T24`,
    );
    if (!own || !contact) throw new Error('nothing for the village to do');
    const link = await links(contact.id, own.id);
    const phone = await visit(link, { width: PHONE });
    await look(phone, 'phone', { height: 740 });
    await phone.getByRole('button', { name: '收到' }).click();
    await phone.waitForSelector('text=已回复“收到”');
    await look(phone);
    setNow(`${own.end.slice(0, 10)}T19:00`);
    await phone.goto(link);
    await phone.fill('[name=people]', '36');
    await phone.fill('[name=consultations]', '7');
    await phone.locator('[name=consultations]').blur();
    await look(phone, 'record', { height: 740, from: '#record' });
    await phone.getByRole('button', { name: /^交给/ }).click();
    await phone.waitForSelector('text=台账已收到');
    await look(phone);
    await open('/board');
    await look(page);

    // 年底：两个星期没有用，要再登录一次
    setNow('2026-12-31T09:00');
    await page.goto(makeOneTimeLink({ dataDir, town: town.id, baseUrl: url }, townTime('2026-12-31T09:00')));
    await press('登录');
    const all = await activities();
    await store.write(SYSTEM, async (transaction) => {
      for (const record of yearOfRecords(all, 7)) {
        if (record.id !== own.id) await transaction.put('records', record);
      }
    });
    await open('/ledger?year=2026');
    await look(page, 'ledger', { height: 900 });
    await open('/ledger/deadlines');
    await look(page, 'deadlines', { height: 700 });
    await open('/ledger/guides');
    await look(page);
    await open('/board');
    await look(page);

    const said = read.join('\n').replaceAll(/\s+/g, '');
    expect(bold.filter((words) => !said.includes(words.replaceAll(/\s+/g, '')))).toEqual([]);
  }, 300_000);

  it('shows every picture that was made for it, and no other', () => {
    const shown = [...PAGE.matchAll(/\(images\/(office-[\w-]+\.png)\)/g)].map(([, name = '']) => name);
    const made = readdirSync(IMAGES).filter((name) => name.startsWith('office-'));
    expect([...shown].sort()).toEqual(made.sort());
    for (const name of made) expect(statSync(join(IMAGES, name)).size).toBeLessThan(MOST_BYTES);
  });
});
