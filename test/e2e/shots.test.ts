import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { overhang, shoot, visit, WIDTHS } from '../support/browser.js';
import { officeVisit } from '../support/officeVisit.js';
import { shownTown } from '../support/shownTown.js';

/** `npm run shots`: minutes of work, and the README's pictures are written anew, so it waits to be asked. */
const asked = process.env.SHOTS !== undefined;

jest.setTimeout(600_000);

/** What a page may say to itself while it is looked at: one of them is asked for because it is not there. */
const EXPECTED = ['404'];

/** The part of a page that the README shows, with few enough colours that it loads on a township's line. */
async function picture(page: Page, name: string, height: number): Promise<void> {
  await page.setViewportSize({ width: page.viewportSize()?.width ?? 1280, height });
  const png = await page.screenshot();
  const packed = await sharp(png).png({ palette: true, colours: 128, effort: 10 }).toBuffer();
  expect(packed.length).toBeLessThan(300_000);
  writeFileSync(join('docs', 'images', `${name}.png`), packed);
}

(asked ? describe : describe.skip)('pictures', () => {
  it('of every page of a town in its year, at a desk and on a phone', async () => {
    const { server, pages, behindLogin } = await shownTown();
    const wide: string[] = [];
    for (const width of WIDTHS) {
      const public_ = await visit(server.url, { width, expected: EXPECTED });
      const office = await officeVisit(server.url, '/today', { width, expected: EXPECTED });
      // A busy machine draws the API’s page slowly.
      for (const page of [public_, office]) page.setDefaultTimeout(60_000);
      for (const [page, addresses] of [
        [public_, pages],
        [office, behindLogin],
      ] as const)
        for (const [name, address] of Object.entries(addresses)) {
          await page.goto(server.url + address, { waitUntil: 'networkidle' });
          // The API's page is longer than any picture.
          await shoot(page, `page-${name}-${width}`, { whole: name !== 'api-docs' });
          if ((await overhang(page)) > 0) wide.push(`${name} at ${width}`);
        }
    }
    expect(wide).toEqual([]);
  });

  it('of the four pages that the README shows', async () => {
    const { server, pages, behindLogin } = await shownTown();
    const desk = await visit(server.url + (pages.year ?? ''));
    await picture(desk, 'year', 1500);
    const board = await officeVisit(server.url, '/board');
    await picture(board, 'board', 1000);
    const planning = await officeVisit(server.url, behindLogin.draft ?? '');
    await planning.setViewportSize({ width: 1280, height: 1000 });
    await planning.locator('h2', { hasText: '草案日历' }).evaluate((heading) => {
      heading.scrollIntoView({ behavior: 'instant' });
    });
    await planning.locator('#d-2027-06-10 .chip').first().hover();
    await picture(planning, 'planning', 1000);
    const phone = await visit(server.url + (pages.cadre ?? ''), { width: 360 });
    await picture(phone, 'phone', 900);
  });
});
