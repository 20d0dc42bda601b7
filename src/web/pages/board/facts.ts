import type { Day } from '../../../calendar/index.js';
import { isReleased, type Activity, type BlackoutFact, type PlanIn } from '../../../facts/index.js';
import { readLedger } from '../../../ledger/index.js';
import { linksIn, lookAt, type LinkFor, type Look } from '../../../reminders/index.js';
import { todayOf, type WebContext } from '../../context.js';

/** What the board of a town is read with. */
export type BoardContext = Pick<WebContext, 'store' | 'calendars' | 'clock' | 'baseUrl'>;

type LedgerFacts = Awaited<ReturnType<typeof readLedger>>;

/** All that the board follows from, as it stands in one view of the facts. */
export interface BoardFacts {
  readonly year: number;
  readonly ledger: LedgerFacts;
  /** Ids of the activities that have their record. */
  readonly recorded: ReadonlySet<string>;
  /** The day since which the calendar is kept here; today while there is nothing in it. */
  readonly began: Day;
  readonly look: Look;
  readonly linkFor: LinkFor;
  readonly blackouts: readonly BlackoutFact[];
  /** The plan of the year that was released last; null where there is none. */
  readonly plan: PlanIn<'released'> | null;
}

/** The day on which the first activity was made; of one that is older, brought in from elsewhere, the day it began. */
const firstDay = (activities: readonly Activity[]): Day | undefined =>
  activities.map(({ createdAt, start }) => (createdAt < start ? createdAt : start).slice(0, 10)).sort()[0];

/** Reads the board of a year. */
export const readBoard = (context: BoardContext, year: number): Promise<BoardFacts> => {
  const { store, calendars, clock, baseUrl } = context;
  const { town } = calendars;
  const query = { town: town.id };
  return store.read(async (transaction) => {
    const ledger = await readLedger(transaction, calendars, year, todayOf(context));
    const plans = (await transaction.find('plans', query)).filter(isReleased);
    const [plan = null] = plans
      .filter((one) => one.year === year)
      .sort((a, b) => (a.createdAt > b.createdAt ? -1 : 1));
    return {
      year,
      ledger,
      began: firstDay(ledger.activities) ?? ledger.today,
      recorded: new Set(ledger.entries.map(({ id }) => id)),
      look: await lookAt(transaction, calendars, clock()),
      linkFor: await linksIn(transaction, town, baseUrl),
      blackouts: await transaction.find('blackouts', query),
      plan,
    };
  });
};
