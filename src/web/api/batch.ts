import { z } from 'zod';
import {
  actInBatch,
  BatchError,
  batchSchema,
  MOST_OPERATIONS,
  type BatchRefusal,
} from '../../activities/index.js';
import type { WebContext } from '../context.js';
import { Problem } from '../problem.js';
import { activityResultSchema, shownResult } from './activities.js';
import { ok } from './answers.js';
import { operation, type Operation } from './operation.js';

/** Room for the most operations, each with a title and a place as long as they may be. */
const BODY_LIMIT = 4 * 1024 * 1024;

const REFUSALS: Readonly<Record<BatchRefusal, readonly [status: number, detail: string]>> = {
  invalid: [422, '有内容不对，什么都没有保存'],
  missing: [404, '有的活动找不到，什么都没有保存'],
  outdated: [412, '有的活动已被别人改过，什么都没有保存；请重新读取再改'],
  conflict: [409, '有的改动现在不能做，什么都没有保存'],
};

const problemOfBatch = (error: unknown): unknown => {
  if (!(error instanceof BatchError)) return error;
  const [status, detail] = REFUSALS[error.refusal];
  return new Problem(status, detail, error.faults);
};

/** `/api/v1/activities:batch`: many activities in one write, all or nothing. */
export function batchOperations({ calendars, clock }: WebContext): Operation[] {
  const { town, keyDates } = calendars;
  return [
    operation({
      id: 'batchActivities',
      tag: '活动',
      method: 'post',
      path: '/activities:batch',
      summary: '一次新建、修改、取消许多项活动：要么都做，要么都不做',
      description: `最多 ${MOST_OPERATIONS} 项，按写的先后做。每项写 op：create（其余和新建一样）、change（id、revision、patch）或 cancel（id、revision）。`,
      allowed: 'office',
      body: () => batchSchema(town, keyDates),
      bodyLimit: BODY_LIMIT,
      // Of the activities that the body names.
      refusals: [404, 412],
      answers: {
        200: {
          means: '每一项改动之后的活动，次序和 operations 一样',
          schema: z.strictObject({ items: z.array(activityResultSchema) }),
        },
      },
      run: ({ body: { operations }, write }) =>
        write(async (transaction) => {
          try {
            const results = await actInBatch({ transaction, calendars, now: clock() }, operations);
            return {
              ...ok({ items: results.map(shownResult) }),
              warnings: results.flatMap(({ warnings }) => warnings),
            };
          } catch (error) {
            throw problemOfBatch(error);
          }
        }),
    }),
  ];
}
