import type { Contact, ImportFault, ImportNote, ImportRow } from '../facts/index.js';
import type { ContactRow, ContactValues } from './contactRows.js';
import { changesTo } from './preview.js';
import { faultIn } from './table.js';

type Person = Pick<Contact, 'role' | 'village' | 'department' | 'lawyer' | 'name'>;

/** Whom people mean by a name: in a role, for a village, a unit or a lawyer's place. */
const keyOf = ({ role, village, department, lawyer, name }: Person): string =>
  JSON.stringify([role, role === 'office' ? null : (village ?? department ?? lawyer), name]);

const phoneKeyOf = (role: Contact['role'], phone: string | null | undefined): string | null =>
  typeof phone === 'string' ? `${role} ${phone.replace(/\D/g, '')}` : null;

const withEmail = (channels: Contact['channels'], address: string): Contact['channels'] => [
  ...channels.filter(({ kind }) => kind !== 'email'),
  { kind: 'email', address },
];

const emailOf = ({ channels }: Contact): string | null =>
  channels.flatMap((channel) => (channel.kind === 'email' ? [channel.address] : []))[0] ?? null;

/** A contact's fields as a row has them. */
const comparable = (contact: Contact): Record<string, unknown> => ({ ...contact, email: emailOf(contact) });

/** The contact with what a row says; what the row leaves out stays. */
export function contactWith(contact: Contact, { email, ...values }: ContactValues): Contact {
  // An office's own people may have been entered with their unit.
  const department = values.role === 'office' ? contact.department : values.department;
  const channels = email === undefined ? contact.channels : withEmail(contact.channels, email);
  return { ...contact, ...values, department, channels };
}

const grouped = <T>(items: readonly T[], keyed: (item: T) => string | null): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyed(item);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
};

/** Rows that stand for different people; the same person written twice is a fault where the rows disagree. */
function distinct(rows: readonly ContactRow[]) {
  const faults: ImportFault[] = [];
  const notes: ImportNote[] = [];
  const first = new Map<string, ContactRow>();
  for (const row of rows) {
    const key = keyOf(row.values);
    const known = first.get(key);
    if (!known) {
      first.set(key, row);
      continue;
    }
    const where = `${known.at.sheet === row.at.sheet ? '' : `“${known.at.sheet}”`}第 ${known.at.row} 行`;
    if (JSON.stringify(known.values) === JSON.stringify(row.values))
      notes.push({
        sheet: row.at.sheet,
        cell: String(row.at.row),
        message: `和${where}是同一个人，只算一次`,
      });
    else faults.push(faultIn(row.at, 'name', `和${where}是同一个人，但内容不一样，请只留一行`));
  }
  return { rows: [...first.values()], faults, notes };
}

/** Which contact each row is about, by name first: a number may have passed to somebody else. */
function matched(rows: readonly ContactRow[], contacts: readonly Contact[]) {
  const faults: ImportFault[] = [];
  const byName = grouped(contacts, keyOf);
  const byPhone = grouped(contacts, ({ role, phone }) => phoneKeyOf(role, phone));
  const targets = new Map<ContactRow, Contact>();
  const claimed = new Set<Contact>();
  for (const row of rows) {
    const [contact, another] = byName.get(keyOf(row.values)) ?? [];
    if (another)
      faults.push(faultIn(row.at, 'name', '系统里有几位同名的联系人，分不清是哪一位，请先在系统里改名'));
    else if (contact) {
      targets.set(row, contact);
      claimed.add(contact);
    }
  }
  for (const row of rows) {
    const key = phoneKeyOf(row.values.role, row.values.phone);
    if (targets.has(row) || key === null) continue;
    const [contact, another] = (byPhone.get(key) ?? []).filter((known) => !claimed.has(known));
    if (!contact || another) continue;
    targets.set(row, contact);
    claimed.add(contact);
  }
  return { targets, faults };
}

/** What the rows would do to the contacts there are. */
export function contactPreview(
  given: readonly ContactRow[],
  contacts: readonly Contact[],
): { readonly rows: ImportRow[]; readonly faults: ImportFault[]; readonly notes: ImportNote[] } {
  const { rows, faults, notes } = distinct(given);
  const { targets, faults: unclear } = matched(rows, contacts);
  const result = rows.map((row): ImportRow => {
    const { sheet, row: number } = row.at;
    const target = targets.get(row);
    const base = { sheet, row: number, values: { ...row.values } };
    if (!target) return { ...base, action: 'new', target: null, revision: 0, changes: [] };
    const changes = changesTo(comparable(target), comparable(contactWith(target, row.values)));
    return {
      ...base,
      action: changes.some(({ field }) => field !== 'channels') ? 'changed' : 'unchanged',
      target: target.id,
      revision: target.revision,
      changes: changes.filter(({ field }) => field !== 'channels'),
    };
  });
  return { rows: result, faults: [...faults, ...unclear], notes };
}
