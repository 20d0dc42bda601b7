import { z } from 'zod';
import type { KeyDate } from '../calendar/index.js';
import type { Activity } from '../facts/index.js';
import { pathOf, type Fault, type Town } from '../town/index.js';
import { cancelActivity, putChange, putNew, withWarnings, type ActContext, type ActResult } from './acts.js';
import { ConflictError, InvalidError, NotFoundError, RevisionError } from './errors.js';
import { activityPatchSchema, newActivitySchema, timesFrom } from './input.js';

/** More in one request is a script gone wild. */
export const MOST_OPERATIONS = 500;

const seen = {
  id: z.string(),
  revision: z.int('要写读到的版本号').min(1, '要写读到的版本号'),
};

/** The body of a batch: what is to be made, changed and cancelled, in this order. */
export const batchSchema = (town: Town, keyDates: readonly KeyDate[]) =>
  z.strictObject({
    operations: z
      .array(
        z.discriminatedUnion(
          'op',
          [
            newActivitySchema(town, keyDates)
              .extend({ op: z.literal('create') })
              .superRefine((input, issues) => {
                const result = timesFrom(input, town.zone);
                for (const { keys, message } of 'faults' in result ? result.faults : [])
                  issues.addIssue({ code: 'custom', path: [...keys], message });
              }),
            z.strictObject({
              op: z.literal('change'),
              ...seen,
              patch: activityPatchSchema(town, keyDates),
            }),
            z.strictObject({ op: z.literal('cancel'), ...seen }),
          ],
          { error: '只能是 create、change、cancel' },
        ),
      )
      .min(1, '至少写一项')
      .max(MOST_OPERATIONS, `一次最多 ${MOST_OPERATIONS} 项，请分几次`),
  });

export type BatchOperation = z.output<ReturnType<typeof batchSchema>>['operations'][number];

const WORST_FIRST = ['invalid', 'missing', 'outdated', 'conflict'] as const;

/** Why a batch was refused, by the worst of what is wrong with it. */
export type BatchRefusal = (typeof WORST_FIRST)[number];

/** Something in a batch cannot be done, so nothing of it is; every fault of every operation is listed. */
export class BatchError extends Error {
  constructor(
    readonly refusal: BatchRefusal,
    readonly faults: readonly Pick<Fault, 'path' | 'message'>[],
  ) {
    super(faults.map(({ path, message }) => `${path}: ${message}`).join('\n'));
    this.name = 'BatchError';
  }
}

interface Refused {
  readonly refusal: BatchRefusal;
  readonly path: string;
  readonly message: string;
}

/** What an error of one act says of its operation; what is no act's error is thrown on. */
function refusedBy(error: unknown, index: number, { op }: BatchOperation): Refused[] {
  const at = (...keys: PropertyKey[]): string => pathOf(['operations', index, ...keys]);
  if (error instanceof InvalidError)
    return error.faults.map(({ keys, message }) => ({
      refusal: 'invalid',
      path: at(...(op === 'change' ? ['patch'] : []), ...keys),
      message,
    }));
  if (error instanceof NotFoundError) return [{ refusal: 'missing', path: at('id'), message: error.message }];
  if (error instanceof RevisionError)
    return [{ refusal: 'outdated', path: at('revision'), message: error.message }];
  if (error instanceof ConflictError) return [{ refusal: 'conflict', path: at(), message: error.message }];
  throw error;
}

function act(context: ActContext, operation: BatchOperation): Promise<Activity> {
  switch (operation.op) {
    case 'create': {
      const { op, ...input } = operation;
      return putNew(context, input);
    }
    case 'change':
      return putChange(context, operation.id, [operation.revision], operation.patch);
    case 'cancel':
      return cancelActivity(context, operation.id, [operation.revision]);
  }
}

/**
 * Makes, changes and cancels many activities in one write, one after the other; all of them or none. Each is answered as
 * it stands in the end, with the rules it breaks then.
 *
 * @throws BatchError when one cannot be done
 */
export async function actInBatch(
  context: ActContext,
  operations: readonly BatchOperation[],
): Promise<ActResult[]> {
  const ids: string[] = [];
  const left = new Map<string, Activity>();
  const refused: Refused[] = [];
  for (const [index, operation] of operations.entries())
    try {
      const activity = await act(context, operation);
      ids.push(activity.id);
      left.set(activity.id, activity);
    } catch (error) {
      refused.push(...refusedBy(error, index, operation));
    }
  const worst = WORST_FIRST.find((refusal) => refused.some((item) => item.refusal === refusal));
  if (worst !== undefined) throw new BatchError(worst, refused);
  const warned = await withWarnings([...left.values()], context);
  const results = new Map(warned.map((result) => [result.activity.id, result]));
  return ids.flatMap((id) => results.get(id) ?? []);
}
