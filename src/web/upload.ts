import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy';
import { MOST_PHOTOS } from '../facts/index.js';
import { MOST_BYTES } from '../photos/index.js';
import { Problem } from './problem.js';

/** Of a form's own fields: the longest is the lawyer's log. */
const FIELD_BYTES = 16 * 1024;
const MOST_FIELDS = 40;

/** The most bytes of a whole form. */
const FORM_BYTES = MOST_PHOTOS * MOST_BYTES + MOST_FIELDS * FIELD_BYTES;

/** How many forms come in at once; each may fill the disk for a while. */
const AT_ONCE = 8;

/** A form with files, as it came. */
export interface UploadedForm {
  readonly fields: Readonly<Record<string, string>>;
  /** Where each file lies, in the order they came, with the name it came by. */
  readonly files: readonly { readonly path: string; readonly name: string }[];
  /** What of it was too much, and was not taken whole; null: nothing. */
  readonly excess: string | null;
}

interface Receiving {
  readonly fields: Map<string, string>;
  readonly files: { path: string; name: string }[];
  readonly streams: Readable[];
  readonly writing: Promise<void>[];
  readonly tooLarge: string[];
  tooMany: boolean;
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`;

/** @throws Problem 507 always: the disk, or the limit of open files, refused a photo */
function refuseDisk(error: NodeJS.ErrnoException): never {
  const why = error.code ?? error.message;
  throw new Problem(507, `照片写不到磁盘上（${why}），没有收下；请管理员检查磁盘空间和权限`);
}

function parserFor(request: IncomingMessage, incoming: () => string, state: Receiving): BusboyInstance {
  const parser = new Busboy({
    headers: request.headers as BusboyHeaders,
    isPartAFile: (_field, _type, name) => name !== undefined,
    limits: {
      fieldNameSize: 100,
      fieldSize: FIELD_BYTES,
      fields: MOST_FIELDS,
      files: MOST_PHOTOS,
      fileSize: MOST_BYTES,
      parts: MOST_FIELDS + MOST_PHOTOS,
      headerPairs: 20,
      headerSize: 8192,
    },
  });
  parser.on('field', (name, value, _nameCut, valueCut) => {
    if (valueCut) state.tooLarge.push(name);
    else state.fields.set(name, value);
  });
  const written = async (stream: Readable, name: string): Promise<void> => {
    const path = incoming();
    state.files.push({ path, name });
    stream.on('limit', () => state.tooLarge.push(name));
    state.streams.push(stream);
    await pipeline(stream, createWriteStream(path, { flags: 'wx' }));
  };
  parser.on('file', (_field, stream, name) => {
    // A browser sends an empty part where nobody chose a file.
    if (name === '') {
      stream.resume();
      return;
    }
    const writing = written(stream, name).catch(refuseDisk);
    // Awaited once the form is whole; what fails before that ends the form, not the program.
    writing.catch((problem: unknown) => parser.destroy(problem as Problem));
    state.writing.push(writing);
  });
  for (const event of ['filesLimit', 'fieldsLimit', 'partsLimit'] as const)
    parser.on(event, () => {
      state.tooMany = true;
    });
  return parser;
}

function excessOf({ tooLarge, tooMany }: Receiving): string | null {
  if (tooMany) return `一次最多传 ${MOST_PHOTOS} 张照片`;
  if (tooLarge.length > 0)
    return `太大：${tooLarge.join('、')}；每张照片最多 ${megabytes(MOST_BYTES)}，请把相机的像素调低再拍`;
  return null;
}

/** Reads a form to its end. What is no form is read on and thrown away, so that the answer is heard. */
function receive(request: IncomingMessage, parser: BusboyInstance): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error?: Error): void => {
      request.unpipe(parser);
      request.resume();
      parser.destroy();
      reject(error instanceof Problem ? error : new Problem(400, '表单没有传完整，请再传一次'));
    };
    parser.once('finish', resolve).once('error', fail);
    request.once('close', () => {
      if (!request.complete) fail();
    });
    request.pipe(parser);
  });
}

let receiving = 0;

/**
 * Runs `act` on a form that comes in as `multipart/form-data`. Its files go straight to the disk, and are gone when `act`
 * is done or the form is refused.
 *
 * @param incoming a name for each file
 * @throws Problem 413 for a form too large to read, 415 for another type, 400 for half a form, 503 while too many come in,
 * 507 when the disk takes no more
 */
export async function withUpload<T>(
  request: IncomingMessage,
  incoming: () => string,
  act: (form: UploadedForm) => Promise<T>,
): Promise<T> {
  if (!/^multipart\/form-data *;(?:.*;)? *boundary=/i.test(request.headers['content-type'] ?? ''))
    throw new Problem(415, '要用 multipart/form-data，照片放在 photos 里');
  if (Number(request.headers['content-length'] ?? 0) > FORM_BYTES) {
    // Read on and thrown away, so that the answer is heard.
    request.resume();
    throw new Problem(413, `一次最多传 ${MOST_PHOTOS} 张照片，每张最多 ${megabytes(MOST_BYTES)}`);
  }
  if (receiving >= AT_ONCE) {
    request.resume();
    throw new Problem(503, '正在收别的照片，请过一分钟再传');
  }
  const state: Receiving = {
    fields: new Map(),
    files: [],
    streams: [],
    writing: [],
    tooLarge: [],
    tooMany: false,
  };
  receiving += 1;
  try {
    await receive(request, parserFor(request, incoming, state));
    await Promise.all(state.writing);
    return await act({
      fields: Object.fromEntries(state.fields),
      files: state.files,
      excess: excessOf(state),
    });
  } finally {
    receiving -= 1;
    // What broke off in the middle would be waited for for ever.
    for (const stream of state.streams) if (!stream.readableEnded) stream.destroy();
    await Promise.allSettled(state.writing);
    await Promise.all(state.files.map(({ path }) => rm(path, { force: true })));
  }
}
