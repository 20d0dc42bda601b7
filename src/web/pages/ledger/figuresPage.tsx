import type { Day } from '../../../calendar/index.js';
import { figuresIn, lawyerMonth, type ReportFacts } from '../../../ledger/index.js';
import { htmlDocument } from '../layout.js';
import { figuresLink, type Asked } from './address.js';
import { BehindPanel } from './behindPanel.js';
import { Files } from './files.js';
import { FiguresTable } from './figuresTable.js';
import { LedgerPage, YearSwitch, type Place } from './frame.js';
import { Logs } from './logs.js';
import { Missing } from './missing.js';
import { Villages } from './villagesTable.js';

const PERIODS = [null, 1, 2, 3, 4] as const;

interface FiguresProps {
  readonly place: Place;
  readonly today: Day;
  readonly asked: Asked;
  readonly facts: ReportFacts;
}

/** `/ledger`: the documents, the figures and what is behind them, the villages, what is missing. */
export const figuresPage = ({ place, today, asked, facts }: FiguresProps): string => {
  const { t } = place.staff;
  const { town, activities, entries } = facts;
  const period = { year: asked.year, quarter: asked.quarter };
  const figures = figuresIn(facts, period);
  const { quarter, quarterShort, wholeYear, table } = t.ledger;
  const nameOf = (one: number | null): string => (one === null ? wholeYear : quarter(one));
  const hasUnknown = Object.values(figures.total).some(({ unknown }) => unknown.length > 0);
  const logs = lawyerMonth(town, asked.month, activities, entries, today);
  return htmlDocument(
    <LedgerPage place={place} current="figures">
      <YearSwitch place={place} hrefOf={(year) => figuresLink({ year, quarter: asked.quarter })} />
      <nav class="periods" aria-label={t.ledger.period}>
        {PERIODS.map((one) => (
          <a
            key={one}
            href={figuresLink({ year: asked.year, quarter: one })}
            {...(one === asked.quarter ? { 'aria-current': 'page' as const } : {})}
          >
            {one === null ? wholeYear : quarterShort(one)}
          </a>
        ))}
      </nav>
      <Files t={t} period={period} today={today} />
      <section>
        <h2 id="figures">{table.title(nameOf(asked.quarter))}</h2>
        <p class="hint">
          {table.hint}
          {hasUnknown && ` ${table.atLeast}`}
        </p>
        <FiguresTable t={t} figures={figures} />
      </section>
      {asked.behind && (
        <BehindPanel
          t={t}
          town={town}
          period={period}
          figures={figures}
          entries={entries}
          behind={asked.behind}
        />
      )}
      <Villages t={t} town={town} period={period} figures={figures} />
      <Missing t={t} town={town} figures={figures} activities={activities} entries={entries} />
      <Logs t={t} town={town} period={period} logs={logs} />
    </LedgerPage>,
  );
};
