import type { Day } from '../../../calendar/index.js';
import type { Town } from '../../../town/index.js';
import type { Words } from '../../words/index.js';
import { htmlDocument } from '../layout.js';
import { StaffPage, type Staff } from '../staffNav/index.js';
import type { AgendaDay } from './agenda.js';
import { AgendaList } from './agendaList.js';
import type { Answers } from './answers.js';
import { AnswersPanel } from './answersPanel.js';
import { LawyerTable } from './lawyerTable.js';
import type { LawyerHours } from './lawyers.js';
import type { BoardMatrix } from './matrix.js';
import { Forgotten, MatrixTable } from './matrixTable.js';
import { ledgerLink } from './names.js';
import type { Standing } from './warnings.js';
import { countOf, WarningsPanel } from './warningsPanel.js';

interface BoardProps {
  readonly staff: Staff;
  readonly town: Town;
  readonly today: Day;
  readonly year: number;
  /** Whether the office looks, so at the whole town. */
  readonly whole: boolean;
  /** Whether nothing is in the year's calendar. */
  readonly empty: boolean;
  readonly matrix: BoardMatrix;
  readonly agenda: readonly AgendaDay[];
  readonly answers: Answers;
  /** Null: not for these eyes, or the town asks its lawyers for nothing. */
  readonly hours: LawyerHours | null;
  readonly standing: Standing;
}

/** The year before and the year after, around the year that is shown. */
export const YearSwitch = ({
  t,
  year,
  hrefOf,
}: {
  t: Words;
  year: number;
  hrefOf: (year: number) => string;
}) => (
  <nav class="year-switch" aria-label={t.board.years}>
    <a href={hrefOf(year - 1)}>‹ {t.dates.year(year - 1)}</a>
    <b aria-current="page">{t.dates.year(year)}</b>
    <a href={hrefOf(year + 1)}>{t.dates.year(year + 1)} ›</a>
  </nav>
);

/** The few numbers that matter; each leads to its list. */
const Figures = ({ staff: { t }, year, matrix, answers, standing }: BoardProps) => {
  const { figures } = t.board;
  const sum = (state: 'missing' | 'late'): number =>
    matrix.rows.reduce((total, { totals }) => total + totals[state], 0);
  const villages = matrix.rows.filter(({ totals }) => totals.missing + totals.late > 0).length;
  const shown = [
    { name: figures.villages, count: villages, href: '#forgotten' },
    { name: figures.missing, count: sum('missing'), href: ledgerLink({ year, state: 'missing' }) },
    { name: figures.late, count: sum('late'), href: ledgerLink({ year, state: 'late' }) },
    { name: figures.silent, count: answers.silent.length, href: '#silent' },
    { name: figures.undelivered, count: answers.undelivered.length, href: '#undelivered' },
    { name: figures.warnings, count: countOf(standing), href: '#warnings' },
  ];
  return (
    <ul class="board-figures" aria-label={figures.label}>
      {shown.map(({ name, count, href }) => (
        <li key={name} class={count === 0 ? 'none' : ''}>
          <a {...(count > 0 ? { href } : {})}>
            <b>{count}</b> <span>{name}</span>
          </a>
        </li>
      ))}
    </ul>
  );
};

/** The board of a year. */
export const boardPage = (props: BoardProps): string => {
  const { staff, town, today, year, whole, empty, matrix, agenda, answers, hours, standing } = props;
  const { t } = staff;
  return htmlDocument(
    <StaffPage
      staff={staff}
      town={town}
      current="board"
      title={t.board.title}
      styles={['board', 'board-calls', 'board-list', 'board-narrow', 'board-tables', 'board-print']}
      scripts={['islands/board']}
    >
      <main id="main" class="board">
        <YearSwitch t={t} year={year} hrefOf={(of) => `/board?year=${of}`} />
        <Figures {...props} />
        <Forgotten t={t} year={year} matrix={matrix} empty={empty} whole={whole} />
        <MatrixTable t={t} year={year} matrix={matrix} />
        <AgendaList t={t} town={town} today={today} days={agenda} />
        <AnswersPanel t={t} today={today} answers={answers} year={year} />
        {hours !== null && <LawyerTable t={t} year={year} month={today.slice(0, 7)} hours={hours} />}
        <WarningsPanel t={t} standing={standing} />
      </main>
    </StaffPage>,
  );
};
