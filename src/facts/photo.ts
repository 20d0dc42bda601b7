import { z } from 'zod';
import { instantSchema } from './activity.js';

/** The most photos one record holds: as many as WeChat sends at once. */
export const MOST_PHOTOS = 9;

/** SHA-256 of a stored photo's bytes, hexadecimal: its name and its address. */
export const photoIdSchema = z.string().regex(/^[0-9a-f]{64}$/, '不是照片编号');

/** A photo of a record: a JPEG of our own making, kept under its hash outside the store. */
export const photoSchema = z.strictObject({
  id: photoIdSchema,
  /** In bytes. */
  size: z.int().min(1),
  /** In pixels, as it is looked at. */
  width: z.int().min(1),
  height: z.int().min(1),
  /** When the camera says it was taken; by the town's clock, for cameras have no zone. Null where it says nothing. */
  takenAt: instantSchema.nullable(),
});

export type Photo = Readonly<z.infer<typeof photoSchema>>;
