import type { Occurrence } from '../../../calendar/index.js';
import { coverageMatrix, type CoverageCell } from '../../../ledger/index.js';
import { windowAround } from '../../../planner/index.js';
import type { Village } from '../../../town/index.js';
import type { BoardFacts } from './facts.js';
import type { Scope } from './scope.js';

/** How what a cell counts stands, the worst first. */
export const CELL_STATES = ['missing', 'late', 'planned', 'confirmed', 'done'] as const;
export type CellState = (typeof CELL_STATES)[number];

/** A campaign of the year. */
export interface MatrixColumn {
  readonly occurrence: Occurrence;
  /** Whether the days on which it may be held are past. */
  readonly over: boolean;
}

/** What a village has of a campaign. */
export interface MatrixCell extends CoverageCell {
  readonly column: MatrixColumn;
  /** Over before the calendar began here, so nobody's to forget. */
  readonly before: boolean;
}

/** What a village lacks of a campaign. */
export type Gap = Pick<MatrixCell, 'column' | 'missing' | 'late'> & {
  /** Whether nothing at all stands for it. */
  readonly bare: boolean;
};

export interface MatrixRow {
  readonly village: Village;
  /** In the order of `columns`. */
  readonly cells: readonly MatrixCell[];
  readonly gaps: readonly Gap[];
  readonly totals: Readonly<Record<CellState, number>>;
}

export interface BoardMatrix {
  readonly columns: readonly MatrixColumn[];
  /** What no village has anything of: the plan's fault, and none of a village's. */
  readonly common: readonly Gap[];
  /** The most forgotten first; those without a gap in the town's order. */
  readonly rows: readonly MatrixRow[];
}

const countOf = ({ planned, confirmed, done, late }: CoverageCell): number =>
  planned + confirmed + done + late;

const gapOf = (cell: MatrixCell): Gap => ({
  column: cell.column,
  missing: cell.missing,
  late: cell.late,
  bare: countOf(cell) === 0,
});

/** How forgotten: by what nothing stands for, then by what was never arranged, then by what nobody wrote down. */
const weight = (gaps: readonly Gap[]): number =>
  gaps.reduce((sum, { bare, missing, late }) => sum + 2 * missing + late + (bare ? 100 : 0), 0);

const NONE: Readonly<Record<CellState, number>> = { missing: 0, late: 0, planned: 0, confirmed: 0, done: 0 };

/** How the campaigns of the year reach the villages, as far as it is anybody's who looks. */
export function matrixOf(facts: BoardFacts, scope: Scope): BoardMatrix {
  const { year, ledger, recorded, began } = facts;
  const { today, town } = ledger;
  const coverage = coverageMatrix(year, {
    ...ledger,
    recorded,
    town: { ...town, villages: [...scope.villages], campaigns: [...scope.campaigns] },
  });
  const columnOf = new Map<string, MatrixColumn>();
  for (const occurrence of ledger.occurrences) {
    const campaign = town.campaigns.find(({ keyDate }) => keyDate === occurrence.id);
    if (!campaign) continue;
    const { end } = windowAround(occurrence, campaign.days);
    columnOf.set(occurrence.id, { occurrence, over: end < today });
  }
  const served = new Set(
    coverage.villages.flatMap(({ cells }) =>
      cells.filter((cell) => countOf(cell) > 0).map((cell) => cell.keyDate),
    ),
  );
  const rows = coverage.villages.flatMap(({ village: id, cells: counted }): MatrixRow[] => {
    const village = scope.villages.find((one) => one.id === id);
    if (!village) return [];
    const cells = counted.flatMap((cell): MatrixCell[] => {
      const column = columnOf.get(cell.keyDate);
      if (!column) return [];
      const before = column.over && !served.has(cell.keyDate) && column.occurrence.end < began;
      return [{ ...cell, ...(before ? { missing: 0 } : {}), column, before }];
    });
    const totals = Object.fromEntries(
      CELL_STATES.map((state) => [state, cells.reduce((sum, cell) => sum + cell[state], 0)]),
    );
    return [
      {
        village,
        cells,
        gaps: cells
          .map(gapOf)
          .filter(({ missing, late }) => missing + late > 0)
          // What nothing stands for is said first, else the year's order stays.
          .sort((a, b) => Number(b.bare) - Number(a.bare)),
        totals: { ...NONE, ...totals },
      },
    ];
  });
  const columns = [...columnOf.values()].filter(({ occurrence }) =>
    coverage.campaigns.includes(occurrence.id),
  );
  const isCommon = ({ column: { occurrence }, bare }: Gap): boolean =>
    bare && rows.length > 1 && !served.has(occurrence.id);
  const order = new Map(town.villages.map(({ id }, index) => [id, index]));
  const own = rows.map((row) => ({ ...row, gaps: row.gaps.filter((gap) => !isCommon(gap)) }));
  return {
    columns,
    common: rows[0]?.gaps.filter(isCommon) ?? [],
    rows: own.sort(
      (a, b) =>
        weight(b.gaps) - weight(a.gaps) || (order.get(a.village.id) ?? 0) - (order.get(b.village.id) ?? 0),
    ),
  };
}
