import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import mammoth from 'mammoth';
import type { Page } from 'playwright-core';
import { readSheet } from 'read-excel-file/node';
import { SYSTEM, type Activity, type ActivityRecord } from '../../../src/facts/index.js';
import { readStore } from '../../../src/store/index.js';
import { accessibilityFaults } from '../../support/axe.js';
import { overhang, shoot, WIDTHS } from '../../support/browser.js';
import { officeVisit } from '../../support/officeVisit.js';
import { recordedTown } from '../../support/recordedTown.js';
import { linesOf, sumsOf, type Line } from '../../support/recount.js';
import { webServer } from '../../support/webServer.js';

let year: number;

let activities: readonly Activity[];
let records: readonly ActivityRecord[];
/** The same year, read by a counter that knows nothing of the program. */
let lines: readonly Line[];

beforeAll(async () => {
  const recorded = await recordedTown(7);
  const { dataDir } = recorded;
  ({ year } = recorded);
  lines = linesOf(dataDir, year);
  const store = await readStore(dataDir);
  activities = await store.find('activities', { town: 'gangmen' });
  records = await store.find('records', { town: 'gangmen' });
}, 120_000);

/** A server with the recorded year, in the first days of the next unless told otherwise. */
async function recordedServer(day = '01-03') {
  const server = await webServer(activities, { now: `${year + 1}-${day}T09:00` });
  await server.store.write(SYSTEM, async (transaction) => {
    for (const record of records) await transaction.put('records', record);
  });
  return server;
}

async function saved(page: Page, link: string): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const waiting = page.waitForEvent('download');
  await page.getByRole('link', { name: link }).click();
  const download = await waiting;
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

const textOf = async (bytes: Buffer): Promise<string> =>
  (await mammoth.extractRawText({ buffer: bytes })).value;

describe('the ledger’s page', () => {
  it('hands over the year’s ledger, report and a quarter’s paper, which other programs read', async () => {
    const { url } = await recordedServer();
    const page = await officeVisit(url, `/ledger?year=${year}`);
    expect(await accessibilityFaults(page)).toEqual([]);
    const ledger = await saved(page, `下载${year}年台账（Excel）`);
    expect(ledger.name).toBe(`港门镇${year}年普法台账.xlsx`);
    const rows = await readSheet(ledger.bytes, '台账');
    expect(rows.at(-1)?.slice(0, 2)).toEqual(['合计', `${lines.length} 条`]);
    const report = await saved(page, '下载年度报告普法部分（Word）');
    expect(report.name).toBe(`港门镇${year}年普法工作情况.docx`);
    expect(await textOf(report.bytes)).toContain(`有台账记录的工作共${lines.length}项`);
    const plan = await saved(page, '下载计划表（Excel）');
    expect((await readSheet(plan.bytes, '年度计划'))[0]?.[0]).toBe(`港门镇${year}年普法工作计划表`);
    await page.getByRole('link', { name: '三季度', exact: true }).click();
    await page.waitForURL(/quarter=3/);
    const hearing = await saved(page, '下载第三季度听取汇报材料（Word）');
    expect(await textOf(hearing.bytes)).toContain(`港门镇${year}年第三季度普法工作情况汇报`);
    const third = await saved(page, '下载第三季度台账（Excel）');
    const inThird = lines.filter(({ date }) => ['07', '08', '09'].includes(date.slice(5, 7)));
    expect((await readSheet(third.bytes, '台账')).at(-1)?.slice(0, 2)).toEqual([
      '合计',
      `${inThird.length} 条`,
    ]);
  });

  it('leads from a number to the records that make it, and from each to its activity', async () => {
    const { url } = await recordedServer();
    const page = await officeVisit(url, `/ledger?year=${year}`);
    const third = lines.filter(({ date }) => ['07', '08', '09'].includes(date.slice(5, 7)));
    const total = sumsOf(third).leaflets.toLocaleString('en-US');
    await page.getByRole('link', { name: `第三季度发放资料（份） ${total}` }).click();
    await page.waitForURL(/figure=leaflets&of=q3/);
    const behind = page.locator('section.behind');
    expect(await behind.locator('h2').innerText()).toBe(`第三季度发放资料（份）：${total}`);
    const made = third.filter(({ leaflets }) => leaflets > 0);
    const shown = await behind
      .locator('tbody tr')
      .evaluateAll((rows) =>
        rows.map((row) => [
          row.querySelector('a')?.getAttribute('href'),
          Number(row.querySelector('.number')?.textContent),
        ]),
      );
    const wanted = made.map(({ id, leaflets }) => [`/activities/${id}`, leaflets]);
    expect(shown.sort()).toEqual(wanted.sort());
    expect(await accessibilityFaults(page)).toEqual([]);
    await shoot(page, 'ledger-behind', { whole: false });
  });

  it('says which records lack a number, and does not count them', async () => {
    const { url } = await recordedServer();
    const page = await officeVisit(url, `/ledger?year=${year}&figure=banners&of=all`);
    const silent = records.filter(({ banners }) => banners === null).length;
    expect(silent).toBeGreaterThan(3);
    const behind = page.locator('section.behind');
    expect(await behind.locator('.unknown').innerText()).toBe(`另有 ${silent} 条记录没写这一项，没有计入：`);
    expect(await behind.locator('table').last().locator('tbody tr').count()).toBe(silent);
  });

  it('says plainly which village has little, and what has no record, village by village', async () => {
    const { url } = await recordedServer();
    const page = await officeVisit(url, `/ledger?year=${year}`);
    expect(await page.innerText('.low-villages')).toMatch(
      /活动场次：各村中位数 [\d.]+，不到一半的有：.*新城村/,
    );
    expect(await page.locator('tr', { hasText: '不到中位数一半' }).locator('th').allInnerTexts()).toEqual(
      expect.arrayContaining([expect.stringContaining('新城村')]),
    );
    const recorded = new Set(records.map(({ id }) => id));
    const owed = activities.filter(({ id, village }) => village === 'xincheng' && !recorded.has(id));
    const fold = page.locator('.folds details:not(.apart)', { hasText: '新城村' });
    expect(await fold.locator('summary').innerText()).toBe(`新城村 ${owed.length} 项`);
    await fold.locator('summary').click();
    expect(
      (await fold.locator('a').evaluateAll((links) => links.map((a) => a.getAttribute('href')))).sort(),
    ).toEqual(owed.map(({ id }) => `/activities/${id}`).sort());
    expect(await page.innerText('#logs')).toBe(`${year}年12月律师驻村日志`);
    await page.click('text=‹ 上月');
    await page.waitForURL((to) => to.search.includes(`month=${year}-11`));
    expect(await page.innerText('#logs')).toBe(`${year}年11月律师驻村日志`);
  });

  it('compares with nothing where the year before has no record, and a year that runs with the same days', async () => {
    const { url } = await recordedServer('07-01');
    const page = await officeVisit(url, `/ledger?year=${year}`);
    expect(await page.innerText('main')).toContain(`${year - 1}年没有记录，不能比较。`);
    await page.click(`text=${year + 1}年 ›`);
    await page.waitForURL((to) => to.search.includes(`year=${year + 1}`));
    const people = page.locator('.figures-table').first().locator('tr', { hasText: '参加人次' });
    const before = sumsOf(lines.filter(({ date }) => date <= `${year}-07-01`)).people;
    expect(before).toBeGreaterThan(1000);
    const cells = await people.locator('td').allInnerTexts();
    expect(cells.slice(-2)).toEqual([before.toLocaleString('en-US'), `−${before.toLocaleString('en-US')}`]);
  });
});

