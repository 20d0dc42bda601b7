import type { KeyDate } from '../calendar/index.js';
import {
  matchesActivity,
  type Activity,
  type ActivityQuery,
  type Contact,
  type FeedScope,
} from '../facts/index.js';
import type { Town } from '../town/index.js';

/** What a feed holds and what it is called. */
export interface FeedSpec {
  readonly name: string;
  /** Which activities; null for the feed of the key dates. */
  readonly holds: ((activity: Activity) => boolean) | null;
  /** Whether people's names and telephone numbers stand in it. */
  readonly people: boolean;
}

type Places = Pick<Town, 'id' | 'name' | 'villages' | 'departments' | 'campaigns'>;

const answering = (query: ActivityQuery) => (activity: Activity) => matchesActivity(query, activity);

/**
 * The public feed at a path below `/feeds/`, without its `.ics`: `town`, `key-dates`, `villages/{id}`,
 * `departments/{id}`, `campaigns/{keyDate}`. Undefined where the town has none.
 */
export function feedSpecAt(path: string, town: Places, keyDates: readonly KeyDate[]): FeedSpec | undefined {
  const of = (name: string, filter: Omit<ActivityQuery, 'town'> = {}): FeedSpec => ({
    name,
    holds: answering({ town: town.id, ...filter }),
    people: false,
  });
  if (path === 'town') return of(`${town.name}普法`);
  if (path === 'key-dates') return { name: `${town.name}普法节点`, holds: null, people: false };
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

/** The paths of every public feed of a town, as `feedSpecAt` takes them. */
export const feedPathsOf = (town: Places): string[] => [
  'town',
  'key-dates',
  ...town.villages.map(({ id }) => `villages/${id}`),
  ...town.departments.map(({ id }) => `departments/${id}`),
  ...town.campaigns.map(({ keyDate }) => `campaigns/${keyDate}`),
];

/** What a contact has to do with: village, lawyer, department; all of the town's for the office's own people. */
function holdsOf({ role, village, lawyer, department }: Contact, town: Places) {
  if (role === 'office') return answering({ town: town.id });
  const ofDepartment = department === null ? () => false : answering({ town: town.id, department });
  return (activity: Activity): boolean =>
    activity.town === town.id &&
    ((village !== null && activity.village === village) ||
      (lawyer !== null && activity.lawyer === lawyer) ||
      ofDepartment(activity));
}

/**
 * The private feed of a scope. Undefined when whom it is for is no longer there. Only the office's bears people; the
 * names of feeds bear none either, for they show on a phone that lies about.
 */
export function privateFeedSpec(
  scope: FeedScope,
  town: Places & Pick<Town, 'lawyers'>,
  contacts: readonly Contact[],
): FeedSpec | undefined {
  const of = (name: string, holds: (activity: Activity) => boolean, people = false): FeedSpec => ({
    name: `${town.name}普法：${name}`,
    holds,
    people,
  });
  switch (scope.kind) {
    case 'office':
      return of('司法所', answering({ town: town.id }), true);
    case 'lawyer': {
      const lawyer = town.lawyers.find(({ id }) => id === scope.id);
      return lawyer && of('律师本人', (activity) => activity.lawyer === lawyer.id);
    }
    case 'department': {
      const department = town.departments.find(({ id }) => id === scope.id);
      return department && of(department.name, answering({ town: town.id, department: department.id }));
    }
    case 'contact': {
      const contact = contacts.find(({ id }) => id === scope.id);
      return contact && of('本人', holdsOf(contact, town));
    }
  }
}
