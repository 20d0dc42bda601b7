import {
  ConflictError,
  importedId,
  putChange,
  putNew,
  type ActContext,
  type NewActivity,
} from '../activities/index.js';
import type { Activity, Contact, Import, ImportRow, WriteTransaction } from '../facts/index.js';
import { nextOrder } from '../reminders/index.js';
import { isoIn } from '../town/index.js';
import { exactOf } from './activityPreview.js';
import { contactPreview, contactWith } from './contactPreview.js';
import type { ContactValues } from './contactRows.js';

const placeOf = ({ sheet, row }: ImportRow): string => `${sheet}${sheet === '' ? '' : ' '}第 ${row} 行`;

const stale = (rows: readonly ImportRow[]): ConflictError =>
  new ConflictError(
    '预览以后这些内容在系统里被改过，什么都没有导入：请重新上传文件',
    rows.map((row) => ({ path: placeOf(row), message: '系统里已经变了' })),
  );

const valuesOf = (row: ImportRow): ContactValues => row.values as unknown as ContactValues;

/** The id of a new fact: the same import makes the same. */
const idFor = (done: Import, row: ImportRow): string => importedId(`${done.id} ${row.sheet} ${row.row}`);

const isWork = ({ action }: ImportRow): boolean => action !== 'unchanged';

async function applyContacts(transaction: WriteTransaction, wanted: Import): Promise<void> {
  const contacts = await transaction.find('contacts', { town: wanted.town });
  const rows = wanted.rows.map((row) => ({ at: { ...row, cells: {} }, values: valuesOf(row) }));
  const now = new Map(contactPreview(rows, contacts).rows.map((row) => [placeOf(row), row]));
  const changed = wanted.rows.filter((row) => {
    const then = now.get(placeOf(row));
    return isWork(row) && (then?.target !== row.target || then.revision !== row.revision);
  });
  if (changed.length > 0) throw stale(changed);
  const known = new Map(contacts.map((contact) => [contact.id, contact]));
  for (const row of wanted.rows.filter(isWork)) {
    const values = valuesOf(row);
    const old = known.get(row.target ?? '');
    const blank: Contact = {
      id: idFor(wanted, row).replace(/^x-/, 'c-'),
      town: wanted.town,
      name: values.name,
      role: values.role,
      village: values.village,
      department: values.department,
      lawyer: values.lawyer,
      order: 0,
      phone: null,
      channels: [],
      revision: 0,
    };
    const next = contactWith(old ?? blank, values);
    const order = old || values.order !== undefined ? next.order : nextOrder(known.values(), next);
    const stored = { ...next, order, revision: next.revision + 1 };
    known.set(stored.id, stored);
    await transaction.put('contacts', stored);
  }
}

async function applyActivities(context: ActContext, wanted: Import): Promise<void> {
  const { transaction } = context;
  const activities = await transaction.find('activities', { town: wanted.town });
  const byId = new Map(activities.map((activity) => [activity.id, activity]));
  const standing = new Set(
    activities.filter(({ status }) => status !== 'cancelled').map((activity) => exactOf(activity)),
  );
  const isStale = (row: ImportRow): boolean => {
    if (row.target !== null) return (byId.get(row.target)?.revision ?? 0) !== row.revision;
    return standing.has(exactOf(row.values as unknown as Activity));
  };
  const work = wanted.rows.filter(isWork);
  const changed = work.filter(isStale);
  if (changed.length > 0) throw stale(changed);
  for (const row of work) {
    if (row.action === 'new')
      await putNew(context, row.values as unknown as NewActivity, row.target ?? idFor(wanted, row));
    else await putChange(context, row.target ?? '', [row.revision], row.values);
  }
}

/**
 * Does what a preview says, in the transaction it is given: all of it, or nothing. One that was applied before is left as
 * it is.
 *
 * @throws ConflictError for a faulty one, and when what it would change has changed since
 */
export async function applyImport(context: ActContext, wanted: Import): Promise<Import> {
  if (wanted.state === 'applied') return wanted;
  if (wanted.state === 'faulty')
    throw new ConflictError(
      `文件里有 ${wanted.summary.faults} 处不对，不能导入：请改好后重新上传`,
      wanted.faults.map(({ sheet, cell, message }) => ({
        path: [sheet, cell].filter(Boolean).join('!'),
        message,
      })),
    );
  if (wanted.kind === 'contacts') await applyContacts(context.transaction, wanted);
  else await applyActivities(context, wanted);
  const at = isoIn(context.now, context.calendars.town.zone);
  const done: Import = { ...wanted, state: 'applied', appliedAt: at };
  await context.transaction.put('imports', done);
  return done;
}
