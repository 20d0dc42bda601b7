import { describe, expect, it } from '@jest/globals';
import { chromium } from 'playwright-core';
import { shoot } from '../support/browser.js';
import { chromiumOptions } from '../support/chromium.js';
import { freshFolder } from '../support/folder.js';
import { activity } from '../support/gangmen.js';
import {
  cameraPhoto,
  choose,
  keptPhotos,
  NO_LINE,
  phoneTown,
  stateOf,
  untilState,
  VILLAGE,
} from '../support/phone.js';
import { record } from '../support/records.js';
import { until } from '../support/until.js';

const AFTER = '2026-12-04T12:00';
const AT = `${AFTER}:00+08:00`;
const ID = activity().id;
const SLOW_MS = 120_000;

/** 65 people by steppers, leaflets typed in wide digits, and a word. */
async function fillIn(
  page: Awaited<ReturnType<Awaited<ReturnType<typeof phoneTown>>['open']>>,
): Promise<void> {
  for (let tens = 0; tens < 7; tens += 1) await page.click('[aria-label="到场人数加 10"]');
  for (let ones = 0; ones < 5; ones += 1) await page.click('[aria-label="到场人数减 1"]');
  await page.fill('[name=leaflets]', '１２０');
  await page.click('[aria-label="咨询人次加 1"]');
  await page.fill('[name=summary]', '宪法宣誓，发资料。');
}

const FILED = {
  ...record({
    people: 65,
    leaflets: 120,
    consultations: 1,
    summary: '宪法宣誓，发资料。',
    by: VILLAGE,
    at: AT,
  }),
  start: '09:00',
  end: '11:30',
  photos: [],
};

