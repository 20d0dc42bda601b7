import { Page } from '../layout.js';
import { ActivityList, Coming } from './activityList.js';
import { agendaOf, heldDaysOf, type HeldDay } from './agenda.js';
import { coverageOf, type Coverage } from './coverage.js';
import { isFiltered } from './filter.js';
import { FilterBar } from './filterBar.js';
import { Footer } from './footer.js';
import { KeyDateList } from './keyDateList.js';
import { Views, YearMasthead } from './masthead.js';
import { MonthSheet } from './monthPage.js';
import { Subscribe } from './subscribe.js';
import { TodayStrip } from './todayStrip.js';
import type { Mode, YearView } from './view.js';
import { VillageMatrix } from './villageMatrix.js';
import { WallCalendar } from './wallCalendar.js';
import { shownKeyDates, yearTable } from './yearTable.js';

const STYLES: Readonly<Record<Mode, readonly string[]>> = {
  year: ['year', 'topics', 'year-wall', 'year-list', 'subscribe', 'year-narrow', 'year-phone', 'year-print'],
  month: ['year', 'topics', 'year-list', 'month', 'year-narrow', 'year-phone', 'month-print'],
  list: ['year', 'topics', 'year-list', 'year-narrow', 'year-phone', 'year-print'],
};

/** What a county official asks first: how many dates, how many activities, and is every village in. */
function sumOf(view: YearView, held: readonly HeldDay[], coverage: Coverage): string {
  const { t } = view;
  if (isFiltered(view)) return t.calendar.filteredSum(held.reduce((sum, { count }) => sum + count, 0));
  const { villages, townWide } = coverage;
  const activities = villages.reduce((sum, { total }) => sum + total, townWide.total);
  const served = villages.filter(({ total }) => total > 0).length;
  return t.calendar.sum(shownKeyDates(view).length, activities, villages.length, served);
}

/** The year: its wall calendar, what comes next, its key dates, and whether every village is in. */
const YearBody = ({ view }: { view: YearView }) => {
  const held = heldDaysOf(view);
  const coverage = coverageOf(view);
  return (
    <>
      <WallCalendar view={view} months={yearTable(view)} sum={sumOf(view, held, coverage)} />
      <Coming view={view} held={held} />
      <KeyDateList shown={shownKeyDates(view)} view={view} />
      <VillageMatrix view={view} coverage={coverage} />
      <Subscribe view={view} />
    </>
  );
};

const Body = ({ view }: { view: YearView }) => {
  if (view.mode === 'month') return <MonthSheet view={view} />;
  if (view.mode === 'list')
    return <ActivityList view={view} agenda={agendaOf(view)} keyDates={shownKeyDates(view)} />;
  return <YearBody view={view} />;
};

/** What each view's skip link leads to. */
const MAIN_PART: Readonly<Record<Mode, string>> = { year: 'wall', month: 'month', list: 'activities' };

/** A page of the calendar as one tree. */
export function calendarDocument(view: YearView) {
  const { t, town, year, mode } = view;
  const name = t.frame.calendarOf(t.names.town(town));
  const when = mode === 'month' ? t.dates.yearAndMonth(year, view.month) : t.dates.year(year);
  return (
    <Page
      t={t}
      otherLanguage={view.otherLanguage}
      title={`${name} ${when}`}
      description={t.calendar.description(t.names.town(town), year)}
      skipTo={MAIN_PART[mode]}
      styles={STYLES[mode]}
    >
      <YearMasthead view={view} />
      <main id="main" class={`view-${mode}`}>
        {mode === 'year' && <TodayStrip view={view} />}
        <Views view={view} />
        <FilterBar view={view} />
        <Body view={view} />
      </main>
      <Footer view={view} />
    </Page>
  );
}
