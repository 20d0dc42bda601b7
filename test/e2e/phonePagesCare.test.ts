import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { accessibilityFaults } from '../support/axe.js';
import { overhang, shoot } from '../support/browser.js';
import { freshFolder } from '../support/folder.js';
import { cameraPhoto, choose, NO_LINE, phoneTown, smallTargets, untilState } from '../support/phone.js';

const BEFORE = '2026-12-03T18:00';
const AFTER = '2026-12-05T08:00';
const SLOW_MS = 120_000;
const LIMIT_BYTES = 50 * 1024;

/** Everything that a page must not do to its reader. */
const harm = async (page: Page): Promise<string[]> => [
  ...(await accessibilityFaults(page)),
  ...(await smallTargets(page)),
  ...((await overhang(page)) > 0 ? ['sticks out'] : []),
];

describe('the answer on a phone', () => {
  it('is one tap, and a difficulty three', async () => {
    const { open, facts } = await phoneTown(BEFORE, { lawyer: 'lawyer-1' });
    const page = await open();
    expect(await page.innerText('.facts')).toContain('请提前通知群众、备好场地，当天到场');
    await shoot(page, 'phone-answer');
    expect(await harm(page)).toEqual([]);
    await page.click('button:text-is("收到")');
    await page.waitForSelector('text=已回复“收到”');
    await page.click('summary:text("有困难")');
    await page.click('text=人手不够');
    await shoot(page, 'phone-difficulty');
    expect(await harm(page)).toEqual([]);
    await page.click('button:text("告诉")');
    await page.waitForSelector('text=已告诉港门镇司法所：有困难');
    expect(await harm(page)).toEqual([]);
    expect((await facts('acknowledgements')).map(({ answer, reason }) => [answer, reason])).toEqual([
      ['difficulty', '人手不够'],
    ]);
  });

  it('is sent by itself when the line is back', async () => {
    const { open, facts } = await phoneTown(BEFORE);
    const page = await open({ expected: NO_LINE });
    await page.context().setOffline(true);
    await page.click('button:text-is("收到")');
    await page.waitForSelector('text=没有网络，连上后会自动再发');
    await page.context().setOffline(false);
    await page.waitForSelector('text=已回复“收到”');
    expect((await facts('acknowledgements')).map(({ answer }) => answer)).toEqual(['received']);
  });

  it('is given by keyboard alone', async () => {
    const { open, facts } = await phoneTown(BEFORE);
    const page = await open();
    const tabTo = async (text: string): Promise<void> => {
      for (let presses = 0; presses < 40; presses += 1) {
        await page.keyboard.press('Tab');
        const focused = await page.evaluate(() => {
          const at = document.activeElement;
          return at instanceof HTMLInputElement ? at.value : (at?.textContent ?? '');
        });
        if (focused.includes(text)) return;
      }
      throw new Error(`no way to ${text}`);
    };
    await tabTo('有困难');
    await page.keyboard.press('Enter');
    await tabTo('时间不合适');
    await page.keyboard.press('ArrowDown');
    await tabTo('告诉');
    await page.keyboard.press('Enter');
    await page.waitForSelector('text=已告诉港门镇司法所：有困难');
    expect((await facts('acknowledgements')).map(({ reason }) => reason)).toEqual(['场地用不了']);
  });

  it('takes a choice without a script', async () => {
    const { open } = await phoneTown(BEFORE);
    const page = await open({ javaScript: false });
    await page.click('summary:text("有困难")');
    await page.click('text=天气、交通不便');
    await page.fill('[name=reason]', '路断了');
    await page.click('button:text("告诉")');
    await page.waitForSelector('text=天气、交通不便：路断了');
  });
});

