import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { accessibilityFaults } from '../support/axe.js';
import { overhang, shoot, visit, WIDTHS } from '../support/browser.js';
import { COUNTY } from '../support/countyTown.js';
import { freshFolder } from '../support/folder.js';
import { calendarsOf, oneCampaign } from '../support/installation.js';
import { planned, pufa, startProgram, TOKEN, type Program } from '../support/program.js';
import { PASSWORD } from '../support/people.js';
import { adminApi } from '../support/adminApi.js';
import { until } from '../support/until.js';

const small = oneCampaign();

/** Three towns of a county, the second of them with nothing to plan. */
const variables = (): Record<string, string> => ({
  CALENDARS_DIR: calendarsOf(
    [
      { id: 'atown', name: '甲镇', ...small },
      { id: 'btown', name: '乙镇', ...small, campaigns: [] },
      { id: 'ctown', name: '丙镇', ...small },
    ],
    [COUNTY],
  ),
  DATA_DIR: freshFolder(),
  TOWN: 'atown',
});

const isReady = async ({ url }: Program, town: string): Promise<boolean> =>
  (await fetch(`${url}/${town}/healthz`)).status === 200;

describe('an installation of several towns', () => {
  it('plans them one after another, and one that fails keeps no other from it', async () => {
    const env = variables();
    const program = await startProgram(env);
    await planned(program);
    await until(() => isReady(program, 'ctown'), 'the third town is planned', 30_000);
    expect(await isReady(program, 'btown')).toBe(false);
    expect(program.output().stdout.split('\n').slice(1, 4)).toEqual([
      `甲镇普法日历：${program.url}/`,
      `另有 2 个镇，网址里加各自的编号，例如 ${program.url}/btown/`,
      `湛江市遂溪县总览：${program.url}/suixi/board`,
    ]);
    const lines = program.output().stderr.trim().split('\n');
    const failed = lines.filter((line) => line.includes('first plan failed'));
    expect(failed).toEqual([expect.stringContaining('"town":"btown"')]);
    expect(await (await fetch(`${program.url}/ctown/feeds/town.ics`)).text()).toContain('@ctown.pufa');

    // Beside the running server, each command is of the town it names.
    const at = ['due', '--at', '2027-12-01T08:30', '--json'];
    const due = async (...more: string[]): Promise<number> => {
      const { stdout } = await pufa([...at, ...more], env);
      return (JSON.parse(stdout) as { due: unknown[] }).due.length;
    };
    expect(await due('--town', 'ctown')).toBeGreaterThan(0);
    expect(await due('--town', 'btown')).toBe(0);
    const file = join(freshFolder(), 'c.ics');
    await pufa(['export', 'feed', file, '--town', 'ctown'], { ...env, BASE_URL: 'https://pufa.example.cn' });
    const feed = readFileSync(file, 'utf8');
    expect([feed.includes('@ctown.pufa'), feed.includes('URL:https://pufa.example.cn/ctown/')]).toEqual([
      true,
      true,
    ]);
    const wrong = await pufa(['due', '--town', 'nowhere'], env);
    expect([wrong.code, wrong.stderr]).toEqual([
      1,
      expect.stringContaining('请把 TOWN 或 --town 改成：atown、btown、ctown'),
    ]);
    expect(await program.stop('SIGTERM')).toBe(0);

    // What has a plan keeps it at the next start.
    const again = await startProgram(env);
    expect([await isReady(again, 'atown'), await isReady(again, 'ctown')]).toEqual([true, true]);
    expect(await again.stop('SIGTERM')).toBe(0);
  }, 120_000);

  it('lets an admin in by a link to one town, and every click stays there', async () => {
    const env = variables();
    const program = await startProgram(env);
    await planned(program);
    await until(() => isReady(program, 'ctown'), 'the third town is planned', 30_000);
    const { port } = new URL(program.url);
    const { stdout } = await pufa(['admin-link', '--town', 'ctown'], { ...env, PORT: port });
    expect(stdout).toContain(`${program.url}/ctown/login?token=`);
    expect((await pufa(['admin-link', '--town', 'nowhere'], env)).stderr).toContain(
      '可用：atown、btown、ctown、suixi',
    );

    const page = await visit(stdout.trim());
    await page.getByRole('button', { name: '登录' }).click();
    await page.waitForURL('**/ctown/today');
    for (const [name, path] of [
      ['总览', '/ctown/board'],
      ['活动', '/ctown/activities'],
      ['台账', '/ctown/ledger'],
      ['联系人', '/ctown/settings/contacts'],
      ['日历', '/ctown/board/calendar'],
    ] as const) {
      await page
        .getByRole('navigation', { name: '工作页面' })
        .getByRole('link', { name, exact: true })
        .click();
      await page.waitForURL(`**${path}*`);
    }
    // The script of the calendar asks the town's own API.
    await page.goto(`${program.url}/ctown/board/calendar?month=2027-12`);
    const asked = page.waitForResponse((response) => response.url().includes('/api/v1/activities/'));
    await page.locator('[data-activity]').first().click();
    expect(new URL((await asked).url()).pathname).toMatch(/^\/ctown\/api\/v1\/activities\//);
    expect((await asked).status()).toBe(200);
    await page.goto(`${program.url}/ctown/today`);
    await page.getByRole('button', { name: '退出登录' }).click();
    await page.waitForURL('**/ctown/login');
    await program.stop('SIGTERM');
  }, 120_000);

  it('shows a county its towns, on a desk and on a phone, in both languages', async () => {
    const env = variables();
    const program = await startProgram(env);
    await planned(program);
    await until(() => isReady(program, 'ctown'), 'the third town is planned', 30_000);
    const suixi = `${program.url}/suixi`;
    const api = adminApi(suixi, TOKEN);
    const made = await api('POST', '/api/v1/accounts', {
      username: 'chen',
      name: '县里的陈',
      role: 'admin',
      password: PASSWORD,
    });
    expect(made.status).toBe(201);
    for (const width of WIDTHS) {
      const page = await visit(`${suixi}/login`, { width });
      await page.getByLabel('用户名').fill('chen');
      await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
      await page.getByRole('button', { name: '登录', exact: true }).click();
      await page.waitForURL('**/suixi/board');
      for (const lang of ['zh', 'en']) {
        await page.goto(`${suixi}/board?lang=${lang}`);
        expect(await accessibilityFaults(page)).toEqual([]);
        expect(await overhang(page)).toBe(0);
        await shoot(page, `county-${lang}-${width}`);
      }
      await page.goto(`${suixi}/settings/accounts/new?lang=zh`);
      expect(await accessibilityFaults(page)).toEqual([]);
      await shoot(page, `county-account-${width}`);
      await page.goto(`${suixi}/board`);
      await page.getByRole('link', { name: '丙镇' }).click();
      await page.waitForURL('**/ctown/board*');
      await page.getByRole('link', { name: '县总览' }).click();
      await page.waitForURL('**/suixi/board');
    }
    await program.stop('SIGTERM');
  }, 180_000);
});
