import {
  addBlackout,
  draftPlan,
  putQueued,
  releasePlans,
  standingIn,
  storeDraft,
} from '../../src/activities/index.js';
import { occurrencesOf } from '../../src/calendar/index.js';
import { SYSTEM, type Activity, type Store } from '../../src/facts/index.js';
import type { Solve } from '../../src/planner/index.js';
import { openStore } from '../../src/store/index.js';
import { isoIn, type Calendars } from '../../src/town/index.js';
import type { Acting } from './acts.js';
import { closeAtEnd, freshFolder } from './folder.js';
import { townTime } from './gangmen.js';
import { smallCalendars } from './smallTown.js';

const NOW = '2026-11-23T10:00';
export const FROM = '2026-11-24';

/** Finds nothing, so that the planner's quick plan stands: valid, and made in a moment. */
export const noSolver: Solve = () => Promise.resolve({ values: null, bound: 0 });

const options = { solve: noSolver, seconds: 1, clock: () => 0 };

/**
 * Three villages, two lawyers, a campaign around 12·4 and a lawyer's visit a month.
 *
 * @param comfortablePerWeek with few, any plan costs more than its tasks one by one, so that it must be searched for
 */
export const draftCalendars = (comfortablePerWeek = 10): Calendars =>
  smallCalendars({
    departments: { office: 2, police: 1 },
    lawyers: ['lawyer-1', 'lawyer-2'],
    villages: { v1: 'lawyer-1', v2: 'lawyer-1', v3: 'lawyer-2' },
    campaigns: [
      {
        keyDate: 'constitution-day',
        before: 5,
        after: 5,
        partners: ['police'],
        quota: [
          { form: 'meeting', perVillage: 1 },
          { form: 'slogans', perVillage: 1 },
          { form: 'broadcast', perTown: 1 },
        ],
      },
    ],
    duties: [{ id: 'visit', lawyer: true }],
    limits: { comfortablePerWeek },
  });

export interface DraftTown {
  readonly store: Store;
  readonly calendars: Calendars;
  readonly act: Acting;
  readonly activities: () => Promise<readonly Activity[]>;
  readonly activity: (id: string) => Promise<Activity>;
  /** Plans 2026 from what stands now and stores it as a draft; its id. */
  readonly draft: (blackout?: string | null, of?: Calendars) => Promise<string>;
  /** Adds a blackout of the whole town; its id. */
  readonly stop: (start: string, end: string, villages?: string[] | null) => Promise<string>;
}

/** A real store with the rest of 2026 planned and released, on the morning of 23 November. */
export async function draftTown(calendars = draftCalendars()): Promise<DraftTown> {
  const { town } = calendars;
  const now = townTime(NOW);
  const at = isoIn(now, town.zone);
  const store = await openStore({ dir: freshFolder(), now: () => at });
  closeAtEnd(() => store.close());
  const act = { store, calendars, actor: { ...SYSTEM, actor: 'admin' }, now };
  const standing = () => store.read((transaction) => standingIn(transaction, town.id));
  const request = { year: 2026, from: FROM };
  const first = await draftPlan(calendars, { ...request, blackout: null }, await standing(), options);
  const occurrencesIn = (year: number) => occurrencesOf(calendars.keyDates, year);
  await releasePlans(store, SYSTEM, [first.result], calendars, occurrencesIn, at);
  return {
    store,
    calendars,
    act,
    activities: async () => (await standing()).activities,
    activity: async (id) => {
      const found = (await standing()).activities.find((candidate) => candidate.id === id);
      if (!found) throw new Error(`no activity ${id}`);
      return found;
    },
    draft: async (blackout = null, of = calendars) => {
      const asked = { ...request, blackout };
      const queued = await store.write(SYSTEM, (transaction) =>
        putQueued(transaction, town.id, asked, at, store.self),
      );
      const present = await standing();
      await storeDraft(store, SYSTEM, queued, await draftPlan(of, asked, present, options), present);
      return queued.id;
    },
    stop: async (start, end, villages = null) => {
      const { blackout } = await store.write(act.actor, (transaction) =>
        addBlackout({ ...act, transaction }, { start, end, villages, reason: '台风' }, store.self),
      );
      return blackout.id;
    },
  };
}
