import { z } from 'zod';
import { idSchema } from '../calendar/index.js';
import { instantSchema } from './activity.js';

export const WAYS_IN = ['api', 'page', 'link', 'program'] as const;

/** Who writes, and how the trail tells of it. */
export interface Actor {
  /** An id that names no person outside the accounts: `system`, `admin`, `account:…`, `token:…`, `contact:…`. */
  readonly actor: string;
  /** The door it came through. */
  readonly via: (typeof WAYS_IN)[number];
  /** The network address it came from; null when it came from none. */
  readonly address: string | null;
  /** The HTTP request that asked for it; null for the program's own doing. */
  readonly request: string | null;
  /** Why, in the words of whoever did it; null when nothing was said. */
  readonly reason: string | null;
}

/** The program itself: the first plan, the minute's tick. */
export const SYSTEM: Actor = { actor: 'system', via: 'program', address: null, request: null, reason: null };

/**
 * One change of one fact (操作记录). A creation holds no values: they follow from the fact as it stands and the
 * changes since.
 */
export const trailEntrySchema = z.strictObject({
  id: z.string(),
  town: idSchema,
  at: instantSchema,
  actor: z.string(),
  // Entries from before these were kept say nothing of them.
  via: z.enum(WAYS_IN).default('program'),
  address: z.string().nullable().default(null),
  request: z.string().nullable().default(null),
  reason: z.string().nullable().default(null),
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
  readonly actor?: string | undefined;
  /** Instants with the town's offset: `from` inclusive, `to` exclusive. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export const matchesTrail = (query: TrailQuery, entry: TrailEntry): boolean =>
  entry.town === query.town &&
  (query.kind === undefined || entry.kind === query.kind) &&
  (query.target === undefined || entry.target === query.target) &&
  (query.actor === undefined || entry.actor === query.actor) &&
  (query.from === undefined || entry.at >= query.from) &&
  (query.to === undefined || entry.at < query.to);

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
