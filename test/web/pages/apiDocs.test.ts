import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { overhang, shoot, visit, WIDTHS } from '../../support/browser.js';
import { activity } from '../../support/gangmen.js';
import { TOKEN, webServer } from '../../support/webServer.js';

/** The page, as whoever logged in sees it. */
async function docs(url: string, width: number): Promise<Page> {
  const page = await visit(`${url}/login`, { width });
  await page.click('summary');
  await page.fill('input[name=token]', TOKEN);
  await Promise.all([page.waitForURL(`${url}/today`), page.press('input[name=token]', 'Enter')]);
  await page.goto(`${url}/api/docs`);
  await page.waitForSelector('.opblock');
  return page;
}

describe('/api/docs', () => {
  it('is for whoever is logged in', async () => {
    const { url } = await webServer();
    const stranger = await fetch(`${url}/api/docs`, { redirect: 'manual' });
    expect([stranger.status, stranger.headers.get('location')]).toEqual([303, '/login']);
    const headers = { authorization: `Bearer ${TOKEN}` };
    const { status, headers: told } = await fetch(`${url}/api/docs`, { headers });
    const policy = told.get('content-security-policy') ?? '';
    expect([status, told.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(policy).toContain("img-src 'self' data:");
    expect(policy).not.toContain('unsafe');
    const elsewhere = await fetch(`${url}/today`, { headers });
    expect(elsewhere.headers.get('content-security-policy')).not.toContain('data:');
  });

  it('serves of the package what the page needs, and nothing else', async () => {
    const { url } = await webServer();
    const status = async (name: string): Promise<number> =>
      (await fetch(`${url}/assets/swagger-ui/${name}`)).status;
    expect(await status('swagger-ui.css')).toBe(200);
    expect(await status('swagger-ui-bundle.js')).toBe(200);
    for (const name of [
      'package.json',
      'index.html',
      'oauth2-redirect.html',
      '../swagger-ui-dist/index.js',
      '',
    ])
      expect([name, await status(name)]).toEqual([name, 404]);
  });

  it.each(WIDTHS)('shows every operation at %i px under the strict policy', async (width) => {
    const { url } = await webServer([activity()]);
    const page = await docs(url, width);
    const { paths } = (await (await fetch(`${url}/openapi.json`)).json()) as {
      paths: Record<string, object>;
    };
    const count = Object.values(paths).flatMap((path) => Object.keys(path)).length;
    expect(await page.locator('.opblock').count()).toBe(count);
    expect(await overhang(page)).toBe(0);
    await shoot(page, `api-docs-${width}`);
    await page.click('#operations-活动-createActivity button.opblock-summary-control');
    await page.waitForSelector('#operations-活动-createActivity .responses-table');
    expect(await overhang(page)).toBe(0);
    await shoot(page, `api-docs-open-${width}`);
  });

  it('tries an operation with the login of whoever looks', async () => {
    const { url } = await webServer([activity()]);
    const page = await docs(url, 1280);
    await page.click('#operations-资料-getTown button.opblock-summary-control');
    await page.click('#operations-资料-getTown .try-out__btn');
    await page.click('#operations-资料-getTown .execute');
    const answer = page.locator(
      '#operations-资料-getTown .live-responses-table tbody td.response-col_description',
    );
    await answer.first().waitFor();
    expect(await answer.first().innerText()).toContain('港门镇');
  });
});
