import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** SHA-256, hexadecimal: of a secret, what is stored in its stead. */
export const hashOf = (secret: string | Uint8Array): string =>
  createHash('sha256').update(secret).digest('hex');

/** 128 random bits, fit for an address. */
export const newSecret = (): string => randomBytes(16).toString('base64url');

/** Compares two secrets in a time that tells nothing of where they differ. */
export const sameSecret = (a: string, b: string): boolean =>
  timingSafeEqual(Buffer.from(hashOf(a)), Buffer.from(hashOf(b)));
