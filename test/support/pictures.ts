import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';

/** A photo as a phone makes it: with the camera's clock and where it stood. */
export const phonePhoto = (colour = '#3a7', width = 640, height = 480): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: colour } })
    .jpeg()
    .withExif({
      IFD0: { Make: 'Phone', Model: 'Secret Model' },
      IFD2: { DateTimeOriginal: '2026:12:04 09:12:33' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '21/1 7/1 0/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '109/1 50/1 0/1',
      },
    })
    .toBuffer();

/** A form that sends pictures as a page does. */
export function pictureForm(...pictures: readonly Buffer[]): FormData {
  const form = new FormData();
  for (const [n, bytes] of pictures.entries())
    form.append('photos', new Blob([new Uint8Array(bytes)]), `${n}.jpg`);
  return form;
}

export const screenshot = (width = 300, height = 200): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 4, background: { r: 0, g: 90, b: 200, alpha: 0.5 } } })
    .png()
    .toBuffer();

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
};

/** A PNG that says it is that large; its pixels are all of one colour, so it is small on the wire. */
export function hugePng(width: number, height: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([1, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc((1 + Math.ceil(width / 8)) * height);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A PNG with a text of that many bytes squeezed into a few (PNG §11.3.3.3): a bomb for whoever unpacks it. */
export async function textBombPng(bytes: number): Promise<Buffer> {
  const image = await screenshot();
  const text = Buffer.concat([
    Buffer.from('Comment\0\0', 'latin1'),
    deflateSync(Buffer.alloc(bytes), { level: 9 }),
  ]);
  return Buffer.concat([image.subarray(0, 33), chunk('zTXt', text), image.subarray(33)]);
}