describe('the record form on a phone', () => {
  it(
    'harms nobody in any of its states',
    async () => {
      const { open } = await phoneTown(AFTER, { lawyer: 'lawyer-1' });
      const page = await open({ expected: ['422', ...NO_LINE] });
      await shoot(page, 'phone-form');
      expect(await harm(page)).toEqual([]);
      for (const folded of await page.locator('details > summary').all()) await folded.click();
      await choose(page, { name: 'a.jpg', buffer: await cameraPhoto('#b33') });
      await page.waitForSelector('.thumbs li');
      await untilState(page, 'saved');
      expect(await harm(page)).toEqual([]);
      await page.fill('[name=people]', '几个');
      await page.click('[type=submit]:text("交给")');
      await untilState(page, 'refused');
      await shoot(page, 'phone-form-refused');
      expect(await harm(page)).toEqual([]);
      await page.fill('[name=people]', '9');
      await page.click('[type=submit]:text("交给")');
      await untilState(page, 'received');
      expect(await harm(page)).toEqual([]);
      await page.click('text=看一看交了什么');
      await page.click('text=有写错的，改一下');
      await shoot(page, 'phone-form-correction');
      expect(await harm(page)).toEqual([]);
    },
    SLOW_MS,
  );

  it('takes no more photos than a record holds, and says so', async () => {
    const { open } = await phoneTown(AFTER);
    const page = await open();
    const buffer = await cameraPhoto('#b33');
    await choose(page, ...Array.from({ length: 11 }, (_, index) => ({ name: `${index}.jpg`, buffer })));
    await page.waitForSelector('.thumbs li:nth-child(9)');
    await untilState(page, 'saved');
    expect(await page.locator('.thumbs li').count()).toBe(9);
    expect(await page.innerText('#photos-fault')).toBe('最多再加 9 张，多出来的没有加。');
  });

  it('goes on without a photo that the phone does not give out, and says so', async () => {
    const { open, facts } = await phoneTown(AFTER);
    const page = await open();
    await page.fill('[name=people]', '9');
    const folder = freshFolder();
    const photo = async (name: string, colour: string): Promise<string> => {
      const path = join(folder, name);
      writeFileSync(path, await cameraPhoto(colour));
      return path;
    };
    const gone = await photo('2.jpg', '#3b3');
    const all = [await photo('1.jpg', '#b33'), gone, await photo('3.jpg', '#33b')];
    await page.setInputFiles('.pick input[multiple]', all);
    // While the first is made small; a photo that lies in a cloud fails the same way.
    rmSync(gone);
    await page.waitForSelector('.thumbs li:nth-child(2)');
    await untilState(page, 'saved');
    expect(await page.innerText('#photos-fault')).toBe('有一张照片读不出来，没有加。请换一张，或者重新拍。');
    await page.click('[type=submit]:text("交给")');
    await untilState(page, 'received');
    expect((await facts('records')).map(({ photos }) => photos.length)).toEqual([2]);
  });

  it('leaves a file that is no photo to the server, which says what it is', async () => {
    const { open, facts } = await phoneTown(AFTER);
    const page = await open({ expected: ['422'] });
    await page.fill('[name=people]', '9');
    await choose(page, { name: '"><script>alert(1)</script>.jpg', buffer: Buffer.from('no photo') });
    await page.waitForSelector('.thumbs li');
    await page.click('[type=submit]:text("交给")');
    await untilState(page, 'refused');
    expect(await page.innerText('#photos-fault')).toContain('不是照片，只收 JPEG、PNG 和 HEIC 照片');
    expect(await facts('records')).toEqual([]);
    await page.click('[aria-label="去掉第 1 张照片"]');
    await page.click('[type=submit]:text("交给")');
    await untilState(page, 'received');
  });

  it('is filled in by keyboard alone', async () => {
    const { open, facts } = await phoneTown(AFTER);
    const page = await open();
    await page.focus('[aria-label="到场人数加 10"]');
    for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press('Enter');
    await page.focus('[aria-label="到场人数减 1"]');
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await untilState(page, 'received');
    expect((await facts('records')).map(({ people }) => people)).toEqual([29]);
  });
});

describe('a phone page', () => {
  it.each([
    ['script', '<script>alert(1)</script><img src=x onerror=alert(1)>'],
    ['right to left', '‮מבחן‬ تجربة ‏'],
    ['emoji', '👩‍👩‍👧‍👦🏳️‍🌈🇨🇳'.repeat(60)],
    ['length', 'W'.repeat(1000)],
    ['length in Chinese', '普'.repeat(1000)],
  ])('shows hostile text as text and keeps its shape: %s', async (_name, text) => {
    const { open, facts } = await phoneTown(BEFORE, { title: text, place: text });
    const page = await open();
    expect(await page.locator('main script, main img, h1 img').count()).toBe(0);
    expect((await page.textContent('h1'))?.trim()).toBe(text.trim());
    await page.click('summary:text("有困难")');
    await page.click('text=别的');
    await page.fill('[name=reason]', text.slice(0, 500));
    await page.click('button:text("告诉")');
    await page.waitForSelector('text=已告诉港门镇司法所：有困难');
    expect(await overhang(page)).toBe(0);
    expect((await facts('acknowledgements')).map(({ reason }) => reason)).toEqual([
      text.slice(0, 500).trim(),
    ]);
  });

  it.each([
    ['before the day', BEFORE],
    ['after the day', AFTER],
  ])('weighs less than 50 KB compressed %s, and asks nobody else', async (_name, now) => {
    const { open, link } = await phoneTown(now);
    const page = await open();
    const loaded = await page.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name }) => name),
    );
    // The font comes only where a device has no Chinese one.
    const parts = [link, ...loaded.filter((url) => !/served-font|\/fonts\//.test(url))];
    expect(parts.length).toBeGreaterThan(4);
    const sizes = await Promise.all(
      parts.map(async (url) => {
        const response = await fetch(url, { headers: { 'accept-encoding': 'gzip' } });
        const bytes = Buffer.from(await response.arrayBuffer());
        // What the server sends compressed, fetch unpacks.
        return response.headers.get('content-encoding') === 'gzip' ? gzipSync(bytes).length : bytes.length;
      }),
    );
    const total = sizes.reduce((sum, size) => sum + size, 0);
    expect(total).toBeGreaterThan(5000);
    expect(total).toBeLessThan(LIMIT_BYTES);
  });
});
