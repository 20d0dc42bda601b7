import type { Village } from '../../../town/index.js';
import type { Words } from '../../words/index.js';
import { CELL_STATES, type BoardMatrix, type Gap, type MatrixCell, type MatrixRow } from './matrix.js';
import { campaignName, ledgerLink, StateMark } from './names.js';

/** So many villages are named before the rest folds away. */
const NAMED = 6;

interface MatrixProps {
  readonly t: Words;
  readonly year: number;
  readonly matrix: BoardMatrix;
}

const GapText = ({
  t,
  year,
  gap,
  village,
}: Omit<MatrixProps, 'matrix'> & { gap: Gap; village: string | null }) => {
  const { bare, missing, late, column } = gap;
  return (
    <a href={ledgerLink({ year, village, campaign: column.occurrence.id })}>
      {t.board.forgotten.gap(campaignName(t, column.occurrence), { bare, over: column.over, missing, late })}
    </a>
  );
};

const Gaps = ({
  gaps,
  village,
  ...rest
}: Omit<MatrixProps, 'matrix'> & { gaps: readonly Gap[]; village: string | null }) => (
  <>
    {gaps.map((gap, index) => (
      <span key={gap.column.occurrence.id} class="gap">
        {index > 0 && rest.t.board.semicolon}
        <GapText {...rest} gap={gap} village={village} />
      </span>
    ))}
  </>
);

const ForgottenVillages = ({
  t,
  year,
  rows,
}: Omit<MatrixProps, 'matrix'> & { rows: readonly MatrixRow[] }) => (
  <ul class="forgotten">
    {rows.map(({ village, gaps }) => (
      <li key={village.id} class={gaps.some(({ bare }) => bare) ? 'bare' : ''}>
        <b>{t.names.village(village)}</b>
        <span class="hidden">{t.board.colon}</span>
        <span>
          <Gaps t={t} year={year} gaps={gaps} village={village.id} />
        </span>
      </li>
    ))}
  </ul>
);

/** Which village has been forgotten, in sentences. */
export const Forgotten = ({
  t,
  year,
  matrix,
  empty,
  whole,
}: MatrixProps & { empty: boolean; whole: boolean }) => {
  const { forgotten } = t.board;
  const rows = matrix.rows.filter(({ gaps }) => gaps.length > 0);
  const [named, rest] = [rows.slice(0, NAMED), rows.slice(NAMED)];
  return (
    <section aria-labelledby="forgotten">
      <h2 id="forgotten">{forgotten.title}</h2>
      {empty ? (
        <p class="notice">
          {forgotten.nothing} {whole && <a href="/board/plans">{forgotten.toPlans}</a>}
        </p>
      ) : rows.length === 0 && matrix.common.length === 0 ? (
        <p class="notice all-well">{forgotten.none(year)}</p>
      ) : (
        <>
          {matrix.common.length > 0 && (
            <p class="notice error common">
              <b>{forgotten.common}</b>
              {t.board.colon}
              <Gaps t={t} year={year} gaps={matrix.common} village={null} />
            </p>
          )}
          <ForgottenVillages t={t} year={year} rows={named} />
          {rest.length > 0 && (
            <details class="more">
              <summary>{forgotten.more(rest.length)}</summary>
              <ForgottenVillages t={t} year={year} rows={rest} />
            </details>
          )}
        </>
      )}
    </section>
  );
};

const Cell = ({
  t,
  year,
  cell,
  village,
}: Omit<MatrixProps, 'matrix'> & { cell: MatrixCell; village: Village }) => {
  const { occurrence } = cell.column;
  const name = campaignName(t, occurrence);
  const states = CELL_STATES.filter((state) => cell[state] > 0);
  const [worst] = states;
  const counted = states.map((state) => `${t.board.statesShort[state]} ${cell[state]}`).join(' ');
  return (
    <td role="cell" class={worst ?? 'nothing'}>
      <span class="campaign" aria-hidden="true">
        {name}
      </span>
      {worst === undefined ? (
        <span class="quiet">{cell.before ? t.board.matrix.before : t.board.matrix.nothing}</span>
      ) : (
        <a
          href={ledgerLink({ year, village: village.id, campaign: occurrence.id })}
          aria-label={t.board.matrix.cell(t.names.village(village), name) + t.board.colon + counted}
        >
          {states.map((state) => (
            <StateMark key={state} t={t} state={state} count={cell[state]} />
          ))}
        </a>
      )}
    </td>
  );
};

/** Village × campaign: a table on a desk and on paper, a card a village on a phone. */
export const MatrixTable = ({ t, year, matrix }: MatrixProps) => {
  const { matrix: said } = t.board;
  const { columns, rows } = matrix;
  const earlier = rows.some(({ cells }) => cells.some(({ before }) => before));
  return (
    <section aria-labelledby="villages">
      <h2 id="villages">{said.title}</h2>
      {columns.length === 0 ? (
        <p class="notice">{said.none}</p>
      ) : (
        <>
          <p class="hint">
            {said.hint}
            {earlier && ` ${said.beforeHint}`}
          </p>
          <div class="scroll" role="region" aria-labelledby="villages" tabIndex={0}>
            {/* Roles by name: set as cards, the parts of a table would lose them. */}
            <table class="table board-matrix" role="table">
              <caption class="hidden">{said.caption(year)}</caption>
              <thead role="rowgroup">
                <tr role="row">
                  <th scope="col" role="columnheader">
                    {said.village}
                  </th>
                  {columns.map(({ occurrence }) => (
                    <th key={occurrence.id} scope="col" role="columnheader">
                      <a href={ledgerLink({ year, campaign: occurrence.id })}>
                        {campaignName(t, occurrence)}
                      </a>
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody role="rowgroup">
                {rows.map(({ village, cells, totals }) => (
                  <tr key={village.id} role="row" class={totals.missing + totals.late === 0 ? 'well' : ''}>
                    <th scope="row" role="rowheader">
                      <a href={ledgerLink({ year, village: village.id })}>{t.names.village(village)}</a>
                    </th>
                    {cells.map((cell) => (
                      <Cell key={cell.keyDate} t={t} year={year} cell={cell} village={village} />
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </section>
  );
};
