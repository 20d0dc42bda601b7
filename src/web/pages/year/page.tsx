import { Page } from '../layout.js';
import { ActivityList } from './activityList.js';
import { agendaOf } from './agenda.js';
import { coverageOf, type Coverage } from './coverage.js';
import { Footer } from './footer.js';
import { KeyDateList } from './keyDateList.js';
import { YearMasthead } from './masthead.js';
import { rememberDays } from './rememberDays.js';
import { Subscribe } from './subscribe.js';
import { TodayStrip } from './todayStrip.js';
import type { YearView } from './view.js';
import { VillageMatrix } from './villageMatrix.js';
import { WallCalendar } from './wallCalendar.js';
import { monthOf } from './wording.js';
import { shownKeyDates, yearTable } from './yearTable.js';

const PARTS = [
  ['wall', '全年日历'],
  ['key-dates', '重要节点'],
  ['activities', '活动安排'],
  ['villages', '各村安排'],
  ['subscribe', '订阅'],
] as const;

/** A village nobody knows filters nothing, rather than showing an empty year; and no day is asked for twice. */
const prepared = (view: YearView): YearView => ({
  ...view,
  village: view.town.villages.find(({ id }) => id === view.village)?.id ?? null,
  days: rememberDays(view.days),
});

/** What a county official asks first: how many dates, how many activities, and is every village in. */
function sumOf(keyDates: number, { villages, townWide }: Coverage): string {
  const activities = villages.reduce((sum, { total }) => sum + total, townWide.total);
  if (activities === 0) return `重要时间节点${keyDates}个，活动安排还没有发布。`;
  const served = villages.filter(({ total }) => total > 0).length;
  return `重要时间节点${keyDates}个，活动${activities}项；全镇${villages.length}个村，已安排到${served}个村。`;
}

/** The year page as one tree. */
export function yearDocument(given: YearView) {
  const view = prepared(given);
  const keyDates = shownKeyDates(view);
  const agenda = agendaOf(view);
  const coverage = coverageOf(view);
  const title = `${view.town.name}普法日历 ${view.year}年`;
  return (
    <Page
      title={title}
      description={`${view.town.county}${view.town.name}${view.year}年法治宣传教育重要时间节点和活动安排`}
      skipTo="activities"
      skipText="跳到活动安排"
      styles={['year', 'year-wall', 'year-list', 'year-narrow', 'year-phone', 'year-print']}
    >
      <YearMasthead view={view} />
      <main id="main">
        <TodayStrip view={view} />
        <nav class="parts" aria-label="本页内容">
          {PARTS.map(([id, text]) => (
            <a href={`#${id}`}>{text}</a>
          ))}
        </nav>
        <WallCalendar
          view={view}
          months={yearTable(view)}
          listed={new Set(agenda.map(({ day }) => monthOf(day)))}
          sum={sumOf(keyDates.length, coverage)}
        />
        <KeyDateList shown={keyDates} view={view} />
        <ActivityList view={view} agenda={agenda} keyDates={keyDates} />
        <VillageMatrix view={view} coverage={coverage} />
        <Subscribe view={view} />
      </main>
      <Footer view={view} />
    </Page>
  );
}
