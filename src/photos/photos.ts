import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { photoIdSchema, type Photo } from '../facts/index.js';
import { MOST_BYTES } from './kind.js';
import { PhotoError } from './photoError.js';

/** The folder of photos within the data folder. */
export const PHOTOS = 'photos';

/** A photo that was taken in. */
export interface Taken {
  readonly photo: Omit<Photo, 'takenAt'> & {
    /** By the camera's clock, without zone. */
    readonly takenAt: string | null;
  };
  /** False: the very same one is kept already. */
  readonly isNew: boolean;
}

/** The photos of a data folder. */
export interface Photos {
  /** A name for a file that is coming in; whoever asked for it takes it away. */
  incoming(): string;
  /**
   * Draws a file anew and keeps it. @throws PhotoError when it is no photo
   */
  take(file: string): Promise<Taken>;
  /** The JPEG; null where there is none of that id. */
  read(id: string): Promise<Uint8Array | null>;
  remove(id: string): Promise<void>;
  /**
   * Runs `act` while no other does: what it keeps and what it says of it in the store belong together. One at a time
   * also bounds the memory that pictures take.
   */
  alone<T>(act: () => Promise<T>): Promise<T>;
}

/** Within the folder of photos, where files lie that are coming in. */
const INCOMING = 'incoming';
const PART = '.part';

/** Whether a file is a photo, and none that is still coming in, with all that its camera noted. @param path below the folder of photos */
export const isKept = (path: string): boolean => !path.startsWith(`${INCOMING}/`) && !path.endsWith(PART);

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
}

/** Survives a power cut once it resolves. */
async function writeDurably(file: string, bytes: Uint8Array): Promise<void> {
  const folder = dirname(file);
  const isNew = mkdirSync(folder, { recursive: true }) !== undefined;
  const part = file + PART;
  const handle = await open(part, 'w');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(part, file);
  await syncFolder(folder);
  if (isNew) await syncFolder(dirname(folder));
}

// Two letters of the hash: no folder grows without end.
const fileIn = (folder: string, id: string): string => join(folder, id.slice(0, 2), `${id}.jpg`);

/** The JPEG of a photo kept in `folder`, beside a running server too; null where there is none of that id. */
export async function readPhoto(folder: string, id: string): Promise<Uint8Array | null> {
  const file = fileIn(folder, id);
  return photoIdSchema.safeParse(id).success && existsSync(file)
    ? new Uint8Array(await readFile(file))
    : null;
}

/** The JPEGs of these photos by their ids; one that is not there is left out. */
export async function readPhotos(
  ids: Iterable<string>,
  read: Photos['read'],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  for (const id of ids) {
    const bytes = await read(id);
    if (bytes !== null) found.set(id, bytes);
  }
  return found;
}

/**
 * The photos kept in `folder`. What a crash left half-received there is taken away.
 *
 * @param folder of this program alone, and not below anything that is served
 */
export function openPhotos(folder: string): Photos {
  const receiving = join(folder, INCOMING);
  rmSync(receiving, { recursive: true, force: true });
  const fileOf = (id: string): string => fileIn(folder, id);
  let turn: Promise<unknown> = Promise.resolve();
  return {
    incoming: () => {
      mkdirSync(receiving, { recursive: true });
      return join(receiving, randomBytes(12).toString('hex'));
    },
    take: async (file) => {
      const { size } = await stat(file);
      if (size > MOST_BYTES) throw new PhotoError('照片超过 20 MB；请把相机的像素调低再拍');
      // The library that draws takes long to load; a command that takes no photo does not wait for it.
      const { redraw } = await import('./redraw.js');
      const { bytes, width, height, takenAt } = await redraw(await readFile(file));
      const id = createHash('sha256').update(bytes).digest('hex');
      const isNew = !existsSync(fileOf(id));
      if (isNew) await writeDurably(fileOf(id), bytes);
      return { photo: { id, size: bytes.length, width, height, takenAt }, isNew };
    },
    read: (id) => readPhoto(folder, id),
    remove: (id) => rm(fileOf(id), { force: true }),
    alone: (act) => {
      const mine = turn.then(act);
      turn = mine.catch(() => undefined);
      return mine;
    },
  };
}
