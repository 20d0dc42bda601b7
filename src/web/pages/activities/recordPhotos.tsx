import { MOST_PHOTOS, type ActivityRecord } from '../../../facts/index.js';
import type { Words } from '../../words/index.js';
import { PhotoLink } from './photoLink.js';

interface RecordPhotosProps {
  readonly t: Words;
  /** Null before the first filing: a photo belongs to a record. */
  readonly record: ActivityRecord | null;
  /** The record's own page. */
  readonly path: string;
}

/** Those that are kept, each to be taken away by a tick. */
const Kept = ({ t, record, path }: { t: Words; record: ActivityRecord; path: string }) => (
  <form class="sheet" method="post" action={`${path}/photos/drop`}>
    <input type="hidden" name="filedAt" value={record.at} />
    <ul class="photos">
      {record.photos.map((photo, index) => (
        <li key={photo.id}>
          <PhotoLink t={t} photo={photo} number={index + 1} />
          <label>
            <input type="checkbox" name="drop" value={photo.id} /> {t.activities.photoDrop(index + 1)}
          </label>
        </li>
      ))}
    </ul>
    <button class="button" type="submit">
      {t.activities.photosDrop}
    </button>
  </form>
);

/** The photos of a record: those kept, and a form for more that does without scripts. */
export const RecordPhotos = ({ t, record, path }: RecordPhotosProps) => {
  const room = MOST_PHOTOS - (record?.photos.length ?? 0);
  const { photos, photosHint, photosFirst, photosFull, photosChoose, photosAdd } = t.activities;
  return (
    <section aria-labelledby="photos">
      <h2 id="photos">{photos}</h2>
      {record === null && <p class="hint">{photosFirst}</p>}
      {record !== null && record.photos.length > 0 && <Kept t={t} record={record} path={path} />}
      {record !== null && room <= 0 && <p class="hint">{photosFull(MOST_PHOTOS)}</p>}
      {record !== null && room > 0 && (
        <form class="sheet" method="post" action={`${path}/photos`} enctype="multipart/form-data">
          <div class="field wide">
            <label for="files">{photosChoose(room)}</label>
            <input
              id="files"
              type="file"
              name="photos"
              accept="image/jpeg,image/png,image/heic,image/heif"
              multiple
              required
              aria-describedby="files-hint"
            />
            <p class="hint" id="files-hint">
              {photosHint}
            </p>
          </div>
          <button class="button" type="submit">
            {photosAdd}
          </button>
        </form>
      )}
    </section>
  );
};
