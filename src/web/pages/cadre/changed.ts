import type { Activity, ReadTransaction } from '../../../facts/index.js';
import { whenText, type OpenLink } from '../../../reminders/index.js';
import type { Town } from '../../../town/index.js';

/** What a contact may believe and is no longer so; null: that is as it was. */
export interface Changed {
  /** `12月4日（星期五）09:00–11:30`. */
  readonly when: string | null;
  readonly place: string | null;
}

type Stood = Pick<Activity, 'start' | 'end' | 'place'>;

const differ = (a: Stood, b: Stood): boolean => a.start !== b.start || a.end !== b.end || a.place !== b.place;

/** How an activity stood before its last move. */
async function stoodBefore(transaction: ReadTransaction, activity: Activity): Promise<Stood | undefined> {
  const query = { town: activity.town, kind: 'activities', target: activity.id };
  const entries = (await transaction.find('trail', query))
    .filter(({ action, changes }) => action === 'update' && (changes.start ?? changes.end ?? changes.place))
    .sort((a, b) => (a.id < b.id ? 1 : -1));
  const before = (field: keyof Stood): string => {
    const value = entries[0]?.changes[field]?.before;
    return typeof value === 'string' ? value : activity[field];
  };
  return entries.length === 0
    ? undefined
    : { start: before('start'), end: before('end'), place: before('place') };
}

/**
 * What is no longer as the contact was told last; for one who was told nothing, as far as is known, as it stood before
 * its last move, for a text may have been passed on and not marked.
 */
export async function changeOf(
  transaction: ReadTransaction,
  { activity, contact }: Pick<OpenLink, 'activity' | 'contact'>,
  town: Town,
): Promise<Changed | null> {
  const query = { town: town.id, activity: activity.id, contact };
  const told = (await transaction.find('deliveries', query)).flatMap(({ told: item, state }) =>
    item && item.status !== 'cancelled' && (state === 'sent' || state === 'acknowledged') ? [item] : [],
  );
  const before =
    told.length === 0
      ? await stoodBefore(transaction, activity)
      : told.filter((item) => differ(item, activity)).sort((a, b) => b.sequence - a.sequence)[0];
  if (!before || !differ(before, activity)) return null;
  const [was, is] = [whenText(before, town), whenText(activity, town)];
  return { when: was === is ? null : was, place: before.place === activity.place ? null : before.place };
}
