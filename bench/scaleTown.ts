import { addDays, yearOf } from '../src/calendar/index.js';
import { startDayOf, type Activity, type Contact } from '../src/facts/index.js';
import { loadCalendars, MOST_IN_MEMORY, type Calendars, type Towns } from '../src/town/index.js';
import { cadre, office } from '../test/support/contacts.js';
import { townYear } from './townYear.js';

/** The town that all others are copies of; no other's id begins so. */
export const MODEL = 'town-0';

/** 26,000 villages in 1,600 towns. */
const VILLAGES = 16;

/** 800,000 in 1,600 towns: a year of each, half of it past. */
const ACTIVITIES = 500;

/** How far the year is moved back from 2027. */
const DAYS_BACK = 220;

const source = '造出来的镇，只量快慢';

const { town: gangmen, ...shared } = loadCalendars('calendars', 'gangmen');

/** A town in the shape of 港门镇, with sixteen villages of its own. */
export const calendarsOf = (id: string): Calendars => ({
  ...shared,
  town: {
    // Each town's file is its own: of what they have in common they share nothing in memory.
    ...structuredClone(gangmen),
    id,
    name: `${id}镇`,
    villages: Array.from({ length: VILLAGES }, (_, index) => ({
      id: `${id}-v${index + 1}`,
      name: `第${index + 1}村`,
      code: String(440_823_200_000 + index),
      lawyer: gangmen.lawyers[index % gangmen.lawyers.length]?.id ?? '',
      source,
    })),
  },
});

/** The towns by number; as `openTowns` does it, as many as are kept in memory are there from the start, and one that was not asked for lately is made again. */
export function townsOf(count: number): Towns {
  const kept = new Map<string, Calendars>();
  const ids = Array.from({ length: count }, (_, index) => `town-${index + 1}`);
  const known = new Set(ids);
  for (const id of ids.slice(0, MOST_IN_MEMORY)) kept.set(id, calendarsOf(id));
  return {
    ids,
    counties: [],
    townsOf: () => [],
    has: (id) => known.has(id),
    of: (id) => {
      const calendars = kept.get(id) ?? calendarsOf(id);
      kept.delete(id);
      kept.set(id, calendars);
      const [oldest] = kept.keys();
      if (kept.size > MOST_IN_MEMORY && oldest !== undefined) kept.delete(oldest);
      return calendars;
    },
  };
}

const back = (instant: string): string =>
  addDays(instant.slice(0, 10), -DAYS_BACK) + instant.slice('2027-01-01'.length);

/** A year of the model, half of it over. */
export const modelActivities = (): Activity[] =>
  townYear(calendarsOf(MODEL), ACTIVITIES).map((activity) => {
    const moved = { ...activity, start: back(activity.start), end: back(activity.end) };
    return { ...moved, year: yearOf(startDayOf(moved)), scheduledAt: back('2027-01-01T10:00:00+08:00') };
  });

/** Half of the villages have two contacts, the others are told by hand; two in the office. */
export const modelContacts = (): Contact[] => [
  ...calendarsOf(MODEL)
    .town.villages.slice(0, VILLAGES / 2)
    .flatMap(({ id: village }) =>
      [1, 2].map((order) => cadre({ id: `${village}-c${order}`, town: MODEL, village, order })),
    ),
  ...[1, 2].map((order) => office({ id: `office-${order}`, town: MODEL, order })),
];
