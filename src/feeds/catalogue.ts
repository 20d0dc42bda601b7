import type { KeyDate } from '../calendar/index.js';
import type { ActivityQuery } from '../facts/index.js';
import type { Town } from '../town/index.js';

/** What a feed holds and what it is called. */
export interface FeedSpec {
  readonly name: string;
  /** Which activities; null for the feed of the key dates. */
  readonly query: ActivityQuery | null;
}

/**
 * The public feed at a path below `/feeds/`, without its `.ics`: `town`, `key-dates`, `villages/{id}`,
 * `departments/{id}`, `campaigns/{keyDate}`. Undefined where the town has none.
 */
export function feedSpecAt(
  path: string,
  town: Pick<Town, 'id' | 'name' | 'villages' | 'departments' | 'campaigns'>,
  keyDates: readonly KeyDate[],
): FeedSpec | undefined {
  const of = (name: string, filter: Omit<ActivityQuery, 'town'> = {}): FeedSpec => ({
    name,
    query: { town: town.id, ...filter },
  });
  if (path === 'town') return of(`${town.name}普法`);
  if (path === 'key-dates') return { name: `${town.name}普法节点`, query: null };
  const [kind, id, ...rest] = path.split('/');
  if (rest.length > 0) return undefined;
  const village = town.villages.find((one) => one.id === id);
  if (kind === 'villages' && village) return of(`${village.name}普法`, { village: village.id });
  const department = town.departments.find((one) => one.id === id);
  if (kind === 'departments' && department)
    return of(`${town.name}${department.name}普法`, { department: department.id });
  const campaign = town.campaigns.find(({ keyDate }) => keyDate === id);
  const keyDate = keyDates.find((one) => one.id === campaign?.keyDate);
  if (kind === 'campaigns' && keyDate) return of(`${town.name}${keyDate.name.zh}`, { keyDate: keyDate.id });
  return undefined;
}
