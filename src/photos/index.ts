/**
 * Photos of records: what comes in is told by its content, drawn anew as a JPEG, and kept under its hash in the data
 * folder, out of the web's reach.
 */
export { PhotoError } from './photoError.js';
export { isKept, openPhotos, PHOTOS, readPhoto, readPhotos, type Photos, type Taken } from './photos.js';
export { MOST_BYTES } from './kind.js';
