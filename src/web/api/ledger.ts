import { z } from 'zod';
import {
  ledgerWorkbook,
  planWorkbook,
  readLedger,
  reportDocument,
  reportPhotos,
  type Period,
  type ReportFacts,
} from '../../ledger/index.js';
import { readPhotos } from '../../photos/index.js';
import { todayOf, type WebContext } from '../context.js';
import { quarterField } from './figures.js';
import { yearIn } from './list.js';
import { operation, type Answer, type Operation } from './operation.js';
import { RECORD_TAG } from './records.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** A file to be saved under a Chinese name (RFC 6266, with RFC 8187 for the name). */
const fileOf = (bytes: Uint8Array, type: string, name: string): Answer => ({
  status: 200,
  body: Buffer.from(bytes),
  headers: {
    'Content-Type': type,
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
  },
});

const quarterQuery = z.strictObject(quarterField);

/** `/api/v1/ledger/{year}.xlsx`, `/api/v1/report/{year}.docx` and `/api/v1/plan/{year}.xlsx`. */
export function ledgerOperations(context: WebContext): Operation[] {
  const { calendars, clock, photos } = context;
  const { town } = calendars;

  const photosOf = (facts: ReportFacts, period: Period) =>
    readPhotos(reportPhotos(facts, period), (id) => photos.read(id));

  const nameOf = ({ year, quarter }: Period, what: string): string =>
    `${town.name}${year}年${quarter === null ? '' : `第${quarter}季度`}${what}`;

  return [
    operation({
      id: 'getLedger',
      tag: RECORD_TAG,
      method: 'get',
      path: '/ledger/{year}.xlsx',
      summary: '一年或一个季度的普法台账（Excel）',
      allowed: 'office',
      query: quarterQuery,
      answers: { 200: { means: '台账', type: XLSX } },
      run: async ({ params, query: { quarter = null }, read }) => {
        const period = { year: yearIn(params.year), quarter };
        const facts = await read((transaction) =>
          readLedger(transaction, calendars, period.year, todayOf(context)),
        );
        const bytes = await ledgerWorkbook(facts, period, clock());
        return fileOf(bytes, XLSX, nameOf(period, '普法台账.xlsx'));
      },
    }),
    operation({
      id: 'getPlanTable',
      tag: RECORD_TAG,
      method: 'get',
      path: '/plan/{year}.xlsx',
      summary: '一年的普法计划表（Excel）',
      allowed: 'office',
      answers: { 200: { means: '计划表', type: XLSX } },
      run: async ({ params, read }) => {
        const year = yearIn(params.year);
        const facts = await read((transaction) => readLedger(transaction, calendars, year, todayOf(context)));
        const bytes = await planWorkbook(facts, year, clock());
        return fileOf(bytes, XLSX, nameOf({ year, quarter: null }, '普法计划.xlsx'));
      },
    }),
    operation({
      id: 'getReport',
      tag: RECORD_TAG,
      method: 'get',
      path: '/report/{year}.docx',
      summary: '年度报告的普法部分，或季度汇报的一页（Word）',
      description: '按公文格式排版。每个数字在附表里注明由哪些记录得出；没有数据的写“本项无记录”。',
      allowed: 'office',
      query: quarterQuery,
      answers: { 200: { means: '报告', type: DOCX } },
      run: async ({ params, query: { quarter = null }, read }) => {
        const period = { year: yearIn(params.year), quarter };
        const facts = await read((transaction) =>
          readLedger(transaction, calendars, period.year, todayOf(context)),
        );
        const bytes = await reportDocument(facts, period, await photosOf(facts, period));
        return fileOf(bytes, DOCX, nameOf(period, '普法工作情况.docx'));
      },
    }),
  ];
}
