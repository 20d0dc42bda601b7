import { addDays } from '../../calendar/index.js';
import type { Delivery, ReadTransaction } from '../../facts/index.js';
import { BY_HAND, reminderText, stillStands, waitsForHand } from '../../reminders/index.js';
import type { Town } from '../../town/index.js';

/** Messages to one address that fell due in one minute: they are passed on as one. */
export interface SheetItem {
  readonly ids: readonly string[];
  /** Who it is for, as the office says it. */
  readonly to: string;
  readonly dueAt: string;
  readonly text: string;
}

/** The day's sheet. */
export interface Sheet {
  readonly waiting: readonly SheetItem[];
  /** Passed on today. */
  readonly sentToday: number;
  /** Too late to send, in the last week. */
  readonly missed: number;
}

/** “货湖村”, “司法所”: a name without a person where nobody is entered. */
function nameOf(contact: string, town: Town, names: ReadonlyMap<string, string>): string {
  const [kind = '', id = ''] = contact.split(':');
  const list = kind === 'village' ? town.villages : kind === 'lawyer' ? town.lawyers : undefined;
  const office = town.departments.find((department) => department.id === town.office)?.name ?? '';
  return (
    list?.find((item) => item.id === id)?.name ??
    names.get(contact) ??
    (contact === 'office' ? office : contact)
  );
}

/** What waits to be passed on by hand, merged, the oldest first. @param today the town's day */
export async function sheetOf(transaction: ReadTransaction, town: Town, today: string): Promise<Sheet> {
  const deliveries = await transaction.find('deliveries', { town: town.id, from: addDays(today, -31) });
  const contacts = await transaction.find('contacts', { town: town.id });
  const names = new Map(contacts.map(({ id, name }) => [id, name]));
  const groups = new Map<string, { delivery: Delivery; text: string }[]>();
  for (const delivery of deliveries.filter(waitsForHand)) {
    const activity = await transaction.get('activities', town.id, delivery.activity);
    const rule = town.rules.find(({ id }) => id === delivery.rule);
    // Moved or cancelled since the last tick; the next one closes the claim.
    if (!rule || !stillStands(activity, delivery)) continue;
    const key = `${delivery.dueAt} ${delivery.contact}`;
    const text = reminderText(activity, rule, town);
    groups.set(key, [...(groups.get(key) ?? []), { delivery, text }]);
  }
  return {
    waiting: [...groups]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([, items]) => {
        const [first] = items;
        if (!first) return [];
        return [
          {
            ids: items.map(({ delivery }) => delivery.id),
            to: nameOf(first.delivery.contact, town, names),
            dueAt: first.delivery.dueAt,
            text: items.map(({ text }) => text).join('\n\n'),
          },
        ];
      }),
    sentToday: deliveries.filter(
      ({ channel, state, attempts }) =>
        channel === BY_HAND && state === 'sent' && attempts.at(-1)?.at.startsWith(today),
    ).length,
    missed: deliveries.filter(({ state, dueAt }) => state === 'missed' && dueAt >= addDays(today, -6)).length,
  };
}
