import type { ComponentChildren } from 'preact';
import type { Town } from '../../../town/index.js';
import { StaffPage, type Staff } from '../staffNav/index.js';

/** What every page of the ledger is given. */
export interface Place {
  readonly staff: Staff;
  readonly town: Town;
  readonly year: number;
}

const PAGES = [
  { id: 'figures', path: '/ledger' },
  { id: 'deadlines', path: '/ledger/deadlines' },
  { id: 'guides', path: '/ledger/guides' },
  { id: 'list', path: '/board/ledger' },
] as const;

interface FrameProps {
  readonly place: Place;
  readonly current: Exclude<(typeof PAGES)[number]['id'], 'list'>;
  readonly children: ComponentChildren;
}

/** The frame of the ledger's pages, and the way between them. */
export const LedgerPage = ({ place: { staff, town, year }, current, children }: FrameProps) => {
  const { t } = staff;
  return (
    <StaffPage
      staff={staff}
      town={town}
      current="ledger"
      title={t.ledger[current]}
      styles={['ledger', 'ledger-lists']}
    >
      <main id="main" class="ledger">
        <nav class="ledger-pages" aria-label={t.ledger.nav}>
          {PAGES.map(({ id, path }) => (
            <a
              key={id}
              href={id === 'guides' ? path : `${path}?year=${year}`}
              {...(id === current ? { 'aria-current': 'page' as const } : {})}
            >
              {t.ledger[id]}
            </a>
          ))}
        </nav>
        {children}
      </main>
    </StaffPage>
  );
};

/** The year that is looked at, and the way to those beside it. */
export const YearSwitch = ({
  place: { staff, year },
  hrefOf,
}: {
  place: Place;
  hrefOf: (year: number) => string;
}) => {
  const { t } = staff;
  return (
    <nav class="ledger-years" aria-label={t.ledger.year}>
      <a href={hrefOf(year - 1)}>‹ {t.dates.year(year - 1)}</a>
      <b>{t.dates.year(year)}</b>
      <a href={hrefOf(year + 1)}>{t.dates.year(year + 1)} ›</a>
    </nav>
  );
};
