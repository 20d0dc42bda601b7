import { z } from 'zod';
import { daySchema, FIRST_YEAR, LAST_YEAR, type Day } from '../../calendar/index.js';
import { check, instantOf, isoIn } from '../../town/index.js';
import { Problem, unfit } from '../problem.js';

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 500;
const LIMIT_ERROR = `要写 1 到 ${MAX_LIMIT} 的整数`;

const encode = (position: string): string => Buffer.from(position).toString('base64url');

/** The position a cursor names; null for what no list ever gave out. */
function positionIn(cursor: string): string | null {
  const position = Buffer.from(cursor, 'base64url').toString();
  return encode(position) === cursor && /^\S+ \S+$/.test(position) ? position : null;
}

/** Query parameters of every list. */
const pageShape = {
  limit: z
    .string()
    .regex(/^\d{1,4}$/, LIMIT_ERROR)
    .transform(Number)
    .refine((limit) => limit >= 1 && limit <= MAX_LIMIT, LIMIT_ERROR)
    .default(DEFAULT_LIMIT)
    .meta({ override: { type: 'integer', pattern: undefined, minimum: 1, maximum: MAX_LIMIT } }),
  cursor: z
    .string()
    .refine((cursor) => positionIn(cursor) !== null, '不是上一页给出的 next')
    .transform((cursor) => positionIn(cursor) ?? '')
    .optional(),
};

/** A list's query: its own filters with `limit` and `cursor`; what is unknown is refused, for it would be ignored. */
export const listQuery = <S extends z.ZodRawShape>(filters: S) =>
  z.strictObject({ ...filters, ...pageShape });

export const dayFilters = { from: daySchema.optional(), to: daySchema.optional() };

interface DayFilters {
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
}

/** The instants at which a filter's days begin in the town, ISO 8601. */
export function instantFilters({ from, to }: DayFilters, zone: string) {
  const midnight = (day: Day | undefined): string | undefined =>
    day === undefined ? undefined : isoIn(instantOf(day, '00:00', zone), zone);
  return { from: midnight(from), to: midnight(to) };
}

/** The year of a path. @throws Problem 404 for what is no year that is computed */
export function yearIn(text: string | undefined): number {
  const year = /^\d{4}$/.test(text ?? '') ? Number(text) : NaN;
  if (year >= FIRST_YEAR && year <= LAST_YEAR) return year;
  throw new Problem(404, `年份要写 ${FIRST_YEAR} 到 ${LAST_YEAR}`);
}

/** @throws Problem 400 with each parameter that is wrong */
export function readQuery<S extends z.ZodType>(schema: S, query: unknown): z.output<S> {
  const checked = check(schema, { ...(query as object) });
  if (checked.ok) return checked.value;
  throw new Problem(400, '查询参数有误', checked.faults);
}

/** @throws Problem 415 without JSON, `status` with each path that is wrong */
export function readBody<S extends z.ZodType>(
  schema: S,
  body: unknown,
  status: 400 | 422 = 422,
): z.output<S> {
  if (body === undefined) throw new Problem(415, '正文要用 JSON，并写明 Content-Type: application/json');
  const checked = check(schema, body);
  if (checked.ok) return checked.value;
  throw unfit(checked.faults, status);
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Send back as `?cursor=` for what follows; null at the end. */
  readonly next: string | null;
}

/**
 * The page of `sorted` that follows the cursor. The cursor names a position, not an index, so that what is added or
 * cancelled meanwhile neither doubles nor skips another item.
 *
 * @param positionOf grows along the list, as two words
 */
export function pageOf<T>(
  sorted: readonly T[],
  positionOf: (item: T) => string,
  {
    limit,
    cursor,
    newestFirst = false,
  }: {
    readonly limit: number;
    /** The position it names. */
    readonly cursor?: string | undefined;
    /** Positions shrink along the list. */
    readonly newestFirst?: boolean;
  },
): Page<T> {
  const follows = (position: string, from: string): boolean =>
    newestFirst ? position < from : position > from;
  const rest = cursor === undefined ? sorted : sorted.filter((item) => follows(positionOf(item), cursor));
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rest.length > limit && last !== undefined ? encode(positionOf(last)) : null };
}
