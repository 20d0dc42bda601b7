import { announcementOf, FIRST_YEAR, isEnabled, LAST_YEAR } from '../../../calendar/index.js';
import { htmlDocument, Masthead, Page } from '../layout.js';
import { Said } from '../said.js';
import { Footer } from '../year/footer.js';
import { whenText } from '../year/keyDateList.js';
import { keyDateId, keyDateLink, placeLink } from '../year/links.js';
import { looksOf } from '../year/topics.js';
import { TownPart } from './campaign.js';
import { Facts } from './facts.js';
import type { KeyDateView } from './view.js';
import { yearsOf, type KeyDateYear } from './years.js';

const STYLES = ['column', 'year', 'topics', 'year-list', 'subscribe', 'year-narrow', 'key-date'];

const YearRow = ({ one, view, themes }: { one: KeyDateYear; view: KeyDateView; themes: boolean }) => {
  const { t, year } = view.calendar;
  const { occurrence, theme, unknown } = one;
  return (
    <tr {...(one.year === year ? { class: 'chosen' } : {})}>
      <th scope="row">
        <a href={keyDateLink(view.keyDate.id, one.year)}>{t.dates.year(one.year)}</a>
      </th>
      <td>{occurrence ? whenText(occurrence, t) : '–'}</td>
      <td>
        {occurrence
          ? t.keyDate.statuses[occurrence.status]
          : unknown
            ? t.keyDate.dateUnknown(one.year)
            : t.keyDate.notMarked(one.year)}
      </td>
      {themes && (
        <td>{theme === null ? <span class="soft">{t.keyDate.noTheme}</span> : <Said t={t} {...theme} />}</td>
      )}
    </tr>
  );
};

const Years = ({ view }: { view: KeyDateView }) => {
  const { t, year } = view.calendar;
  const { columns } = t.keyDate;
  const years = yearsOf(view.keyDate, year);
  // A column of “not found” says nothing.
  const themes = years.some(({ theme }) => theme !== null);
  return (
    <section aria-labelledby="years">
      <h2 id="years">{t.keyDate.years}</h2>
      <div class="scroll" role="region" aria-labelledby="years" tabIndex={0}>
        <table class="table years-table">
          <thead>
            <tr>
              {[columns.year, columns.when, columns.status, ...(themes ? [columns.theme] : [])].map(
                (text) => (
                  <th scope="col">{text}</th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {years.map((one) => (
              <YearRow key={one.year} one={one} view={view} themes={themes} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
};

/** The year looked at, in the page's head: when, how it is set, under which theme. */
const ThisYear = ({ view }: { view: KeyDateView }) => {
  const { t, year } = view.calendar;
  const one = yearsOf(view.keyDate, year).find((candidate) => candidate.year === year);
  if (!one) return null;
  const { occurrence, theme, unknown } = one;
  const notice = announcementOf(view.keyDate, year);
  return (
    <section class="this-year" aria-label={t.keyDate.thisYear(year)}>
      <nav class="years" aria-label={t.calendar.years}>
        {year > FIRST_YEAR && (
          <a class="year-step" href={keyDateLink(view.keyDate.id, year - 1)}>
            {t.calendar.stepBack(t.dates.year(year - 1))}
          </a>
        )}
        <strong aria-current="page">{t.dates.year(year)}</strong>
        {year < LAST_YEAR && (
          <a class="year-step" href={keyDateLink(view.keyDate.id, year + 1)}>
            {t.calendar.stepOn(t.dates.year(year + 1))}
          </a>
        )}
      </nav>
      <p class="big">
        {occurrence
          ? whenText(occurrence, t)
          : unknown
            ? t.keyDate.dateUnknown(year)
            : t.keyDate.notMarked(year)}{' '}
        {occurrence?.status === 'expected' && <span class="tag warn">{t.calendar.byNotice}</span>}{' '}
        {view.keyDate.confidence === 'C' && <span class="tag warn">{t.calendar.unverified}</span>}
      </p>
      {theme !== null && (
        <p class="theme">
          {t.calendar.theme}
          <Said t={t} {...theme} />
        </p>
      )}
      {notice && (
        <p class="soft">
          {t.notices.source}
          <Said t={t} zh={notice.notice} />
        </p>
      )}
    </section>
  );
};

/** The page of one key date as a whole document. */
export const keyDatePage = (view: KeyDateView): string => {
  const { calendar, keyDate } = view;
  const { t, town, year } = calendar;
  const occurrence = yearsOf(keyDate, year).find((one) => one.year === year)?.occurrence;
  const name = t.names.keyDate(occurrence?.name ?? keyDate.name);
  const org = t.names.town(town);
  const enabled = isEnabled(keyDate);
  return htmlDocument(
    <Page
      t={t}
      otherLanguage={calendar.otherLanguage}
      home
      title={t.frame.titled(name, org)}
      description={t.keyDate.description(name, org)}
      styles={STYLES}
    >
      <Masthead org={t.frame.calendarOf(org)} title={name} />
      <main id="main" class="narrow key-date">
        <ThisYear view={view} />
        {!enabled && <p class="notice">{t.keyDate.off}</p>}
        <section aria-labelledby="facts">
          <h2 id="facts">{t.keyDate.facts}</h2>
          <Facts t={t} keyDate={keyDate} look={looksOf(calendar)(keyDate)} />
        </section>
        <TownPart view={view} />
        <Years view={view} />
        {enabled && (
          <p>
            <a href={placeLink({ year }, `#${keyDateId(keyDate.id)}`)}>{t.keyDate.inCalendar}</a>
          </p>
        )}
      </main>
      <Footer view={calendar} />
    </Page>,
  );
};
