import type { DateTime } from 'luxon';
import type { ReadTransaction } from '../../facts/index.js';
import { BY_HAND, late, lookAt, todaysMessages, type Setting } from '../../reminders/index.js';
import { dayIn } from '../../town/index.js';

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

/** What waits to be passed on by hand, merged, the oldest first. */
export async function sheetOf(transaction: ReadTransaction, setting: Setting, now: DateTime): Promise<Sheet> {
  const look = await lookAt(transaction, setting, now);
  const today = dayIn(now, setting.town.zone);
  return {
    waiting: todaysMessages(look, () => null).map(({ message, ...item }) => ({
      ...item,
      text: message.text,
    })),
    sentToday: [...look.deliveries.values()].filter(
      ({ channel, state, attempts }) =>
        channel === BY_HAND && state === 'sent' && attempts.at(-1)?.at.startsWith(today),
    ).length,
    missed: late(look).length,
  };
}
