import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { PhotoError } from './photoError.js';

/** Pixels as they lie in memory: four bytes each, row by row. */
export interface Raw {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** The largest HEIC picture, in pixels: unlike the other two it is decoded whole. Phones make 12 or 24 million. */
const MOST_PIXELS = 25_000_000;

/** A picture that takes longer is none, in milliseconds. */
const DEADLINE_MS = 30_000;

const TO_JPEG =
  '请在手机上改成 JPEG 再传：苹果手机在“设置 › 相机 › 格式”选“兼容性最佳”，安卓手机在相机设置里关掉“高效图片”';

/**
 * The decoder takes memory that only the end of its thread gives back, and for seconds it answers to nothing. It stands
 * here as text so that the same runs built and under test.
 */
const DECODER = `
const { parentPort, workerData } = require('node:worker_threads');
require(workerData.module).all({ buffer: workerData.bytes }).then(async (images) => {
  const [image] = images;
  const { width, height } = image;
  if (width * height > workerData.most) return { tooLarge: { width, height } };
  const { data } = await image.decode();
  return { raw: { data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength), width, height } };
}).then(
  (answer) => parentPort.postMessage(answer, answer.raw ? [answer.raw.data.buffer] : []),
  (error) => parentPort.postMessage({ error: String(error) }),
);`;

type Answer =
  | { readonly raw: Raw; readonly tooLarge?: never }
  | { readonly tooLarge: { readonly width: number; readonly height: number }; readonly raw?: never }
  | { readonly error: string; readonly raw?: never; readonly tooLarge?: never };

function answerOf(bytes: Buffer): Promise<Answer> {
  const module = createRequire(import.meta.url).resolve('heic-decode');
  const worker = new Worker(DECODER, {
    eval: true,
    workerData: { module, bytes: new Uint8Array(bytes), most: MOST_PIXELS },
    resourceLimits: { maxOldGenerationSizeMb: 256 },
    // What the decoder says of a broken file is nobody's to read.
    stdout: true,
    stderr: true,
  });
  return new Promise<Answer>((resolve) => {
    const deadline = setTimeout(() => {
      resolve({ error: 'took too long' });
    }, DEADLINE_MS);
    worker.on('message', (answer: Answer) => {
      clearTimeout(deadline);
      resolve(answer);
    });
    worker.on('error', (error: Error) => {
      clearTimeout(deadline);
      resolve({ error: error.message });
    });
  }).finally(() => worker.terminate());
}

/** The pixels of a HEIC picture, turned upright. @throws PhotoError saying how to set the phone */
export async function decodeHeic(bytes: Buffer): Promise<Raw> {
  const answer = await answerOf(bytes);
  if (answer.raw) return answer.raw;
  if (answer.tooLarge)
    throw new PhotoError(
      `HEIC 照片有 ${answer.tooLarge.width}×${answer.tooLarge.height} 像素，太大（最多 2500 万像素）。${TO_JPEG}`,
    );
  throw new PhotoError(`HEIC 照片打不开。${TO_JPEG}`);
}
