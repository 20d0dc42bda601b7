import { z } from 'zod';
import { idSchema } from '../calendar/index.js';
import { instantSchema } from './activity.js';

/** Who writes: an id that names no person outside the accounts. */
export interface Actor {
  readonly actor: string;
}

/** The program itself: the first plan, the minute's tick. */
export const SYSTEM: Actor = { actor: 'system' };

/**
 * One change of one fact (操作记录). A creation holds no values: they follow from the fact as it stands and the
 * changes since.
 */
export const trailEntrySchema = z.strictObject({
  id: z.string(),
  town: idSchema,
  at: instantSchema,
  actor: z.string(),
  kind: z.string(),
  target: z.string(),
  action: z.enum(['create', 'update', 'remove']),
  /** Each changed field, before and after; all of them for a removal. */
  changes: z.record(z.string(), z.strictObject({ before: z.unknown(), after: z.unknown() })),
});

export type TrailEntry = Readonly<z.infer<typeof trailEntrySchema>>;

/** `kind` and `target` together name one fact. */
export interface TrailQuery {
  readonly town: string;
  readonly kind?: string | undefined;
  readonly target?: string | undefined;
}

export const matchesTrail = (query: TrailQuery, entry: TrailEntry): boolean =>
  entry.town === query.town &&
  (query.kind === undefined || entry.kind === query.kind) &&
  (query.target === undefined || entry.target === query.target);

/** The fields in which two versions of a fact differ. */
export function changesBetween(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): TrailEntry['changes'] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return Object.fromEntries(
    [...keys]
      .filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
      .map((key) => [key, { before: before[key] ?? null, after: after[key] ?? null }]),
  );
}
