import exifReader from 'exif-reader';

/**
 * When the camera says a photo was taken, as its clock stood: `2026-03-10T09:12:33`. Null where it says nothing, or
 * nothing that can be read: who cannot read a camera's notes refuses no photo for it.
 *
 * @param exif the notes as the file has them, the position among them, which nobody looks at
 */
export function takenAtOf(exif: Buffer | undefined): string | null {
  if (exif === undefined) return null;
  try {
    const { Photo } = exifReader(exif);
    // The library gives the camera's wall clock as if it were UTC.
    const text = Photo?.DateTimeOriginal?.toISOString().slice(0, 19) ?? '';
    return /^(19|20)\d\d-/.test(text) ? text : null;
  } catch {
    return null;
  }
}