describe('the office’s deadlines', () => {
  it('are ticked off, and the tick taken back', async () => {
    const { url, api } = await webServer();
    const page = await officeVisit(url, '/ledger/deadlines?year=2026');
    expect(await accessibilityFaults(page)).toEqual([]);
    const isDone = async (id: string): Promise<boolean | undefined> => {
      const answer = await api('GET', '/api/v1/deadlines?year=2026');
      const { items } = (await answer.json()) as { items: { id: string; done: boolean }[] };
      return items.find((item) => item.id === id)?.done;
    };
    const id = 'law-advisor-log-check-2026-11-25';
    await page.locator(`#d-${id}`).getByRole('button', { name: '办完了，勾掉' }).click();
    const notice = page.getByRole('status');
    expect(await notice.innerText()).toContain('已勾掉：法律顾问工作日志补齐（县里抽查前） 11月25日');
    expect(await isDone(id)).toBe(true);
    expect(await page.locator(`#d-${id}`).innerText()).toContain('11月23日勾掉');
    expect(await accessibilityFaults(page)).toEqual([]);
    await notice.getByRole('button', { name: '撤回' }).click();
    await page.waitForURL(/unticked=/);
    expect(await isDone(id)).toBe(false);
  });

  it('of the villages are ticked off one by one', async () => {
    const { url, store } = await webServer();
    const page = await officeVisit(url, '/ledger/deadlines?year=2026', { javaScript: false });
    const posting = page.locator('#d-village-posting-2026-09-30');
    expect(await posting.innerText()).toContain('12 个村已办 0 个');
    await posting.getByRole('button', { name: '货湖村' }).click();
    await page.waitForURL(/ticked=village-posting/);
    await posting.getByRole('button', { name: '西坡村' }).click();
    await posting.getByText('12 个村已办 2 个').waitFor();
    await posting.getByRole('button', { name: '货湖村：已办，点击撤回' }).click();
    await page.waitForURL(/unticked=village-posting/);
    expect(await posting.innerText()).toContain('12 个村已办 1 个');
    const ticks = await store.read((transaction) => transaction.find('ticks', { town: 'gangmen' }));
    expect(ticks.map(({ village, day }) => [village, day])).toEqual([['xipo', '2026-09-30']]);
  });
});

