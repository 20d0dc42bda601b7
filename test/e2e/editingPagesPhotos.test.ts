import { describe, expect, it } from '@jest/globals';
import { accessibilityFaults } from '../support/axe.js';
import { overhang, shoot, WIDTHS } from '../support/browser.js';
import { activity } from '../support/gangmen.js';
import { officeVisit } from '../support/officeVisit.js';
import { phonePhoto } from '../support/pictures.js';
import { webServer } from '../support/webServer.js';

const PATH = `/activities/${activity().id}/record`;

const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'image/jpeg', buffer });

describe('the photos of a record at the office’s desk', () => {
  it.each(WIDTHS)('are added and taken away without scripts, %i pixels wide', async (width) => {
    const server = await webServer([activity()], { now: '2026-12-05T09:00' });
    const page = await officeVisit(server.url, PATH, {
      width,
      javaScript: false,
      expected: ['422'],
    });
    expect(await page.innerText('section[aria-labelledby=photos]')).toContain('先保存台账，再加照片。');
    await page.fill('[name=people]', '40');
    await page.click('button:text-is("保存")');
    await page.goto(server.url + PATH);
    await page.setInputFiles('[name=photos]', [
      file('甲.jpg', await phonePhoto('#3a7')),
      file('乙.jpg', await phonePhoto('#a37')),
    ]);
    await page.click('button:text("加上照片")');
    await page.waitForSelector('.photos li >> nth=1');
    expect(await page.innerText('main')).toContain('已保存。');
    expect(await overhang(page)).toBe(0);
    await shoot(page, `editing-record-photos-${width}`);

    const stored = () =>
      server.store.read((transaction) => transaction.get('records', 'gangmen', activity().id));
    const before = (await stored())?.photos.map(({ id }) => id) ?? [];
    await page.click('button:text("去掉打勾的照片")');
    expect(await page.innerText('[role=alert]')).toContain('没有打勾，一张也没有去掉。');
    await page.check('[name=drop] >> nth=0');
    await page.click('button:text("去掉打勾的照片")');
    await page.waitForSelector('text=已保存。');
    expect((await stored())?.photos.map(({ id }) => id)).toEqual(before.slice(1));
    expect((await stored())?.people).toBe(40);

    await page.setInputFiles('[name=photos]', [file('坏.jpg', Buffer.from('no picture'))]);
    await page.click('button:text("加上照片")');
    expect(await page.innerText('[role=alert]')).toContain('坏.jpg');
    expect((await stored())?.photos).toHaveLength(1);
  });

  it('are a page that whoever cannot see can use', async () => {
    const server = await webServer([activity()], { now: '2026-12-05T09:00' });
    const page = await officeVisit(server.url, PATH);
    await page.fill('[name=people]', '40');
    await page.click('button:text-is("保存")');
    await page.goto(server.url + PATH);
    await page.setInputFiles('[name=photos]', [file('甲.jpg', await phonePhoto())]);
    await page.click('button:text("加上照片")');
    await page.waitForSelector('.photos li');
    expect(await accessibilityFaults(page)).toEqual([]);
  });
});
