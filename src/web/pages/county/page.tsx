import type { ComponentChildren } from 'preact';
import type { Words } from '../../words/index.js';
import { CELL_STATES } from '../board/matrix.js';
import { YearSwitch } from '../board/page.js';
import { htmlDocument } from '../layout.js';
import { OUTSIDE } from '../links.js';
import { StaffPage, type Staff } from '../staffNav/index.js';
import { worstFirst, type TownFigures, type TownRow } from './figures.js';

interface CountyBoardProps {
  readonly staff: Staff;
  readonly county: { readonly id: string; readonly name: string };
  readonly year: number;
  /** In the order of their files. */
  readonly rows: readonly TownRow[];
  /** Where a town's own board is for whoever looks, from the root of the host. */
  readonly boardOf: (town: string, year: number) => string;
  /** Ids of towns whose data or facts could not be read. */
  readonly broken: readonly string[];
}

/** A figure, and what it counts; on a phone the word stands beside it. */
const Figure = ({ name, count, state }: { name: string; count: number; state: string }) => (
  <td role="cell" class={count === 0 ? 'zero' : state}>
    <span class="figure-name" aria-hidden="true">
      {name}
    </span>
    <b>{count}</b>
  </td>
);

/** The columns, the worst things first. */
const columnsOf = (t: Words): readonly { name: string; state: string; of: (f: TownFigures) => number }[] => [
  { name: t.county.forgotten, state: 'missing', of: ({ forgotten }) => forgotten },
  ...CELL_STATES.map((state) => ({
    name: t.board.states[state],
    state,
    of: ({ states }: TownFigures) => states[state],
  })),
  { name: t.county.silent, state: 'late', of: ({ silent }) => silent },
];

const Cells = ({ t, row }: { t: Words; row: TownRow }) => {
  const columns = columnsOf(t);
  const { figures } = row;
  return figures === null ? (
    <td role="cell" colSpan={columns.length} class="no-plan">
      {t.county.noPlan}
    </td>
  ) : (
    <>
      {columns.map(({ name, state, of }) => (
        <Figure key={name} name={name} count={of(figures)} state={state} />
      ))}
    </>
  );
};

const Table = ({ staff: { t }, year, rows, boardOf }: CountyBoardProps) => (
  <div class="scroll" role="region" aria-labelledby="towns" tabIndex={0}>
    {/* Roles by name: set as cards, the parts of a table would lose them. */}
    <table class="table county-towns" role="table">
      <caption class="hidden">{t.county.caption(year)}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col" role="columnheader">
            {t.county.town}
          </th>
          <th scope="col" role="columnheader">
            {t.county.villages}
          </th>
          {columnsOf(t).map(({ name }) => (
            <th key={name} scope="col" role="columnheader">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {worstFirst(rows).map((row) => (
          <tr key={row.town.id} role="row">
            <th scope="row" role="rowheader">
              <a href={boardOf(row.town.id, year)} {...{ [OUTSIDE]: true }}>
                {t.names.town(row.town)}
              </a>
            </th>
            <td role="cell" class="plain">
              <span class="figure-name" aria-hidden="true">
                {t.county.villages}
              </span>
              {row.villages}
            </td>
            <Cells t={t} row={row} />
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

/** The few numbers that matter, of the whole county. */
const Sums = ({ t, rows }: { t: Words; rows: readonly TownRow[] }) => {
  const counted = rows.flatMap(({ figures }) => (figures === null ? [] : [figures]));
  const sum = (of: (figures: TownFigures) => number): number =>
    counted.reduce((total, figures) => total + of(figures), 0);
  const shown = [
    { name: t.county.sums.noPlan, count: rows.length - counted.length },
    ...(counted.length === 0
      ? []
      : [
          { name: t.county.sums.forgotten, count: sum(({ forgotten }) => forgotten) },
          { name: t.board.figures.missing, count: sum(({ states }) => states.missing) },
          { name: t.board.figures.late, count: sum(({ states }) => states.late) },
          { name: t.board.figures.silent, count: sum(({ silent }) => silent) },
        ]),
  ];
  return (
    <ul class="board-figures county-sums" aria-label={t.board.figures.label}>
      {shown.map(({ name, count }) => (
        <li key={name} class={count === 0 ? 'none' : ''}>
          <a>
            <b>{count}</b> <span>{name}</span>
          </a>
        </li>
      ))}
    </ul>
  );
};

const Notice = ({ children }: { children: ComponentChildren }) => <p class="notice error">{children}</p>;

/** The board of a county: a row a town. */
export const countyBoardPage = (props: CountyBoardProps): string => {
  const { staff, county, year, rows, broken } = props;
  const { t } = staff;
  return htmlDocument(
    <StaffPage
      staff={staff}
      town={county}
      current="board"
      title={t.county.title}
      styles={['board', 'board-narrow', 'board-print', 'county']}
    >
      <main id="main" class="board">
        <YearSwitch t={t} year={year} hrefOf={(of) => `/board?year=${of}`} />
        {broken.length > 0 && <Notice>{t.county.broken(broken)}</Notice>}
        {rows.length > 0 && <Sums t={t} rows={rows} />}
        <section aria-labelledby="towns">
          <h2 id="towns">{t.county.towns(rows.length)}</h2>
          {rows.length === 0 ? (
            <p class="notice">{t.county.none}</p>
          ) : (
            <>
              <p class="hint">{t.county.hint}</p>
              <Table {...props} />
            </>
          )}
        </section>
      </main>
    </StaffPage>,
  );
};
