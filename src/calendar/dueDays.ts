import { z } from 'zod';
import { dayFromParts } from './civil.js';
import { monthRange, quarterRange, type Day } from './day.js';
import { monthDaySchema } from './rules/index.js';

const LAST_SAFE_DATE = 28;
const DATE = `要写 1 到 ${LAST_SAFE_DATE} 的日期，月底写 last`;

/** A date that every month has, or its last day. */
const dateSchema = z.union([z.int(DATE).min(1, DATE).max(LAST_SAFE_DATE, DATE), z.literal('last')], {
  error: DATE,
});

/**
 * By when a duty of the office is due, in the same manner as a key date's rule: once a year (`deadline: 03-01`), each
 * month (`monthly: 25`) or in the last month of each quarter (`quarterly: last`).
 */
export const dueSchema = z
  .strictObject(
    { deadline: monthDaySchema.optional(), monthly: dateSchema.optional(), quarterly: dateSchema.optional() },
    {
      error: (issue) =>
        issue.code === 'unrecognized_keys'
          ? '没有这种期限，只能写：deadline、monthly、quarterly'
          : '请写成 {deadline: 03-01} 这样的期限',
    },
  )
  .refine((due) => Object.values(due).filter((value) => value !== undefined).length === 1, {
    error: '期限要写且只写一个：deadline、monthly、quarterly',
  });

export type DueRule = z.infer<typeof dueSchema>;

const dateIn = (year: number, month: number, date: number | 'last'): Day =>
  date === 'last' ? monthRange(year, month).end : dayFromParts(year, month, date);

/** The last days on which the duty is in time, in `year`, in order. */
export function dueDaysOf({ deadline, monthly, quarterly }: DueRule, year: number): Day[] {
  if (deadline !== undefined) return [`${year}-${deadline}`];
  if (monthly !== undefined)
    return Array.from({ length: 12 }, (_, index) => dateIn(year, index + 1, monthly));
  return [1, 2, 3, 4].map((quarter) => {
    const { end } = quarterRange(year, quarter);
    return dateIn(year, Number(end.slice(5, 7)), quarterly ?? 'last');
  });
}
