import type { Calendars } from '../../../town/index.js';
import { unanswered } from '../../../reminders/index.js';
import { ADMIN } from '../../access/index.js';
import { readBoard, type BoardContext } from '../board/facts.js';
import { matrixOf, type CellState } from '../board/matrix.js';
import { scopeOf } from '../board/scope.js';

/** What a town's board says, in numbers. */
export interface TownFigures {
  /** The villages' activities of the year's campaigns, by how they stand; `missing`: not arranged, `late`: no record. */
  readonly states: Readonly<Record<CellState, number>>;
  /** Villages for which nothing at all stands in the year. */
  readonly forgotten: number;
  /** Reminders that nobody has answered. */
  readonly silent: number;
}

export interface TownRow {
  readonly town: Pick<Calendars['town'], 'id' | 'name'>;
  readonly villages: number;
  /** Null: nothing is planned for the year yet, so there is nothing to count. */
  readonly figures: TownFigures | null;
}

/** Reads a town's row of the county's board, by what its own board is made of. */
export async function townRow(context: BoardContext, year: number): Promise<TownRow> {
  const { town } = context.calendars;
  const facts = await readBoard(context, year);
  const row = { town, villages: town.villages.length };
  if (!facts.ledger.activities.some((activity) => activity.year === year)) return { ...row, figures: null };
  const { rows } = matrixOf(facts, scopeOf(ADMIN, town, facts.look));
  const sum = (state: CellState): number => rows.reduce((total, { totals }) => total + totals[state], 0);
  const hasNothing = ({ totals: { planned, confirmed, done, late } }: (typeof rows)[number]): boolean =>
    planned + confirmed + done + late === 0;
  return {
    ...row,
    figures: {
      states: {
        missing: sum('missing'),
        late: sum('late'),
        planned: sum('planned'),
        confirmed: sum('confirmed'),
        done: sum('done'),
      },
      forgotten: rows.filter(hasNothing).length,
      silent: unanswered(facts.look).length,
    },
  };
}

/** How much a town wants a look: its forgotten villages, then what is not arranged or not recorded, then who is silent. */
const worry = ({ forgotten, states, silent }: TownFigures): readonly number[] => [
  forgotten,
  states.missing + states.late,
  silent,
];

/** The worst first: towns without a plan, then by their worry; towns alike stay in their order. */
export function worstFirst(rows: readonly TownRow[]): TownRow[] {
  return [...rows].sort((a, b) => {
    if (!a.figures || !b.figures) return Number(b.figures === null) - Number(a.figures === null);
    const [left, right] = [worry(a.figures), worry(b.figures)];
    return left.map((one, index) => (right[index] ?? 0) - one).find((one) => one !== 0) ?? 0;
  });
}
