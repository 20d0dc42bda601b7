import { z } from 'zod';
import { actorName, sentenceOf, undoEntry, type Names } from '../../activities/index.js';
import {
  KIND_NAMES,
  KINDS,
  trailEntrySchema,
  warningSchema,
  type Kind,
  type ReadTransaction,
  type TrailEntry,
} from '../../facts/index.js';
import type { Principal } from '../access/index.js';
import { todayOf, type WebContext } from '../context.js';
import { withPhotos } from '../recordPhotos.js';
import { listOf, ok } from './answers.js';
import { auditCsv } from './auditCsv.js';
import { dayFilters, instantFilters, listQuery, pageOf } from './list.js';
import { namesFor } from './names.js';
import { operation, type Operation } from './operation.js';

/** What the office itself works with; accounts, sessions and tokens are the admins' business. */
const OFFICE_KINDS = new Set<string>([
  'activities',
  'records',
  'acknowledgements',
  'contacts',
  'contactLinks',
  'blackouts',
  'notices',
  'plans',
  'feedTokens',
  'lawGuides',
  'ticks',
]);

const seesEntry = ({ role }: Principal, { kind }: TrailEntry): boolean =>
  role === 'admin' || OFFICE_KINDS.has(kind);

const ACTIONS = ['create', 'update', 'remove'] as const;
const AUDITED = KIND_NAMES.filter((kind) => KINDS[kind].audited);

const filters = {
  ...dayFilters,
  kind: z.enum(AUDITED, { error: `只能是 ${AUDITED.join('、')}` }).optional(),
  target: z.string().optional(),
  actor: z.string().optional(),
  action: z.enum(ACTIONS, { error: `只能是 ${ACTIONS.join('、')}` }).optional(),
};

const query = listQuery({
  ...filters,
  order: z.enum(['oldest', 'newest'], { error: '只能是 oldest、newest' }).default('oldest'),
});

const csvQuery = z.strictObject(filters);

const shownSchema = trailEntrySchema
  .omit({ town: true, undoes: true })
  .extend({
    undoes: z.string().nullable().describe('撤回的是哪一条'),
    name: z.string().describe('显示的名字'),
    text: z.string().describe('一句话说清'),
  })
  .meta({ id: 'AuditEntry' });

const undoneSchema = z
  .strictObject({
    undoes: z.string(),
    kind: z.string(),
    target: z.string(),
    warnings: z.array(warningSchema),
  })
  .meta({ id: 'Undone' });

/** An entry as the API shows it; ids of the trail grow with it. */
const positionOf = ({ at, id }: TrailEntry): string => `${at} ${id}`;

const TAG = '操作记录';

/** `/api/v1/audit`: who did what, when, from where and why; nothing of it can be changed, but a change can be taken back. */
export function auditOperations(context: WebContext): Operation[] {
  const { calendars, clock } = context;
  const { id: town, zone } = calendars.town;

  const found = async (
    transaction: ReadTransaction,
    who: Principal,
    { from, to, action, ...rest }: z.output<typeof csvQuery>,
  ): Promise<TrailEntry[]> => {
    const entries = await transaction.find('trail', {
      ...rest,
      town,
      ...instantFilters({ from, to }, zone),
    });
    return entries
      .filter((entry) => seesEntry(who, entry) && (action === undefined || entry.action === action))
      .sort((a, b) => (positionOf(a) < positionOf(b) ? -1 : 1));
  };

  /** The photos of the record that an entry is about: it may lose some when the change is taken back. */
  const photosBehind = async (transaction: ReadTransaction, id: string): Promise<string[]> => {
    const entry = await transaction.get('trail', town, id);
    if (entry?.kind !== ('records' satisfies Kind)) return [];
    const record = await transaction.get('records', town, entry.target);
    return (record?.photos ?? []).map((photo) => photo.id);
  };

  const shown = (entry: TrailEntry, names: Names): z.infer<typeof shownSchema> => {
    const { town: _town, undoes = null, ...rest } = entry;
    const text = sentenceOf(entry, {}, names, todayOf(context).slice(0, 4));
    return { ...rest, undoes, name: actorName(entry.actor, names), text };
  };

  return [
    operation({
      id: 'listAudit',
      tag: TAG,
      method: 'get',
      path: '/audit',
      summary: '查操作记录：谁、什么时候、从哪里、改了什么、为什么',
      allowed: 'office',
      query,
      answers: { 200: listOf(shownSchema, '一页操作记录') },
      run: ({ who, query: { limit, cursor, order, ...asked }, read }) =>
        read(async (transaction) => {
          const newestFirst = order === 'newest';
          const entries = await found(transaction, who, asked);
          if (newestFirst) entries.reverse();
          const page = pageOf(entries, positionOf, { limit, cursor, newestFirst });
          const names = await namesFor(who, transaction, calendars);
          return ok({ items: page.items.map((entry) => shown(entry, names)), next: page.next });
        }),
    }),
    operation({
      id: 'exportAudit',
      tag: TAG,
      method: 'get',
      path: '/audit.csv',
      summary: '导出操作记录，用 Excel 可以直接打开',
      allowed: 'office',
      query: csvQuery,
      answers: { 200: { means: '操作记录', type: 'text/csv' } },
      run: ({ who, query: asked, read }) =>
        read(async (transaction) => {
          const names = await namesFor(who, transaction, calendars);
          return {
            status: 200,
            body: auditCsv(await found(transaction, who, asked), names),
            headers: {
              'Content-Type': 'text/csv; charset=utf-8',
              'Content-Disposition': `attachment; filename="audit-${todayOf(context)}.csv"`,
            },
          };
        }),
    }),
    operation({
      id: 'undoChange',
      tag: TAG,
      method: 'post',
      path: '/audit/{id}/undo',
      summary: '撤回一次改动：改过的内容变回原来的；后来又改过的不能撤回',
      allowed: 'admins',
      answers: { 200: { means: '撤回了什么', schema: undoneSchema } },
      run: async ({ params, read, write }) => {
        const id = params.id ?? '';
        const act = () =>
          write(
            async (transaction) => {
              const { entry, warnings } = await undoEntry({ transaction, calendars, now: clock() }, id);
              return {
                ...ok({ undoes: id, kind: entry.kind, target: entry.target, warnings }),
                warnings,
              };
            },
            { undoes: id },
          );
        const had = await read((transaction) => photosBehind(transaction, id));
        return had.length === 0 ? act() : withPhotos(context, [], had, act);
      },
    }),
  ];
}
