import { z } from 'zod';
import {
  announcementOf,
  daySchema,
  FIRST_YEAR,
  LAST_YEAR,
  occurrencesOf,
  themeOf,
  unknownIn,
  yearOf,
  type KeyDate,
} from '../../calendar/index.js';
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

const named = z.looseObject({ id: z.string(), name: z.string() });

const ruleSchema = z.looseObject({
  id: z.string(),
  offsetDays: z.int(),
  time: z.string().meta({ examples: ['08:30'] }),
  unlessRecorded: z.boolean(),
  to: z.array(z.string()),
  maxLate: z.int(),
});

const townSchema = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    villages: z.array(named.extend({ code: z.string(), lawyer: z.string().optional() })),
    departments: z.array(named),
    lawyers: z.array(named),
    forms: z.array(named),
    campaigns: z.array(z.looseObject({ keyDate: z.string() })),
    duties: z.array(named),
    rules: z.array(ruleSchema),
  })
  .meta({ id: 'Town' });

const occurrenceSchema = z
  .strictObject({
    id: z.string(),
    name: z.strictObject({ zh: z.string(), en: z.string() }),
    short: z.string(),
    start: daySchema,
    end: daySchema,
    day: daySchema,
    status: z.enum(['fixed', 'announced', 'expected']),
    confidence: z.enum(['A', 'B', 'C']),
    enabled: z.boolean(),
    source: z.string(),
    theme: z.strictObject({ zh: z.string(), en: z.string().nullable() }).nullable(),
    notice: z.string().nullable(),
  })
  .meta({ id: 'Occurrence' });

const keyDatesSchema = z.strictObject({
  year: z.int(),
  items: z.array(occurrenceSchema),
  unknown: z.array(z.string()),
  next: z.null(),
});

/** A year's occurrences, each with its theme and the notice that set its days, as far as they are known. */
const itemsOf = (keyDates: readonly KeyDate[], year: number): z.infer<typeof occurrenceSchema>[] =>
  occurrencesOf(keyDates, year).map((occurrence) => {
    const keyDate = keyDates.find(({ id }) => id === occurrence.id);
    return {
      ...occurrence,
      theme: (keyDate && themeOf(keyDate, year)) ?? null,
      notice: (keyDate && announcementOf(keyDate, year)?.notice) ?? null,
    };
  });

const TAG = '资料';

/** `/api/v1/town` and `/api/v1/key-dates`: what stands in the data files, with the notices typed in. */
export function townOperations(context: WebContext): Operation[] {
  const { calendars } = context;
  const { town } = calendars;
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
            items: itemsOf(calendars.keyDates, year),
            unknown: unknownIn(calendars.keyDates, year),
            next: null,
          }),
        ),
    }),
  ];
}
