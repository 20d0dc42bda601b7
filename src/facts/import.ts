import { z } from 'zod';
import { idSchema } from '../calendar/index.js';
import { instantSchema } from './activity.js';

/** What can be brought in from a file. */
export const IMPORT_KINDS = ['contacts', 'activities'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

const placeShape = {
  /** The sheet's name; empty in a file without sheets. */
  sheet: z.string(),
  /** `C7`; `7` for a row as a whole, or the n-th event of an iCalendar file; empty for the sheet as a whole. */
  cell: z.string(),
};

/** What keeps a file from being brought in: where, what stands there, and what to write instead. */
const importFaultSchema = z.strictObject({ ...placeShape, value: z.string(), message: z.string() });

/** What was left out of a file, and why; it stops nothing. */
const importNoteSchema = z.strictObject({ ...placeShape, message: z.string() });

const importRowSchema = z.strictObject({
  sheet: z.string(),
  /** As the sheet counts, from 1; the n-th event of an iCalendar file. */
  row: z.int(),
  action: z.enum(['new', 'changed', 'unchanged']),
  /** The fact it changes; null for a new one without an id yet. */
  target: z.string().nullable(),
  /** The revision of the target as the preview saw it; 0 for a new one. */
  revision: z.int().min(0),
  /** Each field that would change. */
  changes: z.array(z.strictObject({ field: z.string(), before: z.unknown(), after: z.unknown() })),
  /** What the row says, in the words of the API. */
  values: z.record(z.string(), z.unknown()),
});

/** A file that somebody wants brought in (导入), read and held against what is stored; nothing of it stands yet. */
export const importSchema = z.strictObject({
  id: z.string(),
  town: idSchema,
  kind: z.enum(IMPORT_KINDS),
  /** `ready`: may be applied; `faulty`: may not; `applied`: was. */
  state: z.enum(['ready', 'faulty', 'applied']),
  rows: z.array(importRowSchema),
  faults: z.array(importFaultSchema),
  notes: z.array(importNoteSchema),
  summary: z.strictObject({
    new: z.int(),
    changed: z.int(),
    unchanged: z.int(),
    /** All there are, where `faults` lists the first. */
    faults: z.int(),
  }),
  createdAt: instantSchema,
  appliedAt: instantSchema.nullable(),
});

export type Import = Readonly<z.infer<typeof importSchema>>;
export type ImportRow = Readonly<z.infer<typeof importRowSchema>>;
export type ImportFault = Readonly<z.infer<typeof importFaultSchema>>;
export type ImportNote = Readonly<z.infer<typeof importNoteSchema>>;
