import type { Day } from '../calendar/index.js';
import { endDayOf, type Activity, type ActivityRecord, type Recorded } from '../facts/index.js';
import type { Town } from '../town/index.js';

/** A record with what its activity says: one line of the ledger. */
export interface LedgerEntry extends Recorded {
  /** The activity's id, and so the record's. */
  readonly id: string;
  readonly keyDate: string | null;
  readonly duty: string | null;
  readonly lawyer: string | null;
  /** Done by the village itself, and no session: a board, slogans, leaflets handed out. */
  readonly light: boolean;
  readonly photos: ActivityRecord['photos'];
  readonly by: string;
  readonly at: string;
}

/** By day, then hour, then id: the order of every ledger. What has no hour comes first. */
export const byDate = (a: LedgerEntry, b: LedgerEntry): number => {
  const [left, right] = [`${a.date} ${a.start ?? ''} ${a.id}`, `${b.date} ${b.start ?? ''} ${b.id}`];
  return left < right ? -1 : left > right ? 1 : 0;
};

function entryOf(record: ActivityRecord, activity: Activity, { forms }: Town): LedgerEntry {
  const { town, village, theme, form, host, helpers, ...rest } = record;
  const held = form ?? activity.form;
  return {
    ...rest,
    // A record of the first version leaves these to its activity.
    village: village === undefined ? activity.village : village,
    theme: theme ?? activity.title,
    form: held,
    host: host === undefined ? activity.lead : host,
    helpers: helpers ?? activity.partners,
    keyDate: activity.keyDate,
    duty: activity.duty,
    lawyer: activity.lawyer,
    light: forms.find(({ id }) => id === held)?.light ?? false,
  };
}

/**
 * The ledger's lines, in its order. A record whose activity was cancelled afterwards is none: what was called off did
 * not happen.
 */
export function entriesOf(
  town: Town,
  activities: readonly Activity[],
  records: readonly ActivityRecord[],
): LedgerEntry[] {
  const known = new Map(activities.map((activity) => [activity.id, activity]));
  return records
    .flatMap((record) => {
      const activity = known.get(record.id);
      return activity && activity.status !== 'cancelled' ? [entryOf(record, activity, town)] : [];
    })
    .sort(byDate);
}

/** Whether an activity is over and owes its record. */
export const isUnrecorded = (activity: Activity, recorded: ReadonlySet<string>, today: Day): boolean =>
  activity.status !== 'cancelled' && endDayOf(activity) < today && !recorded.has(activity.id);

/** A year, or one quarter of it. */
export interface Period {
  readonly year: number;
  /** 1 to 4; null: the whole year. */
  readonly quarter: number | null;
}

export const quarterOf = (day: Day): number => Math.ceil(Number(day.slice(5, 7)) / 3);

export const isWithin = ({ year, quarter }: Period, day: Day): boolean =>
  day.startsWith(`${year}-`) && (quarter === null || quarterOf(day) === quarter);

/** `2026年`, `2026年第三季度`. */
export const periodText = ({ year, quarter }: Period): string =>
  quarter === null ? `${year}年` : `${year}年第${['一', '二', '三', '四'][quarter - 1] ?? ''}季度`;
