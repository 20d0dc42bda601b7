import { endDayOf, type Activity } from '../facts/index.js';
import type { Day, Occurrence } from '../calendar/index.js';
import type { Town } from '../town/index.js';
import { balanceOf, type Balance } from './balance.js';
import { isUnrecorded, isWithin, quarterOf, type LedgerEntry, type Period } from './entry.js';
import { figuresOf, MEASURE_NAMES, type Figures, type Measure, type Part } from './measures.js';

/** What figures are computed from. */
export interface LedgerFacts {
  readonly town: Town;
  /** The key dates of the year, for their order. */
  readonly occurrences: readonly Occurrence[];
  /** All of the ledger, other years too. */
  readonly entries: readonly LedgerEntry[];
  readonly activities: readonly Activity[];
  readonly today: Day;
}

/** Against the same time of the year before: of a period that runs, up to the same day. */
export interface LastYear {
  readonly year: number;
  /** Null: the year before has no record at all, so there is nothing to compare with. */
  readonly figures: Figures | null;
  /** What is more, or less (negative). */
  readonly change: Readonly<Record<Measure, number>> | null;
}

/** What the figures do not show. */
export interface Missing {
  /** Activities that are over and have no record, by their ids. */
  readonly unrecorded: readonly string[];
  /** Records without a photo. */
  readonly withoutPhoto: readonly string[];
}

/** The figures of a year or a quarter, each with the records behind it. */
export interface PeriodFigures extends Period {
  readonly total: Figures;
  readonly byQuarter: readonly Part<number>[];
  /** In the town's order; null, at the end: what was held for the whole town. */
  readonly byVillage: readonly Part<string | null>[];
  /** In the year's order; null: what marks no key date. */
  readonly byCampaign: readonly Part<string | null>[];
  readonly byDuty: readonly Part<string>[];
  /** By who held it; null: nobody said. */
  readonly byDepartment: readonly Part<string | null>[];
  /** By who helped; one record may count for several. */
  readonly byHelper: readonly Part<string>[];
  readonly byForm: readonly Part<string>[];
  readonly balance: readonly Balance[];
  readonly lastYear: LastYear;
  readonly missing: Missing;
}

/** The parts of `keys` in their order, then those that nobody listed, in the order they come up. */
function partsBy<K>(
  entries: readonly LedgerEntry[],
  keys: readonly K[],
  keysOf: (entry: LedgerEntry) => readonly K[],
): Part<K>[] {
  const groups = new Map<K, LedgerEntry[]>(keys.map((key) => [key, []]));
  for (const entry of entries)
    for (const key of keysOf(entry)) {
      const group = groups.get(key);
      if (group) group.push(entry);
      else groups.set(key, [entry]);
    }
  return [...groups].map(([key, group]) => ({ key, figures: figuresOf(group) }));
}

function lastYearOf({ entries, today }: LedgerFacts, { year, quarter }: Period, total: Figures): LastYear {
  const before = entries.filter(({ date }) => isWithin({ year: year - 1, quarter }, date));
  if (before.length === 0) return { year: year - 1, figures: null, change: null };
  const sameDay = `${year - 1}${today.slice(4)}`;
  const isRunning = isWithin({ year, quarter }, today);
  const figures = figuresOf(isRunning ? before.filter(({ date }) => date <= sameDay) : before);
  const changes = MEASURE_NAMES.map((measure) => [measure, total[measure].value - figures[measure].value]);
  return { year: year - 1, figures, change: Object.fromEntries(changes) as Record<Measure, number> };
}

/** The figures of a year, or of a quarter of it. */
export function figuresIn(facts: LedgerFacts, period: Period): PeriodFigures {
  const { town, occurrences, activities, today } = facts;
  const entries = facts.entries.filter(({ date }) => isWithin(period, date));
  const recorded = new Set(facts.entries.map(({ id }) => id));
  const total = figuresOf(entries);
  const ids = (items: readonly { readonly id: string }[]): string[] => items.map(({ id }) => id);
  const byVillage = partsBy<string | null>(entries, [...ids(town.villages), null], (entry) => [
    entry.village,
  ]);
  const marked = new Set(entries.map(({ keyDate }) => keyDate));
  const campaigns = occurrences
    .filter(({ id }) => marked.has(id) || town.campaigns.some(({ keyDate }) => keyDate === id))
    .map(({ id }) => id);
  const quarters = period.quarter === null ? [1, 2, 3, 4] : [period.quarter];
  return {
    ...period,
    total,
    byQuarter: partsBy(entries, quarters, ({ date }) => [quarterOf(date)]),
    byVillage,
    byCampaign: partsBy<string | null>(entries, campaigns, ({ keyDate }) => [keyDate]),
    byDuty: partsBy(
      entries,
      town.duties.filter((duty) => duty.for !== 'office').map(({ id }) => id),
      ({ duty }) => (duty === null ? [] : [duty]),
    ),
    byDepartment: partsBy<string | null>(entries, ids(town.departments), ({ host }) => [host]),
    byHelper: partsBy(entries, ids(town.departments), ({ helpers }) => helpers),
    byForm: partsBy(entries, ids(town.forms), ({ form }) => [form]),
    balance: balanceOf(byVillage),
    lastYear: lastYearOf(facts, period, total),
    missing: {
      unrecorded: activities
        .filter((activity) => isWithin(period, endDayOf(activity)) && isUnrecorded(activity, recorded, today))
        .map(({ id }) => id),
      withoutPhoto: entries.filter(({ photos }) => photos.length === 0).map(({ id }) => id),
    },
  };
}
