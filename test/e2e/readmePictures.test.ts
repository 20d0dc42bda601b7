import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { visit } from '../support/browser.js';
import { officeVisit } from '../support/officeVisit.js';
import { shownTown } from '../support/shownTown.js';

/*
 * `npm run shots` alone runs this, for it writes the README's pictures anew.
 */

jest.setTimeout(600_000);

/** The part of a page that the README shows, with few enough colours that it loads on a township's line. */
async function picture(page: Page, name: string, height: number): Promise<void> {
  await page.setViewportSize({ width: page.viewportSize()?.width ?? 1280, height });
  const png = await page.screenshot();
  const packed = await sharp(png).png({ palette: true, colours: 128, effort: 10 }).toBuffer();
  expect(packed.length).toBeLessThan(300_000);
  writeFileSync(join('docs', 'images', `${name}.png`), packed);
}

it('pictures of the four pages that the README shows', async () => {
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
