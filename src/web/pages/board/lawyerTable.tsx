import type { Words } from '../../words/index.js';
import { Said } from '../said.js';
import type { HoursCell, HoursRow, HoursState, LawyerHours } from './lawyers.js';
import { ledgerLink } from './names.js';

const SHAPES: Readonly<Record<HoursState, string>> = {
  whole: '✓',
  ahead: '○',
  short: '▲',
  none: '■',
  before: '–',
};

const STATES = ['whole', 'ahead', 'short', 'none'] as const satisfies readonly HoursState[];

interface HoursProps {
  readonly t: Words;
  readonly year: number;
  /** `2026-11`: what is missing in it is said in sentences. */
  readonly month: string;
  readonly hours: LawyerHours;
}

const monthText = (t: Words, month: string): string => t.dates.month(Number(month.slice(5)));

const figure = ({ state, recorded, planned }: HoursCell): string =>
  state === 'ahead' && recorded === 0 ? String(planned) : String(recorded);

const Cell = ({
  t,
  year,
  hours,
  row,
  cell,
}: Omit<HoursProps, 'month'> & { row: HoursRow; cell: HoursCell }) => {
  const { month, state, recorded, planned, gaps } = cell;
  const said = t.board.hours;
  if (state === 'before')
    return (
      <td class="before">
        {SHAPES.before}
        <span class="hidden">{said.states.before}</span>
      </td>
    );
  const whole = `${said.states[state]}${t.board.comma}${said.cell(monthText(t, month), recorded, planned, hours.wanted)}`;
  return (
    <td class={state}>
      <a
        href={ledgerLink({ year, village: row.village.id, campaign: hours.duty, month })}
        title={[whole, ...gaps].join('\n')}
        aria-label={whole}
      >
        <i aria-hidden="true">{SHAPES[state]}</i> {figure(cell)}
      </a>
    </td>
  );
};

/** What the lawyers' months lack, village by village, in the data's own sentences. */
const MonthGaps = ({ t, month, hours }: Omit<HoursProps, 'year'>) => {
  const lacking = hours.rows.flatMap(({ village, cells }) => {
    const gaps = cells.find((cell) => cell.month === month)?.gaps ?? [];
    return gaps.length > 0 ? [{ village, gaps }] : [];
  });
  if (lacking.length === 0) return null;
  return (
    <details class="more">
      <summary>
        {t.board.hours.gaps(monthText(t, month))} <b>{lacking.length}</b>
      </summary>
      <ul class="bullets">
        {lacking.map(({ village, gaps }) => (
          <li key={village.id}>
            <b>{t.names.village(village)}</b>
            {t.board.colon}
            <Said t={t} zh={gaps.join('；')} />
          </li>
        ))}
      </ul>
    </details>
  );
};

/** The lawyers' hours by village and month, the gaps marked. */
export const LawyerTable = ({ t, year, month, hours }: HoursProps) => {
  const said = t.board.hours;
  return (
    <section aria-labelledby="hours">
      <h2 id="hours">{said.title}</h2>
      <p class="hint">
        {said.hint(hours.wanted)}
        {STATES.map((state) => (
          <span key={state} class={`key ${state}`}>
            <i aria-hidden="true">{SHAPES[state]}</i> {said.states[state]}
          </span>
        ))}
      </p>
      <div class="scroll" role="region" aria-labelledby="hours" tabIndex={0}>
        <table class="table board-hours">
          <caption class="hidden">{said.caption(year)}</caption>
          <thead>
            <tr>
              <th scope="col">{said.village}</th>
              {hours.months.map((one) => (
                <th key={one} scope="col" {...(one === month ? { class: 'now' } : {})}>
                  {t.dates.monthShort(Number(one.slice(5)))}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {hours.rows.map((row) => (
              <tr key={row.village.id}>
                <th scope="row">
                  {t.names.village(row.village)}
                  <small>{row.lawyer === null ? said.noLawyer : <Said t={t} zh={row.lawyer} />}</small>
                </th>
                {row.cells.map((cell) => (
                  <Cell key={cell.month} t={t} year={year} hours={hours} row={row} cell={cell} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <MonthGaps t={t} month={month} hours={hours} />
    </section>
  );
};
