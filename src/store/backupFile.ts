import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { z } from 'zod';
import type { RawFact } from './dump.js';
import { StoreError } from './errors.js';
import { checkSchema, isKind } from './migrations.js';

/*
 * A backup is a tar archive packed with gzip, which every system opens: facts/000001.jsonl … with a line for each fact,
 * photos/… as they are, and at its end manifest.json with the hash of each.
 */

export const BACKUP_FORMAT = 1;
export const FACTS = 'facts/';
export const PHOTOS = 'photos/';
export const MANIFEST = 'manifest.json';

const manifestSchema = z.strictObject({
  format: z.literal(BACKUP_FORMAT),
  /** The format of the facts. */
  schema: z.int().min(1),
  version: z.int().min(0),
  /** When it was made, ISO 8601. */
  at: z.string(),
  /** Facts of each kind. */
  counts: z.record(z.string(), z.int()),
  /** SHA-256 of each member. */
  members: z.record(z.string(), z.string()),
});

export type Manifest = Readonly<z.infer<typeof manifestSchema>>;

/** A file of the archive, to be read before the next. */
export interface Member {
  readonly name: string;
  readonly content: AsyncIterable<Buffer>;
}

function unreadable(error: unknown, file: string): StoreError {
  if (error instanceof StoreError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  return code === 'ENOENT'
    ? new StoreError(`没有这个备份文件：${file}`, { cause: error })
    : new StoreError(`${file} 不是完整的备份文件（${message}）。`, { cause: error });
}

/** The chunks of a stream; what goes wrong with it is said of the file. */
async function* chunksOf(stream: AsyncIterable<Buffer>, file: string): AsyncGenerator<Buffer> {
  try {
    yield* stream;
  } catch (error) {
    throw unreadable(error, file);
  }
}

/** The members of a backup in their order. @throws StoreError when it is no such file or is cut short */
export async function* membersOf(file: string): AsyncGenerator<Member> {
  const members = extract();
  pipeline(createReadStream(file), createGunzip(), members, () => {
    // Whatever went wrong reaches the one who reads the members.
  });
  try {
    for await (const member of members)
      yield { name: member.header.name, content: chunksOf(member as AsyncIterable<Buffer>, file) };
  } catch (error) {
    throw unreadable(error, file);
  }
}

export async function textOf(content: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** Where a photo of the archive goes, below the folder of photos; never outside it. */
export function photoPath(name: string): string {
  const parts = name.slice(PHOTOS.length).split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..' || /[\\:\0]/.test(part)))
    throw new StoreError(`备份里有不该有的路径：${JSON.stringify(name)}，不是这个程序写的。`);
  return parts.join('/');
}

function manifestFrom(text: string, file: string): Manifest {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    data = null;
  }
  const checked = manifestSchema.safeParse(data);
  if (!checked.success) throw new StoreError(`${file} 的 ${MANIFEST} 不对，不是这个程序写的备份。`);
  checkSchema(checked.data.schema, file);
  return checked.data;
}

/** Reads a whole backup and holds every byte of it against its manifest. @throws StoreError when it is not sound */
export async function inspectBackup(file: string): Promise<Manifest> {
  const hashes = new Map<string, string>();
  let manifest: Manifest | undefined;
  for await (const { name, content } of membersOf(file)) {
    if (name === MANIFEST) {
      manifest = manifestFrom(await textOf(content), file);
      continue;
    }
    if (name.startsWith(PHOTOS)) photoPath(name);
    else if (!name.startsWith(FACTS)) throw new StoreError(`${file} 里有不认识的内容：${name}`);
    const hash = createHash('sha256');
    for await (const chunk of content) hash.update(chunk);
    hashes.set(name, hash.digest('hex'));
  }
  if (!manifest) throw new StoreError(`${file} 不完整：没有 ${MANIFEST}，可能没有写完。`);
  const wanted = Object.entries(manifest.members);
  for (const [name, hash] of wanted)
    if (hashes.get(name) !== hash) throw new StoreError(`${file} 里的 ${name} 缺少或已损坏。`);
  if (wanted.length !== hashes.size) throw new StoreError(`${file} 里有清单上没有的内容。`);
  return manifest;
}

/** The facts of a backup that was inspected, a member at a time. */
export async function* factsOf(file: string): AsyncGenerator<readonly RawFact[]> {
  for await (const { name, content } of membersOf(file)) {
    const text = await textOf(content);
    if (!name.startsWith(FACTS)) continue;
    yield text
      .split('\n')
      .filter((line) => line !== '')
      .map((line): RawFact => {
        const [kind, fact] = JSON.parse(line) as [string, unknown];
        if (!isKind(kind)) throw new StoreError(`${file} 里有不认识的数据（${kind}），可能是别的版本写的。`);
        return { kind, fact };
      });
  }
}
