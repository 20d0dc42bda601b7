import { randomBytes } from 'node:crypto';
import { DateTime } from 'luxon';
import { NotFoundError } from '../activities/index.js';
import type { Import, ReadTransaction, WriteTransaction } from '../facts/index.js';
import { contentPreview, type Content, type ImportRequest } from '../imports/index.js';
import { nowOf, type WebContext } from './context.js';

/** How long a preview is kept, in hours: it holds telephone numbers. */
const KEPT_HOURS = 24;

/** So many previews are kept; the oldest go. */
const KEPT = 20;

/** Whether a preview is still to be had. */
const isKept = ({ createdAt }: Import, now: DateTime): boolean =>
  DateTime.fromISO(createdAt).plus({ hours: KEPT_HOURS }) > now;

/** The previews there are, the newest first. */
export async function keptImports(transaction: ReadTransaction, context: WebContext): Promise<Import[]> {
  const all = await transaction.find('imports', { town: context.calendars.town.id });
  return all
    .filter((one) => isKept(one, context.clock()))
    .sort((a, b) =>
      a.createdAt === b.createdAt ? (a.id < b.id ? -1 : 1) : a.createdAt < b.createdAt ? 1 : -1,
    );
}

/** @throws NotFoundError for one that is not there, or no longer */
export async function keptImport(
  transaction: ReadTransaction,
  context: WebContext,
  id: string,
): Promise<Import> {
  const found = await transaction.get('imports', context.calendars.town.id, id);
  if (!found || !isKept(found, context.clock())) throw new NotFoundError(id, '导入');
  return found;
}

/** Holds what was read against what is stored, and keeps the preview; those too old or too many go. */
export async function storePreview(
  transaction: WriteTransaction,
  context: WebContext,
  content: Content,
  request: ImportRequest,
): Promise<Import> {
  const { town } = context.calendars;
  const stored = {
    contacts: request.kind === 'contacts' ? await transaction.find('contacts', { town: town.id }) : [],
    activities: request.kind === 'activities' ? await transaction.find('activities', { town: town.id }) : [],
  };
  const preview: Import = {
    id: `i-${randomBytes(8).toString('hex')}`,
    town: town.id,
    kind: request.kind,
    ...contentPreview(content, request, stored, context.calendars),
    createdAt: nowOf(context),
    appliedAt: null,
  };
  const kept = new Set((await keptImports(transaction, context)).slice(0, KEPT - 1).map(({ id }) => id));
  for (const { id } of await transaction.find('imports', { town: town.id }))
    if (!kept.has(id)) await transaction.remove('imports', town.id, id);
  await transaction.put('imports', preview);
  return preview;
}
