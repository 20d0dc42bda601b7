import { PhotoError } from './photoError.js';

/** The largest file taken, in bytes: phones make 3 to 12 MB. */
export const MOST_BYTES = 20 * 1024 * 1024;

export type PhotoKind = 'jpeg' | 'png' | 'heic';

/** ISO/IEC 23008-12 brands of HEVC images, as cameras write them. */
const HEIC_BRANDS = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']);

const PNG_SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
const latin = (bytes: Buffer, from: number, to: number): string => bytes.toString('latin1', from, to);

function signatureOf(bytes: Buffer): PhotoKind | null {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg';
  if (bytes.subarray(0, PNG_SIGNATURE.length).equals(PNG_SIGNATURE)) return 'png';
  if (latin(bytes, 4, 8) === 'ftyp' && HEIC_BRANDS.has(latin(bytes, 8, 12))) return 'heic';
  return null;
}

/** Where an archive's end mark may lie: before a comment of 64 KB at most (APPNOTE 4.3.16). */
const ARCHIVE_TAIL = 65_557;

/** Long enough not to come about by chance in a compressed picture. */
const MARKUP = /<script|<!doctype html|<iframe|<\?php/i;

/**
 * Whether a file is something else besides a picture. Drawn anew it would be harmless, but who sends such a file does
 * not send a photo.
 */
const isTwoThings = (bytes: Buffer): boolean =>
  bytes.subarray(-ARCHIVE_TAIL).includes('PK\x05\x06', 0, 'latin1') ||
  latin(bytes, 0, 1024).includes('%PDF-') ||
  MARKUP.test(latin(bytes, 0, bytes.length));

/** What a file is by its content; its name says nothing. @throws PhotoError when it is none of the three */
export function kindOf(bytes: Buffer): PhotoKind {
  if (bytes.length === 0) throw new PhotoError('是空文件，请重新选照片');
  const kind = signatureOf(bytes);
  if (kind === null) throw new PhotoError('不是照片，只收 JPEG、PNG 和 HEIC 照片');
  if (isTwoThings(bytes)) throw new PhotoError('里面夹带了照片以外的内容，没有收；请用手机相机重新拍一张');
  return kind;
}
