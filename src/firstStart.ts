import type { DateTime } from 'luxon';
import { draftPlan, onDaysOff, releaseOf, releasePlans, standingIn } from './activities/index.js';
import { addDays, occurrencesOf, yearOf } from './calendar/index.js';
import { isReleased, SYSTEM, type Store } from './facts/index.js';
import { ensureLinkKey } from './outgoing.js';
import type { PlanOptions, PlanResult } from './planner/index.js';
import type { Logger } from 'pino';
import { dayIn, isoIn, type Calendars, type Towns } from './town/index.js';
import { newApiToken } from './web/index.js';

/*
 * What a start finds and leaves in the store: the first plan of an empty one, a token, what is to be said of the rest.
 */

/** How long the first plan may search, in seconds for both years; a town needs about ten, a slow machine more. */
const FIRST_PLAN_SECONDS = 25;

/** The program cannot start as it is set up; the message says what to change. */
export class StartError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StartError';
  }
}

/**
 * Plans the rest of this year and the next, and releases both in one write.
 *
 * @throws when the town's data give nothing to plan: released, an empty plan would stand for a made one
 */
export async function planFirst(
  calendars: Calendars,
  store: Store,
  now: () => DateTime,
  options: PlanOptions,
): Promise<PlanResult[]> {
  const { town, keyDates } = calendars;
  // Today's half-days may have begun, so the first is tomorrow's.
  const from = addDays(dayIn(now(), town.zone), 1);
  const began = options.clock();
  const standing = await store.read((transaction) => standingIn(transaction, town.id));
  const plans: PlanResult[] = [];
  let { activities } = standing;
  for (const year of [yearOf(from), yearOf(from) + 1]) {
    const seconds = Math.max(1, FIRST_PLAN_SECONDS - (options.clock() - began) / 1000);
    const request = { year, from, blackout: null };
    const { result } = await draftPlan(
      calendars,
      request,
      { ...standing, activities },
      { ...options, seconds },
    );
    plans.push(result);
    // Weeks over New Year, lawyers and teams are shared with what the year before has taken.
    const base = { town, occurrences: occurrencesOf(keyDates, year), at: isoIn(now(), town.zone) };
    const { puts } = releaseOf(result, activities, base);
    activities = [...activities, ...puts];
  }
  if (plans.every(({ tasks }) => tasks.length === 0))
    throw new StartError(`没有要排的任务：请在${town.name}的资料里写上 campaigns 或 duties`);
  await releasePlans(
    store,
    SYSTEM,
    plans,
    calendars,
    (year) => occurrencesOf(keyDates, year),
    isoIn(now(), town.zone),
  );
  return plans;
}

/** An API token for a folder that has none, when none is set from outside; printed once, stored hashed. */
async function firstToken(store: Store, town: string, at: string): Promise<string | null> {
  const known = await store.read((transaction) => transaction.find('apiTokens', { town }));
  if (known.length > 0) return null;
  const { token, fact } = newApiToken({
    town,
    label: '首次启动',
    role: 'admin',
    village: null,
    department: null,
    account: null,
    scope: 'write',
    expiresAt: null,
    createdAt: at,
  });
  await store.write(SYSTEM, (transaction) => transaction.put('apiTokens', fact));
  return token;
}

/** What a start finds in the store, and leaves there. */
export interface Readiness {
  /** Whether this process makes the first plan. */
  readonly first: boolean;
  /** An API token that was just made. */
  readonly token: string | null;
  /** Activities ahead that stand on a day off. */
  readonly daysOff: number;
}

export async function makeReady(
  store: Store,
  calendars: Calendars,
  now: DateTime,
  wantsToken: boolean,
): Promise<Readiness> {
  const { town } = calendars;
  // Of several processes on an empty database one makes the first plan; asked before looking for one.
  const mayPlan = await store.leads(`first plan of ${town.id}`);
  const known = await store.read((transaction) => transaction.find('plans', { town: town.id }));
  const first = mayPlan && !known.some(isReleased);
  const token = first && wantsToken ? await firstToken(store, town.id, isoIn(now, town.zone)) : null;
  const today = dayIn(now, town.zone);
  const ahead = await store.read((transaction) =>
    transaction.find('activities', { town: town.id, from: today }),
  );
  await ensureLinkKey(store, town.id);
  return { first, token, daysOff: onDaysOff(ahead, calendars, today).length };
}

export interface OthersOptions {
  readonly towns: Towns;
  /** The town that was made ready before. */
  readonly home: string;
  readonly store: Store;
  readonly now: () => DateTime;
  /** Runs a search when no other is under way. */
  readonly search: <T>(work: (options: PlanOptions) => Promise<T>) => Promise<T>;
  readonly log: Logger;
  /** Ends it between two towns, or in the middle of a search. */
  readonly signal: AbortSignal;
}

/**
 * Makes the other towns ready, one after another, while the program serves: the key of their links, and of those of which
 * no plan is stored the first one. What fails is logged with the town's name, and the next goes on. Of several processes
 * at one database one does it.
 */
export async function planOthers(options: OthersOptions): Promise<void> {
  const { towns, home, store, log, signal } = options;
  const isOver = (): boolean => signal.aborted;
  const others = towns.ids.filter((id) => id !== home);
  if (others.length === 0 || !(await store.leads('first plans'))) return;
  for (const id of others) {
    if (isOver()) return;
    try {
      await planOther(id, options);
    } catch (error) {
      if (!isOver()) log.error({ err: error, town: id }, 'first plan failed');
    }
  }
}

async function planOther(id: string, { towns, store, now, search, log }: OthersOptions): Promise<void> {
  await ensureLinkKey(store, id);
  const known = await store.read((transaction) => transaction.find('plans', { town: id }));
  if (known.length > 0) return;
  const plans = await search((options) => planFirst(towns.of(id), store, now, options));
  log.info({ town: id, years: plans.map(({ year }) => year) }, 'first plan released');
}
