import { z } from 'zod';
import { yearOf } from '../../calendar/index.js';
import { IMPORT_KINDS, importSchema, type Import, type WriteTransaction } from '../../facts/index.js';
import { applyImport, FILE_LIMIT, templateOf } from '../../imports/index.js';
import { oneOf } from '../../town/index.js';
import { todayOf, type WebContext } from '../context.js';
import { keptImport, keptImports, storePreview } from '../imports.js';
import { Problem } from '../problem.js';
import { created, listOf, noContent, ok } from './answers.js';
import { listQuery, pageOf } from './list.js';
import { operation, type Operation } from './operation.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What a file may be called; what it is its bytes say. The last are taken so that their senders are told what to do. */
const TYPES = [
  XLSX,
  'text/calendar',
  'text/csv',
  'application/octet-stream',
  'application/vnd.ms-excel',
  'application/vnd.ms-excel.sheet.macroenabled.12',
];

const shownSchema = importSchema.omit({ town: true }).meta({ id: 'Import' });
const headSchema = shownSchema.omit({ rows: true, faults: true, notes: true }).meta({ id: 'ImportHead' });

const shown = ({ town, ...rest }: Import): z.infer<typeof shownSchema> => rest;
const headOf = ({ town, rows, faults, notes, ...head }: Import): z.infer<typeof headSchema> => head;

const kindSchema = z.enum(IMPORT_KINDS, { error: `只能是 ${IMPORT_KINDS.join('、')}` });

/** Positions grow along the list, and the newest comes first. */
const positionOf = ({ createdAt, id }: Import): string =>
  `${String(1e14 - Number(createdAt.replace(/\D/g, '').slice(0, 14))).padStart(14, '0')} ${id}`;

const TAG = '导入';

/** `/api/v1/imports`: a file read and shown, then brought in as a whole. */
export function importOperations(context: WebContext): Operation[] {
  const { calendars, clock, readImport } = context;
  const { town } = calendars;
  const acting = (transaction: WriteTransaction) => ({ transaction, calendars, now: clock() });
  const shape = { means: '导入的预览：每一行会怎样，哪些格不对', schema: shownSchema };

  return [
    operation({
      id: 'listImports',
      tag: TAG,
      method: 'get',
      path: '/imports',
      summary: '查最近一天上传的文件，新的在前',
      allowed: 'office',
      query: listQuery({}),
      answers: { 200: listOf(headSchema, '一页导入') },
      run: async ({ query: { limit, cursor }, read }) => {
        const all = await read((transaction) => keptImports(transaction, context));
        const page = pageOf(all, positionOf, { limit, cursor });
        return ok({ items: page.items.map(headOf), next: page.next });
      },
    }),
    operation({
      id: 'createImport',
      tag: TAG,
      method: 'post',
      path: '/imports',
      summary: '上传 .xlsx、.csv 或 .ics，得到预览；什么都还没有导入',
      description:
        '联系人（kind=contacts）用 .xlsx 或 .csv，活动（kind=activities）也可以用 .ics。最大 5 MB、5000 行。预览留一天。',
      allowed: 'office',
      query: z.strictObject({
        kind: kindSchema,
        form: oneOf(town.forms, '形式').optional().describe('文件里没写形式的活动按这一种'),
      }),
      upload: { types: TYPES, limit: FILE_LIMIT, as: 'buffer' },
      answers: { 201: { ...shape, headers: ['Location'] } },
      run: async ({ query: { kind, form = null }, body, write }) => {
        const file: unknown = body;
        if (!Buffer.isBuffer(file))
          throw new Problem(415, `正文要是文件本身，Content-Type 写 ${XLSX}、text/csv 或 text/calendar`);
        const content = await readImport(file);
        return write(async (transaction) => {
          const made = await storePreview(transaction, context, content, { kind, form });
          return created(`/imports/${made.id}`, shown(made));
        });
      },
    }),
    operation({
      id: 'getImport',
      tag: TAG,
      method: 'get',
      path: '/imports/{id}',
      summary: '看一次导入的预览',
      allowed: 'office',
      answers: { 200: shape },
      run: async ({ params, read }) =>
        ok(shown(await read((transaction) => keptImport(transaction, context, params.id ?? '')))),
    }),
    operation({
      id: 'applyImport',
      tag: TAG,
      method: 'post',
      path: '/imports/{id}/apply',
      summary: '按预览导入：全部，或一项也不；再做一次答复相同',
      allowed: 'office',
      answers: { 200: { ...shape, means: '导入完成' } },
      run: ({ params, write }) =>
        write(async (transaction) => {
          const wanted = await keptImport(transaction, context, params.id ?? '');
          return ok(shown(await applyImport(acting(transaction), wanted)));
        }),
    }),
    operation({
      id: 'deleteImport',
      tag: TAG,
      method: 'delete',
      path: '/imports/{id}',
      summary: '删去一次导入的预览；已导入的不受影响',
      allowed: 'office',
      answers: { 204: { means: '已删去' } },
      run: ({ params, write }) =>
        write(async (transaction) => {
          const { id } = await keptImport(transaction, context, params.id ?? '');
          await transaction.remove('imports', town.id, id);
          return noContent;
        }),
    }),
    operation({
      id: 'getImportTemplate',
      tag: TAG,
      method: 'get',
      path: '/imports/templates/{name}',
      summary: '下载要填的表：contacts.xlsx 或 activities.xlsx',
      allowed: 'office',
      answers: { 200: { means: '表，带本镇的村、单位、形式可选', type: XLSX } },
      run: async ({ params }) => {
        const name = params.name ?? '';
        const kind = IMPORT_KINDS.find((one) => name === `${one}.xlsx`);
        if (!kind) throw new Problem(404, `没有这个模板：${name}，可以用 contacts.xlsx、activities.xlsx`);
        return {
          status: 200,
          body: await templateOf(kind, calendars, yearOf(todayOf(context))),
          headers: {
            'Content-Type': XLSX,
            'Content-Disposition': `attachment; filename="${name}"`,
          },
        };
      },
    }),
  ];
}
