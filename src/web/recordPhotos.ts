import { DateTime } from 'luxon';
import { InvalidError } from '../activities/index.js';
import { MOST_PHOTOS, type Photo } from '../facts/index.js';
import { PhotoError, type Taken } from '../photos/index.js';
import { faultAt, isoIn, type Fault } from '../town/index.js';
import type { WebContext } from './context.js';
import type { UploadedForm } from './upload.js';

/** Those it has, with new ones after them, each once. @throws InvalidError when they become too many */
export function withNewPhotos(has: readonly Photo[], taken: readonly Photo[]): Photo[] {
  const all = [...new Map([...has, ...taken].map((photo) => [photo.id, photo])).values()];
  if (all.length > MOST_PHOTOS)
    throw new InvalidError([
      faultAt({}, ['photos'], `一条记录最多 ${MOST_PHOTOS} 张照片，已有 ${has.length} 张`),
    ]);
  return all;
}

/**
 * Takes away those of `ids` that no record has, in whatever town: the same picture is one file for all of them, and a
 * lawyer may send it to two.
 */
async function removeUnused(
  { store, photos, calendars, towns }: WebContext,
  ids: readonly string[],
): Promise<void> {
  const unused = new Set(ids);
  // The town's own first, which nearly always has what it had.
  for (const town of new Set([calendars.town.id, ...towns])) {
    if (unused.size === 0) return;
    const records = await store.read((transaction) => transaction.find('records', { town }));
    for (const record of records) for (const { id } of record.photos) unused.delete(id);
  }
  for (const id of unused) await photos.remove(id);
}

/**
 * Keeps the photos of a form while `act` files them. What no record has afterwards is gone again, and so is what `act`
 * takes from a record: all photos, or none.
 *
 * @param had photos that records may lose by it
 * @throws InvalidError naming each file that is no photo
 */
export function withPhotos<T>(
  context: WebContext,
  files: UploadedForm['files'],
  had: readonly string[],
  act: (taken: readonly Photo[]) => Promise<T>,
): Promise<T> {
  const { photos, calendars } = context;
  const { zone } = calendars.town;
  const photoOf = ({ photo }: Taken): Photo => ({
    ...photo,
    takenAt: photo.takenAt === null ? null : isoIn(DateTime.fromISO(photo.takenAt, { zone }), zone),
  });
  return photos.alone(async () => {
    const taken: Taken[] = [];
    const faults: Fault[] = [];
    try {
      for (const [index, { path, name }] of files.entries())
        try {
          taken.push(await photos.take(path));
        } catch (error) {
          if (!(error instanceof PhotoError)) throw error;
          faults.push(faultAt({}, ['photos', index], `第 ${index + 1} 张（${name}）：${error.message}`));
        }
      if (faults.length > 0) throw new InvalidError(faults);
      return await act(taken.map(photoOf));
    } finally {
      const fresh = taken.filter(({ isNew }) => isNew).map(({ photo }) => photo.id);
      await removeUnused(context, [...fresh, ...had]);
    }
  });
}
