import { byStart, endDayOf, startDayOf, type Activity } from '../../../facts/index.js';
import { lackingForms, type LedgerEntry } from '../../../ledger/index.js';
import { plannedDuties, type Town, type Village } from '../../../town/index.js';
import type { BoardFacts } from './facts.js';
import { CELL_STATES, matrixOf, type CellState, type MatrixColumn } from './matrix.js';
import type { Wanted } from './names.js';
import type { Scope } from './scope.js';

/** What a village lacks of a campaign, form by form. */
export interface LedgerGap {
  readonly village: Village;
  readonly column: MatrixColumn;
  readonly forms: readonly { readonly form: string; readonly times: number }[];
}

export interface LedgerItem {
  readonly activity: Activity;
  /** Null: not recorded. */
  readonly entry: LedgerEntry | null;
}

/** What stands in the year, by how it stands. */
export interface LedgerView {
  readonly wanted: Required<Wanted>;
  readonly gaps: readonly LedgerGap[];
  readonly items: Readonly<Record<Exclude<CellState, 'missing'>, readonly LedgerItem[]>>;
  /** How many more there are that are not for these eyes. */
  readonly outOfSight: number;
}

/** What may be asked for; what is not known narrows nothing. */
export function wantedIn(
  town: Town,
  year: number,
  { village, campaign, state, month }: Readonly<Record<string, unknown>>,
): Required<Wanted> {
  const subjects = [
    ...town.campaigns.map(({ keyDate }) => keyDate),
    ...plannedDuties(town).map(({ id }) => id),
  ];
  return {
    year,
    village: town.villages.find(({ id }) => id === village)?.id ?? null,
    campaign: subjects.find((id) => id === campaign) ?? null,
    state: CELL_STATES.find((one) => one === state) ?? null,
    month: typeof month === 'string' && /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? month : null,
  };
}

function gapsOf(
  facts: BoardFacts,
  scope: Scope,
  { village, campaign, state, month }: Required<Wanted>,
): LedgerGap[] {
  const { town, activities } = facts.ledger;
  if (month !== null || (state !== null && state !== 'missing')) return [];
  const { rows } = matrixOf(facts, scope);
  return rows
    .filter((row) => village === null || row.village.id === village)
    .flatMap((row) =>
      row.cells
        .filter(({ missing, keyDate }) => missing > 0 && (campaign === null || keyDate === campaign))
        .flatMap(({ keyDate, column }): LedgerGap[] => {
          const asked = town.campaigns.find((one) => one.keyDate === keyDate);
          if (!asked) return [];
          const mine = activities.filter(
            (one) =>
              one.village === row.village.id &&
              one.keyDate === keyDate &&
              one.year === facts.year &&
              one.status !== 'cancelled',
          );
          return [{ village: row.village, column, forms: lackingForms(asked, mine) }];
        }),
    );
}

/** The list behind a number of the board. */
export function ledgerOf(facts: BoardFacts, scope: Scope, wanted: Required<Wanted>): LedgerView {
  const { year, ledger, recorded } = facts;
  const { village, campaign, state, month } = wanted;
  const entries = new Map(ledger.entries.map((entry) => [entry.id, entry]));
  const stateOf = (activity: Activity): Exclude<CellState, 'missing'> => {
    if (recorded.has(activity.id)) return 'done';
    if (endDayOf(activity) < ledger.today) return 'late';
    return activity.status === 'confirmed' ? 'confirmed' : 'planned';
  };
  const asked = ledger.activities.filter(
    (activity) =>
      activity.year === year &&
      activity.status !== 'cancelled' &&
      (village === null || activity.village === village) &&
      (campaign === null || activity.keyDate === campaign || activity.duty === campaign) &&
      (month === null || startDayOf(activity).startsWith(month)) &&
      (state === null || stateOf(activity) === state),
  );
  const seen = asked.filter((activity) => scope.sees(activity)).sort(byStart);
  const items: Record<Exclude<CellState, 'missing'>, LedgerItem[]> = {
    late: [],
    planned: [],
    confirmed: [],
    done: [],
  };
  for (const activity of seen)
    items[stateOf(activity)].push({ activity, entry: entries.get(activity.id) ?? null });
  return {
    wanted,
    gaps: gapsOf(facts, scope, wanted),
    items,
    outOfSight: scope.whole ? 0 : asked.length - seen.length,
  };
}
