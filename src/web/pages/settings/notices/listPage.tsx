import type { Day } from '../../../../calendar/index.js';
import { isEnabled } from '../../../../calendar/index.js';
import type { Words } from '../../../words/index.js';
import { EditingPage, type Place } from '../../editing/index.js';
import { htmlDocument } from '../../layout.js';
import { Said } from '../../said.js';
import { keyDateLink } from '../../year/links.js';
import type { Known } from './known.js';

interface ListProps {
  readonly place: Place;
  readonly today: Day;
  /** What is known, a year each. */
  readonly years: readonly (readonly [year: number, known: readonly Known[]])[];
}

const When = ({ t, one: { occurrence } }: { t: Words; one: Known }) => {
  if (!occurrence) return <span class="tag warn">{t.notices.dateOpen}</span>;
  return (
    <>
      {t.dates.range(occurrence)}{' '}
      {occurrence.status === 'expected' && (
        <span class="open">
          <span class="tag warn">{t.notices.dateOpen}</span> <span class="soft">{t.notices.usually}</span>
        </span>
      )}
    </>
  );
};

const Row = ({ t, one }: { t: Words; one: Known }) => {
  const { id, keyDate, year, theme, source, typed } = one;
  const { enter, change, enterOf, changeOf, themeOpen, off } = t.notices;
  const name = t.names.keyDate(one.occurrence?.name ?? keyDate.name);
  return (
    <li>
      <span class="row-name">
        <a href={keyDateLink(keyDate.id, year)}>{name}</a>{' '}
        {!isEnabled(keyDate) && <span class="soft">{off}</span>}
      </span>
      <span>
        <When t={t} one={one} />
      </span>
      <span>
        {theme === null ? <span class="soft">{themeOpen}</span> : <Said t={t} {...theme} />}
        {source !== null && (
          <small class="soft">
            {t.notices.source}
            <Said t={t} zh={source} />
            {typed && t.frame.aside(t.notices.typed)}
          </small>
        )}
      </span>
      <a
        class="button small"
        href={`/settings/notices/${id}`}
        aria-label={(typed ? changeOf : enterOf)(t.notices.heading(year, name))}
      >
        {typed ? change : enter}
      </a>
    </li>
  );
};

const Rows = ({ t, known }: { t: Words; known: readonly Known[] }) => (
  <ul class="rows notices">
    {known.map((one) => (
      <Row key={one.id} t={t} one={one} />
    ))}
  </ul>
);

/** Every key date a notice may come for, this year and the next: what is known, and what is still open. */
export const noticesPage = ({ place, today, years }: ListProps): string => {
  const { t } = place;
  const { title, lead, coming, past } = t.notices;
  const isOver = ({ occurrence }: Known): boolean => occurrence !== null && occurrence.end < today;
  const over = years.flatMap(([, known]) => known.filter(isOver));
  return htmlDocument(
    <EditingPage place={place} title={title} current="notices" styles={['notices']}>
      <p class="hint">{lead}</p>
      {years.map(([year, known]) => (
        <section key={year} aria-labelledby={`year-${year}`}>
          <h2 id={`year-${year}`}>{coming(year)}</h2>
          <Rows t={t} known={known.filter((one) => !isOver(one))} />
        </section>
      ))}
      {over.length > 0 && (
        <details class="more">
          <summary>{past(over.length)}</summary>
          <Rows t={t} known={over} />
        </details>
      )}
    </EditingPage>,
  );
};
