import { z } from 'zod';
import { FIRST_YEAR, LAST_YEAR, occurrencesOf, unknownIn, yearOf } from '../../calendar/index.js';
import { todayOf, type WebContext } from '../context.js';
import { ok } from './answers.js';
import { operation, type Operation } from './operation.js';

const yearError = `年份要写 ${FIRST_YEAR} 到 ${LAST_YEAR}`;

/** A query's year; the present one when left out. */
export const yearQuery = z.strictObject({
  year: z
    .string()
    .regex(/^\d{4}$/, yearError)
    .transform(Number)
    .refine((year) => year >= FIRST_YEAR && year <= LAST_YEAR, yearError)
    .optional(),
});

const named = z.looseObject({ id: z.string() });

const townSchema = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    villages: z.array(named.extend({ name: z.string(), code: z.string() })),
    departments: z.array(named),
    lawyers: z.array(named),
    forms: z.array(named),
    campaigns: z.array(z.looseObject({ keyDate: z.string() })),
    duties: z.array(named),
    rules: z.looseObject({}),
  })
  .meta({ id: 'Town' });

const keyDatesSchema = z.strictObject({
  year: z.int(),
  items: z.array(named),
  unknown: z.array(z.string()).describe('这一年的日期还不知道的节点'),
  next: z.null(),
});

const TAG = '资料';

/** `/api/v1/town` and `/api/v1/key-dates`: what stands in the data files. */
export function townOperations(context: WebContext): Operation[] {
  const { town, keyDates } = context.calendars;
  return [
    operation({
      id: 'getTown',
      tag: TAG,
      method: 'get',
      path: '/town',
      summary: '镇的资料：村、单位、律师、形式、活动安排、常规任务、提醒规则',
      allowed: 'everyone',
      answers: { 200: { means: '镇的资料', schema: townSchema } },
      run: () => {
        const { id, name, villages, departments, lawyers, forms, campaigns, duties, rules } = town;
        return Promise.resolve(
          ok({ id, name, villages, departments, lawyers, forms, campaigns, duties, rules }),
        );
      },
    }),
    operation({
      id: 'listKeyDates',
      tag: TAG,
      method: 'get',
      path: '/key-dates',
      summary: '一年的重要时间节点',
      allowed: 'everyone',
      query: yearQuery,
      answers: { 200: { means: '当年节点', schema: keyDatesSchema } },
      run: ({ query: { year = yearOf(todayOf(context)) } }) =>
        Promise.resolve(
          ok({
            year,
            items: occurrencesOf(keyDates, year),
            unknown: unknownIn(keyDates, year),
            next: null,
          }),
        ),
    }),
  ];
}
