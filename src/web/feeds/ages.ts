import { DateTime } from 'luxon';
import type { Activity, KeyDateNotice, ReadTransaction, TrailEntry } from '../../facts/index.js';
import { agedBy, changedOnce, UNCHANGED, type Age } from '../../feeds/index.js';

/*
 * How old the facts of feeds are, at a process's first look: what it has not seen happen stands in the trail.
 */

/** How old each thing is that feeds are made of. */
export interface Ages {
  readonly data: Age;
  readonly activities: Age;
  readonly contacts: Age;
  readonly notices: Age;
}

/** Of an instant's text, what names its second. */
const SECONDS = '2026-01-01T00:00:00'.length;

/** Since 1970. */
export const secondOf = (instant: string): number => Math.floor(DateTime.fromISO(instant).toSeconds());

/** All bear the town's offset, so the latest text is the latest instant; undefined for none. */
export const latest = (instants: readonly string[]): string | undefined =>
  instants.reduce<string | undefined>((last, at) => (last === undefined || at > last ? at : last), undefined);

/** The age of facts that were there before the program started, from their trail. */
function ageFromTrail(trail: readonly TrailEntry[], known: readonly string[]): Age {
  const removals = trail.filter(({ action }) => action === 'remove').map(({ at }) => at);
  const last = latest([...known, ...removals]);
  if (last === undefined) return UNCHANGED;
  // An entry's id begins with the version of the store that it belongs to.
  const sameSecond = ({ at }: TrailEntry): boolean => at.slice(0, SECONDS) === last.slice(0, SECONDS);
  const versions = new Set(trail.filter(sameSecond).map(({ id }) => id.split('-')[0]));
  const age = changedOnce(secondOf(last));
  return versions.size > 1 ? agedBy(age, age.modified, age.modified) : age;
}

/** How old a town's facts are, but for its data, which no trail tells of. */
export async function agesIn(
  transaction: ReadTransaction,
  town: string,
  facts: { readonly activities: readonly Activity[]; readonly notices: readonly KeyDateNotice[] },
): Promise<Omit<Ages, 'data'>> {
  const updates = (of: readonly { readonly updatedAt: string }[]): string[] =>
    of.map(({ updatedAt }) => updatedAt);
  const [activities, notices] = [updates(facts.activities), updates(facts.notices)];
  // What was removed before the last update makes nothing younger: of the trail its end is enough.
  const since = (known: readonly string[]): string | undefined => latest(known)?.slice(0, SECONDS);
  const [ofActivities, ofContacts, ofNotices] = await Promise.all([
    transaction.find('trail', { town, kind: 'activities', from: since(activities) }),
    transaction.find('trail', { town, kind: 'contacts' }),
    transaction.find('trail', { town, kind: 'notices', from: since(notices) }),
  ]);
  return {
    activities: ageFromTrail(ofActivities, activities),
    contacts: ageFromTrail(
      ofContacts,
      ofContacts.map(({ at }) => at),
    ),
    notices: ageFromTrail(ofNotices, notices),
  };
}