describe('the register of 法律明白人', () => {
  it('is kept: added to, corrected, struck from, with what each village lacks', async () => {
    const { url, store } = await webServer();
    const page = await officeVisit(url, '/ledger/guides', { expected: ['400', '422'] });
    const village = page.locator('#v-huohu');
    expect(await village.innerText()).toContain('缺 3 人');
    const adding = page.locator('.add-guide');
    await adding.getByLabel('村').selectOption('货湖村');
    await adding.getByLabel('姓名').fill('甲乙丙');
    await adding.getByRole('button', { name: '登记' }).click();
    await page.waitForURL(/village=huohu/);
    expect(await village.innerText()).toContain('缺 2 人');
    expect(await adding.getByLabel('村').inputValue()).toBe('huohu');
    await village.getByText('甲乙丙').click();
    await village.getByLabel('姓名').fill('甲乙丁');
    await village.getByLabel('证书编号').fill('No.7');
    expect(await accessibilityFaults(page)).toEqual([]);
    await village.getByRole('button', { name: '保存' }).click();
    await village.getByText('甲乙丁').waitFor();
    const guides = () => store.read((transaction) => transaction.find('lawGuides', { town: 'gangmen' }));
    expect((await guides()).map(({ name, certificate }) => [name, certificate])).toEqual([
      ['甲乙丁', 'No.7'],
    ]);
    for (const open of ['/', '/?view=list', '/feeds/town.ics', '/openapi.json'])
      expect([open, (await (await fetch(url + open)).text()).includes('甲乙丁')]).toEqual([open, false]);
    await village.getByText('甲乙丁').click();
    await village.getByRole('button', { name: '删去甲乙丁' }).click();
    await village.getByText('还没有登记').waitFor();
    expect(await guides()).toEqual([]);
  });

  it('refuses a name of nothing, and keeps what was written', async () => {
    const { url } = await webServer();
    const page = await officeVisit(url, '/ledger/guides', { javaScript: false, expected: ['400', '422'] });
    const adding = page.locator('.add-guide');
    await adding.getByLabel('姓名').fill(' ');
    await adding.getByLabel('证书编号').fill('No.8');
    await adding.getByRole('button', { name: '登记' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('姓名：');
    expect(await adding.getByLabel('证书编号').inputValue()).toBe('No.8');
  });
});

describe('the ledger’s pages', () => {
  it.each(WIDTHS)('can be read %i pixels wide without a script', async (width) => {
    const { url, api } = await recordedServer();
    const names = ['甲一', '<script>alert(1)</script>', '乙'.repeat(60)];
    for (const name of names) await api('POST', '/api/v1/law-guides', { village: 'xipo', name });
    for (const [path, name] of [
      [`/ledger?year=${year}`, 'figures'],
      [`/ledger?year=${year}&quarter=2&figure=people&of=village:xipo`, 'behind'],
      [`/ledger/deadlines?year=${year}`, 'deadlines'],
      ['/ledger/guides', 'guides'],
    ] as const) {
      const page = await officeVisit(url, path, { width, javaScript: false });
      await shoot(page, `ledger-${name}-${width}`);
      expect([path, await overhang(page)]).toEqual([path, 0]);
      if (name === 'guides')
        expect((await page.locator('.people b').allInnerTexts()).sort()).toEqual([...names].sort());
    }
  });

  it('speak English as well', async () => {
    const { url } = await recordedServer();
    for (const [path, title] of [
      [`/ledger?year=${year}&figure=people&of=q1`, 'Figures'],
      ['/ledger/deadlines', 'Deadlines'],
      ['/ledger/guides', 'Law guides'],
    ] as const) {
      const page = await officeVisit(url, `${path}${path.includes('?') ? '&' : '?'}lang=en`);
      expect(await page.textContent('h1')).toBe(title);
      expect([path, await accessibilityFaults(page)]).toEqual([path, []]);
    }
  });

  it('are closed to strangers, to readers, and to what another site asks', async () => {
    const { url, api, store } = await webServer();
    const made = await api('POST', '/api/v1/api-tokens', { label: 'r', scope: 'write', role: 'reader' });
    const { token } = (await made.json()) as { token: string };
    for (const path of ['/ledger', '/ledger/deadlines', '/ledger/guides']) {
      const stranger = await fetch(url + path, { redirect: 'manual' });
      const reader = await fetch(url + path, { headers: { authorization: `Bearer ${token}` } });
      expect([path, stranger.status, stranger.headers.get('location'), reader.status]).toEqual([
        path,
        303,
        '/login',
        403,
      ]);
    }
    const posted = await fetch(`${url}/ledger/deadlines/annual-report-ready-2026-12-31/tick`, {
      method: 'POST',
      headers: { origin: 'https://elsewhere.example' },
      redirect: 'manual',
    });
    expect(posted.headers.get('location')).toBe('/login');
    expect(await store.read((transaction) => transaction.find('ticks', { town: 'gangmen' }))).toEqual([]);
  });
});
