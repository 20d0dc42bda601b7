import { z } from 'zod';
import type { Operation } from './operation.js';

/** Query parameters that every write takes. */
export const writeQuery = {
  'dry-run': z.enum(['0', '1'], { error: '要写 1，不要时去掉' }).optional(),
  reason: z.string().trim().max(200, '最多 200 个字').optional(),
};

const NO_QUERY = z.strictObject({});

/**
 * Adds to an operation's own query what is common to all of a sort; made once for each, for zod builds a parser of each
 * schema when it first reads by it.
 */
function queriesWith(common: z.ZodRawShape): (operation: Pick<Operation, 'query'>) => z.ZodType {
  const made = new WeakMap<z.ZodObject, z.ZodType>();
  return ({ query: own = NO_QUERY }) => {
    const query = made.get(own) ?? z.strictObject({ ...own.shape, ...common });
    made.set(own, query);
    return query;
  };
}

/** What a read may be asked with; what a page asks a write with, too, for it says by itself whether it rehearses. */
export const readQueryOf = queriesWith({});

/** What a write may be asked with; a read and a write may have the same query of their own. */
export const writeQueryOf = queriesWith(writeQuery);
