import { SYSTEM, type Activity, type Contact, type Store } from '../src/facts/index.js';
import { partOf } from '../src/reminders/index.js';
import { SHARES } from '../src/ticking.js';
import { loadCalendars, type Calendars } from '../src/town/index.js';
import { cadre } from '../test/support/contacts.js';
import { activity } from '../test/support/gangmen.js';

/** Reminders that fall due at once. */
export const DUE = 20_000;

/** The instant at which they do. */
export const AT = '2026-11-27T08:30:00+08:00';

/** Whose they are; each village has a contact, who gets one message. */
export interface Morning {
  readonly towns: number;
  /** Of each town. */
  readonly villages: number;
}

/** A county that keeps its villages as one town's. */
export const ONE_TOWN: Morning = { towns: 1, villages: 500 };

/** A prefecture. */
export const MANY_TOWNS: Morning = { towns: 100, villages: 20 };

const gangmen = loadCalendars('calendars', 'gangmen');

/** Of the towns of two processes each has about half where they are many; of these few exactly half. */
export function townIds({ towns }: Pick<Morning, 'towns'>): string[] {
  const halves: [string[], string[]] = [[], []];
  for (let index = 0; Math.min(...halves.map(({ length }) => length)) < towns / 2; index += 1) {
    const id = `town-${index}`;
    halves[partOf(id, SHARES) < SHARES / 2 ? 0 : 1].push(id);
  }
  return halves.flatMap((half) => half.slice(0, Math.ceil(towns / 2))).slice(0, towns);
}

/** A town in the shape of 港门镇. */
export const calendarsOf = (id: string): Calendars => ({ ...gangmen, town: { ...gangmen.town, id } });

const villageOf = (index: number, { villages }: Morning): string => `village-${index % villages}`;

const contactsOf = (town: string, morning: Morning): Contact[] =>
  Array.from({ length: morning.villages }, (_, index) => {
    const village = villageOf(index, morning);
    return cadre({ id: `contact-${village}`, town, village });
  });

/** Activities of 4 December, each of which owes its village's contact a reminder a week before. */
const activitiesOf = (town: string, morning: Morning): Activity[] =>
  Array.from({ length: DUE / morning.towns }, (_, index) =>
    activity({
      id: `${town}-${index}`,
      town,
      village: villageOf(index, morning),
      title: `国家宪法日：召开会议（${index}）`,
      partners: [],
      pinned: true,
    }),
  );

/** Fills an empty store with what is due. */
export const fill = (store: Store, morning: Morning): Promise<void> =>
  store.write(SYSTEM, async (transaction) => {
    for (const town of townIds(morning)) {
      for (const contact of contactsOf(town, morning)) await transaction.put('contacts', contact);
      for (const one of activitiesOf(town, morning)) await transaction.put('activities', one);
    }
  });
