import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { redraw } from '../../src/photos/redraw.js';
import { hugePng, phonePhoto, screenshot, textBombPng } from '../support/pictures.js';

describe('a photo drawn anew', () => {
  it('is a JPEG without position, camera or anything else of where it came from', async () => {
    const before = await phonePhoto();
    expect((await sharp(before).metadata()).exif).toBeDefined();
    const { bytes, width, height, takenAt } = await redraw(before);
    const { format, exif, xmp, iptc, icc } = await sharp(bytes).metadata();
    expect([format, width, height, takenAt]).toEqual(['jpeg', 640, 480, '2026-12-04T09:12:33']);
    expect([exif, xmp, iptc, icc]).toEqual([undefined, undefined, undefined, undefined]);
    expect(Buffer.from(bytes).includes('Secret Model')).toBe(false);
  });

  it('is the very same each time', async () => {
    const photo = await phonePhoto();
    expect((await redraw(photo)).bytes).toEqual((await redraw(photo)).bytes);
  });

  it('stands upright and is no larger than a page wants', async () => {
    const sideways = await sharp(await phonePhoto('#345', 2400, 1200))
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const { width, height } = await redraw(sideways);
    expect([width, height]).toEqual([800, 1600]);
  });

  it('may have been a PNG, and is then on white where it was transparent', async () => {
    const { bytes, takenAt } = await redraw(await screenshot());
    const { format, hasAlpha } = await sharp(bytes).metadata();
    const { channels } = await sharp(bytes).stats();
    expect([format, hasAlpha, takenAt]).toEqual(['jpeg', false, null]);
    expect(channels.map(({ mean }) => Math.round(mean / 10))).toEqual([13, 17, 23]);
  });

  it('may have been a HEIC, as iPhones make them', async () => {
    const { bytes, width, height } = await redraw(readFileSync('test/photos/phone.heic'));
    expect([(await sharp(bytes).metadata()).format, width, height]).toEqual(['jpeg', 320, 240]);
  });

  it('may hold a text that unpacks to 100 MB, which nobody unpacks', async () => {
    const before = process.memoryUsage().rss;
    const bomb = await textBombPng(100_000_000);
    expect(bomb.length).toBeLessThan(200_000);
    const outcome = await redraw(bomb).then(
      ({ bytes }) => bytes.length < 20_000,
      (error: unknown) => String(error).startsWith('PhotoError: 照片'),
    );
    expect(outcome).toBe(true);
    expect(process.memoryUsage().rss - before).toBeLessThan(300_000_000);
  });

  it('is refused by its head when it says it is 20,000 × 20,000', async () => {
    await expect(redraw(hugePng(20_000, 20_000))).rejects.toThrow(
      '照片有 20000×20000 像素，太大（最多 5000 万像素）；请把相机的像素调低再拍',
    );
  });

  it('is refused where a HEIC cannot be decoded, with how to set the phone', async () => {
    const cut = readFileSync('test/photos/phone.heic').subarray(0, 900);
    await expect(redraw(cut)).rejects.toThrow(/照片坏了|兼容性最佳/);
  });
});
