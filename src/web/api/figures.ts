import { z } from 'zod';
import { yearOf } from '../../calendar/index.js';
import { activityIdSchema } from '../../facts/index.js';
import { coverageMatrix, figuresIn, lawyerMonth, MEASURE_NAMES, readLedger } from '../../ledger/index.js';
import { todayOf, type WebContext } from '../context.js';
import { ok } from './answers.js';
import { ledgerFor, townFor } from './ledgerFor.js';
import { operation, type Operation } from './operation.js';
import { RECORD_TAG } from './records.js';
import { yearQuery } from './town.js';

/** A quarter of a query's year; the whole year when left out. */
export const quarterField = {
  quarter: z
    .string()
    .regex(/^[1-4]$/, '季度要写 1 到 4')
    .transform(Number)
    .optional(),
};

const ids = z.array(activityIdSchema);

const figureSchema = z
  .strictObject({
    value: z.number(),
    records: ids.describe('由哪些记录得出'),
    unknown: ids.describe('应写而没写这一项的记录，没有计入'),
  })
  .meta({ id: 'Figure' });

const figuresSchema = z
  .strictObject(Object.fromEntries(MEASURE_NAMES.map((measure) => [measure, figureSchema])))
  .meta({ id: 'Figures' });

const partsOf = (key: z.ZodType) => z.array(z.strictObject({ key, figures: figuresSchema }));
const name = z.string();

const periodFiguresSchema = z
  .strictObject({
    year: z.int(),
    quarter: z.int().nullable(),
    total: figuresSchema,
    byQuarter: partsOf(z.int()),
    byVillage: partsOf(name.nullable()),
    byCampaign: partsOf(name.nullable()),
    byDuty: partsOf(name),
    byDepartment: partsOf(name.nullable()),
    byHelper: partsOf(name),
    byForm: partsOf(name),
    balance: z.array(
      z.strictObject({
        measure: z.enum(MEASURE_NAMES),
        median: z.number(),
        below: z.array(z.strictObject({ village: name, value: z.number() })),
      }),
    ),
    lastYear: z.strictObject({
      year: z.int(),
      figures: figuresSchema.nullable(),
      change: z.record(z.enum(MEASURE_NAMES), z.number()).nullable(),
    }),
    missing: z.strictObject({ unrecorded: ids, withoutPhoto: ids }),
  })
  .meta({ id: 'PeriodFigures' });

const cell = { done: z.int(), late: z.int(), missing: z.int() };

const coverageSchema = z
  .strictObject({
    year: z.int(),
    campaigns: z.array(name),
    villages: z
      .array(
        z.strictObject({
          village: name,
          ...cell,
          cells: z.array(z.strictObject({ keyDate: name, planned: z.int(), confirmed: z.int(), ...cell })),
        }),
      )
      .describe('办得最少的村在前'),
  })
  .meta({ id: 'Coverage' });

const lawyerMonthSchema = z
  .strictObject({
    month: z.string(),
    duty: name.nullable(),
    due: z.string().nullable(),
    rows: z.array(
      z.strictObject({
        village: name,
        lawyer: name.nullable(),
        hours: z.number(),
        wanted: z.number(),
        records: ids,
        gaps: z.array(
          z.strictObject({
            type: z.enum(['no-lawyer', 'no-visit', 'no-record', 'no-hours', 'no-log', 'short']),
            activity: activityIdSchema.nullable(),
            message: z.string(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'LawyerMonth' });

const MONTH = '月份要写成 2026-11';

/** `/api/v1/figures`, `/api/v1/coverage` and `/api/v1/lawyer-logs`: what the records add up to, and what is missing. */
export function figuresOperations(context: WebContext): Operation[] {
  const { calendars } = context;
  const today = () => todayOf(context);
  return [
    operation({
      id: 'getFigures',
      tag: RECORD_TAG,
      method: 'get',
      path: '/figures',
      summary: '一年或一个季度的数字，每个数字都列出由哪些记录得出',
      description:
        '只按台账记录相加，不作估计。缺的另外列出。村的账号只算本村和全镇的活动，单位的账号只算自己参加的。',
      allowed: 'everyone',
      query: yearQuery.extend(quarterField),
      answers: { 200: { means: '数字', schema: periodFiguresSchema } },
      run: async ({ query: { year = yearOf(today()), quarter = null }, who, read }) => {
        const facts = await read((transaction) => readLedger(transaction, calendars, year, today()));
        return ok(figuresIn(ledgerFor(who, facts), { year, quarter }));
      },
    }),
    operation({
      id: 'getCoverage',
      tag: RECORD_TAG,
      method: 'get',
      path: '/coverage',
      summary: '各村、各节点：待办、已确认、已完成、逾期未记、还缺',
      allowed: 'everyone',
      query: yearQuery,
      answers: { 200: { means: '村 × 节点', schema: coverageSchema } },
      run: async ({ query: { year = yearOf(today()) }, who, read }) => {
        const facts = await read((transaction) => readLedger(transaction, calendars, year, today()));
        const recorded = new Set(facts.entries.map(({ id }) => id));
        return ok(coverageMatrix(year, { ...facts, town: townFor(who, facts.town), recorded }));
      },
    }),
    operation({
      id: 'getLawyerLogs',
      tag: RECORD_TAG,
      method: 'get',
      path: '/lawyer-logs',
      summary: '一个月里各村律师驻村服务的小时数和日志，缺什么',
      allowed: 'villages',
      query: z.strictObject({
        month: z
          .string()
          .regex(/^(19|20)\d\d-(0[1-9]|1[0-2])$/, MONTH)
          .optional(),
      }),
      answers: { 200: { means: '每月查缺表', schema: lawyerMonthSchema } },
      run: async ({ query: { month = today().slice(0, 7) }, who, read }) => {
        const year = yearOf(`${month}-01`);
        const facts = await read((transaction) => readLedger(transaction, calendars, year, today()));
        const { town, activities, entries } = ledgerFor(who, facts);
        return ok(lawyerMonth(town, month, activities, entries, today()));
      },
    }),
  ];
}
