import { z } from 'zod';
import { textSchema } from '../calendar/index.js';
import { addressIdSchema } from './addressId.js';

/** A county as it stands in `calendars/counties.yaml`: its towns are those whose `county` is its name. */
export const countySchema = z.strictObject({ id: addressIdSchema, name: textSchema });

export type County = z.infer<typeof countySchema>;
