import { FIRST_YEAR, LAST_YEAR } from '../../../calendar/index.js';
import { Masthead } from '../layout.js';
import { Said } from '../said.js';
import { placeLink } from './links.js';
import { MODES, type Mode, type YearView } from './view.js';

const YearStep = ({ view, to, children }: { view: YearView; to: number; children: string }) =>
  to < FIRST_YEAR || to > LAST_YEAR ? null : (
    <a class="year-step" href={placeLink({ ...view, year: to })}>
      {children}
    </a>
  );

/** Whose calendar this is, of which year, and the way to the years beside it. */
export const YearMasthead = ({ view }: { view: YearView }) => {
  const { t, town, year } = view;
  const office = town.departments.find(({ id }) => id === town.office)?.name ?? '';
  return (
    <Masthead
      org={<Said t={t} zh={`${town.county}${town.name}${office}`} />}
      title={t.frame.calendarOf(t.names.town(town))}
    >
      <nav class="years" aria-label={t.calendar.years}>
        <YearStep view={view} to={year - 1}>
          {t.calendar.stepBack(t.dates.year(year - 1))}
        </YearStep>
        <strong aria-current="page">{t.dates.year(year)}</strong>
        <YearStep view={view} to={year + 1}>
          {t.calendar.stepOn(t.dates.year(year + 1))}
        </YearStep>
      </nav>
    </Masthead>
  );
};

/** The three ways of looking, and the way to subscribe. */
export const Views = ({ view }: { view: YearView }) => {
  const { t } = view;
  const names: Readonly<Record<Mode, string>> = {
    year: t.frame.year,
    month: t.frame.month,
    list: t.frame.list,
  };
  return (
    <nav class="parts" aria-label={t.calendar.views}>
      {MODES.map((mode) => (
        <a
          href={placeLink({ ...view, mode })}
          {...(mode === view.mode ? { 'aria-current': 'page' as const } : {})}
        >
          {names[mode]}
        </a>
      ))}
      <a class="aside" href="/feeds/help">
        {t.frame.subscribe}
      </a>
    </nav>
  );
};
