import { importedId } from '../activities/index.js';
import type { KeyDate } from '../calendar/index.js';
import type { ImportFault, ImportNote } from '../facts/index.js';
import type { Town } from '../town/index.js';
import type { ActivityRow } from './activityValues.js';
import { eventWhen } from './eventTimes.js';
import type { CalendarEvent } from './reading/index.js';
import { cleaned, folded } from './words.js';

/** How our own feeds mark a cancelled one. */
const CANCELLED = /^【已取消】/;

const NO_SHEET = '';

/** The village whose name stands in the event's place or title; null for none, or several. */
function villageIn({ location, summary }: CalendarEvent, { villages }: Town): string | null {
  for (const text of [location, summary]) {
    const named = villages.filter(({ name }) => text.includes(name));
    if (named.length > 0) return named.length === 1 ? (named[0]?.id ?? null) : null;
  }
  return null;
}

/** The form that a category is called, or whose name stands in the title. */
function formIn({ categories, summary }: CalendarEvent, { forms }: Town): string | undefined {
  const called = forms.find(({ name }) => categories.some((category) => folded(category) === folded(name)));
  return (called ?? forms.find(({ name }) => summary.includes(name)))?.id;
}

/** The events of a calendar as activities. */
export function eventRowsIn(
  events: readonly CalendarEvent[],
  town: Town,
  keyDates: readonly KeyDate[],
): { readonly rows: ActivityRow[]; readonly faults: ImportFault[]; readonly notes: readonly ImportNote[] } {
  const rows: ActivityRow[] = [];
  const faults: ImportFault[] = [];
  const notes: ImportNote[] = [];
  const seen = new Map<string, number>();
  const ours = `@${town.id}.pufa`;
  const isKeyDate = (id: string): boolean =>
    keyDates.some(
      (keyDate) => id.startsWith(`${keyDate.id}-`) && /^\d{4}$/.test(id.slice(keyDate.id.length + 1)),
    );
  if (events.length === 0)
    faults.push({ sheet: NO_SHEET, cell: '', value: '', message: '这个日历文件里没有一项日程' });
  events.forEach((event, index) => {
    const row = index + 1;
    const title = cleaned(event.summary).replace(CANCELLED, '');
    const fault = (message: string): void => {
      faults.push({ sheet: NO_SHEET, cell: String(row), value: title.slice(0, 60), message });
    };
    const { uid } = event;
    if (uid === null) {
      fault('没有 UID，再导入一次就会重复：请从原来的日历重新导出');
      return;
    }
    const ownId = uid.endsWith(ours) ? uid.slice(0, -ours.length) : null;
    if (ownId !== null && isKeyDate(ownId)) {
      notes.push({ sheet: NO_SHEET, cell: String(row), message: `“${title}”是节点，不是活动，不用导入` });
      return;
    }
    const before = seen.get(uid);
    if (before !== undefined) {
      fault(`和第 ${before} 项是同一个 UID，请只留一项`);
      return;
    }
    seen.set(uid, row);
    if (event.repeats) {
      fault('这是重复的日程，不能导入：请在原来的日历里改成一次一项，再导出');
      return;
    }
    const when = eventWhen(event, town);
    if (typeof when === 'string') {
      fault(when);
      return;
    }
    if (title === '') {
      fault('没有标题，请在原来的日历里补上');
      return;
    }
    const place = cleaned(event.location);
    const form = formIn(event, town);
    rows.push({
      sheet: NO_SHEET,
      row,
      ids: ownId === null ? [importedId(uid)] : [ownId, importedId(uid)],
      known: false,
      cancelled: event.cancelled,
      values: { title, ...when, ...(place === '' ? {} : { place }) },
      defaults: { village: villageIn(event, town), ...(form === undefined ? {} : { form }) },
      cellOf: () => String(row),
    });
  });
  return { rows, faults, notes };
}
