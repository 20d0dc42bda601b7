/** The longer side of what is sent, in pixels; the server keeps no more. */
const LONG_SIDE = 1600;
const QUALITY = 0.85;

/** Of the little picture on the page, in CSS pixels; drawn twice as fine. */
const THUMB_SIDE = 96;

function drawn(image: ImageBitmap, side: number, fill: boolean): HTMLCanvasElement {
  const { width, height } = image;
  const scale = fill ? side / Math.min(width, height) : Math.min(1, side / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = fill ? side : Math.round(width * scale);
  canvas.height = fill ? side : Math.round(height * scale);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  const [across, down] = [width * scale, height * scale];
  context.drawImage(image, (canvas.width - across) / 2, (canvas.height - down) / 2, across, down);
  return canvas;
}

const jpegOf = (canvas: HTMLCanvasElement): Promise<Blob | null> =>
  new Promise((resolve) => {
    canvas.toBlob(resolve, 'image/jpeg', QUALITY);
  });

/**
 * A photo drawn anew, upright and no larger than is kept: a tenth of the bytes over a village's line, and without the
 * camera's notes, the position among them. As it is where the browser cannot read it; the server will draw it then.
 */
export async function shrunk(file: File): Promise<Blob> {
  try {
    const image = await createImageBitmap(file);
    const small = await jpegOf(drawn(image, LONG_SIDE, false));
    image.close();
    return small ?? file;
  } catch {
    return file;
  }
}

/** A little square of a photo; drawn on a canvas, for the page may show no picture but the server's. */
export async function thumbnail(photo: Blob): Promise<HTMLCanvasElement> {
  try {
    const image = await createImageBitmap(photo);
    const canvas = drawn(image, 2 * THUMB_SIDE, true);
    image.close();
    return canvas;
  } catch {
    return document.createElement('canvas');
  }
}
