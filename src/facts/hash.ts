import { z } from 'zod';

/** SHA-256, hexadecimal; the secret itself is never stored. */
export const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);