describe('a record on a phone', () => {
  it(
    'goes from the link to the store with two photos, small, upright and without their place, the line lost on the way',
    async () => {
      const { server, open, facts } = await phoneTown(AFTER);
      const page = await open({ expected: NO_LINE });
      const sizes: number[] = [];
      page.on('requestfinished', (request) => {
        if (request.method() === 'POST')
          void request.sizes().then(({ requestBodySize }) => sizes.push(requestBodySize));
      });
      expect(await page.inputValue('[name=date]')).toBe('2026-12-04');
      expect(await page.inputValue('[name=place]')).toBe('货湖村委会');
      await fillIn(page);
      const photos = [
        { name: 'IMG_1.jpg', buffer: await cameraPhoto('#b33') },
        { name: 'IMG_2.jpg', buffer: await cameraPhoto('#3a7') },
      ];
      await choose(page, ...photos);
      await page.waitForSelector('.thumbs li:nth-child(2)');
      await untilState(page, 'saved');
      expect(await stateOf(page)).toBe('已保存在手机上');
      await shoot(page, 'phone-record');
      // Position and make of the phone go no further than the phone.
      expect(photos.map(({ buffer }) => buffer.includes('Exif'))).toEqual([true, true]);
      expect((await keptPhotos(page)).map((bytes) => bytes.includes('Exif'))).toEqual([false, false]);

      await page.context().setOffline(true);
      await page.click('[type=submit]:text("交给")');
      await untilState(page, 'waiting');
      expect(await stateOf(page)).toBe('没有网络，已保存在手机上');
      await shoot(page, 'phone-record-offline');
      expect(await facts('records')).toEqual([]);

      await page.context().setOffline(false);
      await untilState(page, 'received');
      expect(await stateOf(page)).toBe('已收到');
      await shoot(page, 'phone-record-received');
      const [filed, ...others] = await facts('records');
      expect(others).toEqual([]);
      expect({ ...filed, photos: [] }).toEqual(FILED);
      expect(filed?.photos.map(({ width, height, takenAt }) => [width, height, takenAt])).toEqual([
        [1200, 1600, null],
        [1200, 1600, null],
      ]);
      // Twelve million pixels twice are 200 KB of one colour each even so; what left is less than one of them.
      expect(sizes.at(-1)).toBeLessThan(photos[0]?.buffer.length ?? 0);

      await page.click('text=看一看交了什么');
      await page.waitForSelector('text=台账已收到');
      expect(await page.locator('.photos img').count()).toBe(2);
      await shoot(page, 'phone-record-filed');
      await page.click('text=有写错的，改一下');
      expect(await page.locator('.thumbs li').count()).toBe(0);
      expect(server.logged.join('')).not.toContain('failed');
    },
    SLOW_MS,
  );

  it(
    'outlives the browser, photos and all, and one of them can be taken out again',
    async () => {
      const { link, facts } = await phoneTown(AFTER);
      const folder = freshFolder();
      const phone = () =>
        chromium.launchPersistentContext(folder, {
          ...chromiumOptions(),
          viewport: { width: 360, height: 740 },
        });
      const first = await phone();
      try {
        const page = await first.newPage();
        await page.goto(link);
        await fillIn(page);
        await choose(
          page,
          { name: 'a.jpg', buffer: await cameraPhoto('#b33') },
          { name: 'b.jpg', buffer: await cameraPhoto('#3a7') },
        );
        await page.waitForSelector('.thumbs li:nth-child(2)');
        await untilState(page, 'saved');
      } finally {
        await first.close();
      }
      expect(await facts('records')).toEqual([]);
      const second = await phone();
      try {
        const page = await second.newPage();
        await page.goto(link);
        await untilState(page, 'saved');
        expect(await page.inputValue('[name=people]')).toBe('65');
        expect(await page.inputValue('[name=summary]')).toBe('宪法宣誓，发资料。');
        expect(await page.locator('.thumbs li').count()).toBe(2);
        await page.click('[aria-label="去掉第 1 张照片"]');
        await page.click('[type=submit]:text("交给")');
        await untilState(page, 'received');
      } finally {
        await second.close();
      }
      const [filed] = await facts('records');
      expect([filed?.people, filed?.photos.length]).toEqual([65, 1]);
    },
    SLOW_MS,
  );

  it('given to be sent goes on its way when the page is opened again', async () => {
    const { open, link, facts } = await phoneTown(AFTER);
    const page = await open({ expected: NO_LINE });
    await fillIn(page);
    await page.context().setOffline(true);
    await page.click('[type=submit]:text("交给")');
    await untilState(page, 'waiting');
    const context = page.context();
    await page.close();
    await context.setOffline(false);
    const again = await context.newPage();
    await again.goto(link);
    await untilState(again, 'received');
    expect((await facts('records')).map(({ people }) => people)).toEqual([65]);
  });

  it('whose answer was lost is sent again and stays one record, as the office has corrected it since', async () => {
    const { open, line, server, facts } = await phoneTown(AFTER);
    const page = await open({ expected: NO_LINE });
    await fillIn(page);
    await choose(page, { name: 'a.jpg', buffer: await cameraPhoto('#b33') });
    await page.waitForSelector('.thumbs li');
    line.cutAnswersTo('/record');
    await page.click('[type=submit]:text("交给")');
    await untilState(page, 'waiting');
    expect(line.cuts()).toBeGreaterThan(0);
    expect((await facts('records')).map(({ people }) => people)).toEqual([65]);
    await server.api('PUT', `/api/v1/activities/${ID}/record`, { people: 60 }, { 'if-match': '*' });
    line.cutAnswersTo(null);
    await untilState(page, 'received');
    const records = await facts('records');
    expect(records.map(({ people, photos }) => [people, photos.length])).toEqual([[60, 1]]);
    const changes = (await facts('trail')).filter(({ kind }) => kind === 'records');
    expect(changes).toHaveLength(2);
  });

  it('with a mistake says so beside the field, loses nothing, and is taken when it is mended', async () => {
    const { open, facts } = await phoneTown(AFTER);
    const page = await open({ expected: ['422'] });
    await page.fill('[name=people]', '很多');
    await page.click('text=日期、时间、地点');
    await page.fill('[name=date]', '2026-12-05');
    await page.click('text=还有要写的');
    await page.fill('[name=boards]', '-1');
    await page.click('text=还有要写的');
    await page.click('[type=submit]:text("交给")');
    await untilState(page, 'refused');
    expect(await page.innerText('#people-fault')).toBe('要写整数，没有就写 0');
    expect(await page.innerText('#boards-fault')).toBe('要写整数，没有就写 0');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('people');
    await shoot(page, 'phone-record-refused');
    expect(await facts('records')).toEqual([]);
    await page.fill('[name=people]', '8');
    await page.fill('[name=boards]', '1');
    await page.click('[type=submit]:text("交给")');
    await until(
      async () => (await page.locator('.state').getAttribute('data-state')) !== 'sending',
      'an answer',
    );
    await page.fill('[name=date]', '2026-12-04');
    await page.click('[type=submit]:text("交给")');
    await untilState(page, 'received');
    expect((await facts('records')).map(({ people, boards }) => [people, boards])).toEqual([[8, 1]]);
  });

  it('whose page is older than what the office wrote is shown that first, and keeps what was typed', async () => {
    const { open, server, facts } = await phoneTown(AFTER);
    const page = await open({ expected: ['422'] });
    await fillIn(page);
    await server.api('PUT', `/api/v1/activities/${ID}/record`, { people: 60 }, { 'if-match': '*' });
    await page.click('[type=submit]:text("交给")');
    await untilState(page, 'refused');
    await shoot(page, 'phone-record-unseen');
    await page.click('text=打开现在的台账');
    await page.waitForSelector('text=到场 60 人');
    await untilState(page, 'saved');
    expect(await page.inputValue('[name=people]')).toBe('65');
    await page.click('[type=submit]:text("交给")');
    await untilState(page, 'received');
    expect((await facts('records')).map(({ people }) => people)).toEqual([65]);
  });

  it('waits for a server that has no time, and says that it is not the line', async () => {
    const { open, facts } = await phoneTown(AFTER);
    const page = await open({ expected: ['503'] });
    await page.route('**/record', (route) => route.fulfill({ status: 503 }), { times: 1 });
    await page.fill('[name=people]', '12');
    await page.click('[type=submit]:text("交给")');
    await untilState(page, 'waiting');
    expect(await stateOf(page)).toBe('司法所的系统正忙，已保存在手机上');
    await untilState(page, 'received');
    expect((await facts('records')).map(({ people }) => people)).toEqual([12]);
  });

  it('works as a plain form without a script, photos too', async () => {
    const { open, facts } = await phoneTown(AFTER);
    const page = await open({ javaScript: false });
    expect(await page.locator('.step').first().isVisible()).toBe(false);
    await page.fill('[name=people]', '65');
    await choose(page, { name: 'a.jpg', buffer: await cameraPhoto('#b33') });
    await shoot(page, 'phone-record-plain');
    await page.click('[type=submit]:text("交给")');
    await page.waitForSelector('text=台账已收到');
    expect((await facts('records')).map(({ people, photos }) => [people, photos.length])).toEqual([[65, 1]]);
  });
});
