import sharp, { type Sharp, type SharpOptions } from 'sharp';
import { decodeHeic } from './heic.js';
import { kindOf, type PhotoKind } from './kind.js';
import { PhotoError } from './photoError.js';
import { takenAtOf } from './takenAt.js';

/** The largest picture, in pixels: what phones make at most by default; a progressive one of it takes 300 MB. */
const MOST_PIXELS = 50_000_000;

/** The longer side of what is kept, in pixels: sharp on a printed half page. */
const LONG_SIDE = 1600;
const QUALITY = 80;

// One picture at a time, one thread, nothing kept: memory is the largest picture's and no more.
sharp.cache(false);
sharp.concurrency(1);
// Of the many formats the library reads only these get to their decoders.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadHeif'] });

const READING: SharpOptions = { limitInputPixels: MOST_PIXELS, failOn: 'error', sequentialRead: true };

/** A photo as it is kept. */
export interface Redrawn {
  /** A JPEG of our own making, without any of the camera's notes. */
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** By the camera's clock, without zone. */
  readonly takenAt: string | null;
}

interface Head {
  readonly width: number;
  readonly height: number;
  readonly exif: Buffer | undefined;
}

async function headOf(bytes: Buffer): Promise<Head> {
  try {
    // Only its head is read, so any size is looked at before anything is decoded.
    const { width, height, exif } = await sharp(bytes, { ...READING, limitInputPixels: false }).metadata();
    return { width, height, exif };
  } catch (error) {
    throw new PhotoError('照片坏了，打不开；请重新拍一张或重新选', { cause: error });
  }
}

async function pictureOf(bytes: Buffer, kind: PhotoKind): Promise<Sharp> {
  if (kind !== 'heic') return sharp(bytes, READING).autoOrient();
  const { data, width, height } = await decodeHeic(bytes);
  return sharp(data, { raw: { width, height, channels: 4 } });
}

/**
 * Draws a photo anew: upright, no larger than a page wants, on white where it was transparent, without position or
 * other notes of the camera. What is no picture does not survive it.
 *
 * @throws PhotoError when it is no photo, too large, or broken
 */
export async function redraw(bytes: Buffer): Promise<Redrawn> {
  const kind = kindOf(bytes);
  const head = await headOf(bytes);
  if (head.width * head.height > MOST_PIXELS)
    throw new PhotoError(
      `照片有 ${head.width}×${head.height} 像素，太大（最多 5000 万像素）；请把相机的像素调低再拍`,
    );
  const picture = await pictureOf(bytes, kind);
  try {
    const { data, info } = await picture
      .resize({ width: LONG_SIDE, height: LONG_SIDE, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .jpeg({ quality: QUALITY })
      .toBuffer({ resolveWithObject: true });
    return {
      bytes: new Uint8Array(data),
      width: info.width,
      height: info.height,
      takenAt: takenAtOf(head.exif),
    };
  } catch (error) {
    throw new PhotoError('照片不完整或坏了；请重新拍一张或重新选', { cause: error });
  }
}
