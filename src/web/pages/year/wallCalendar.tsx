import { TOPICS } from '../../../calendar/index.js';
import { Month } from './month.js';
import { Stamp } from './stamp.js';
import { looksOf } from './topics.js';
import type { MonthTable } from './yearTable.js';
import { shownKeyDates } from './yearTable.js';
import type { YearView } from './view.js';

/** What the colours and characters of the topics mean: those that the year has. */
const TopicLegend = ({ view }: { view: YearView }) => {
  const { t } = view;
  const lookOf = looksOf(view);
  const present = new Set(shownKeyDates(view).map((one) => lookOf(one).topic));
  return (
    <ul class="legend topics" aria-label={t.keyDate.topic}>
      {TOPICS.filter((topic) => present.has(topic)).map((topic) => (
        <li>
          <Stamp t={t} look={{ topic, planned: false }} />
          {t.names.topics[topic]}
        </li>
      ))}
    </ul>
  );
};

const Legend = ({ view, months }: { view: YearView; months: readonly MonthTable[] }) => {
  const { t } = view;
  const some = (found: (day: MonthTable['days'][number]) => boolean): boolean =>
    months.some(({ days }) => days.some(found));
  return (
    <ul class="legend" aria-label={t.calendar.legend}>
      <li>
        <span class="chip key t-law planned">4</span>
        {t.calendar.legendPlanned}
      </li>
      <li>
        <span class="chip key t-law">8</span>
        {t.calendar.legendKeyDate}
      </li>
      {some(({ bands }) => bands.length > 0) && (
        <li>
          <span class="chip in-band t-law">6</span>
          {t.calendar.legendBand}
        </li>
      )}
      {view.town.market && (
        <li>
          <span class="chip mkt">{t.lang === 'zh' ? '初三' : '3'}</span>
          {t.calendar.market}
        </li>
      )}
      {some(({ workday }) => workday.holiday) && (
        <li>
          <span class="chip off">{t.calendar.holidayMark}</span>
          {t.calendar.holiday}
        </li>
      )}
      {some(({ workday, weekday }) => workday.answer === 'work' && weekday > 5) && (
        <li>
          <span class="chip mk">{t.calendar.makeUpMark}</span>
          {t.calendar.makeUp}
        </li>
      )}
      {some(({ workday }) => workday.answer === 'not-announced') && (
        <li>
          <span class="chip na">8</span>
          {t.calendar.notAnnounced}
        </li>
      )}
      <li class="screen">
        {t.calendar.dots.map((text, index) => (
          <>
            <span class={`chip a${index + 1}`} />
            {text}
          </>
        ))}
      </li>
      {view.today.startsWith(String(view.year)) && (
        <li class="screen">
          <span class="chip now">23</span>
          {t.calendar.today}
        </li>
      )}
    </ul>
  );
};

/** The year as it hangs on the wall: twelve months under their legend. */
export const WallCalendar = ({
  view,
  months,
  sum,
}: {
  view: YearView;
  months: readonly MonthTable[];
  /** The year in a sentence. */
  sum: string;
}) => {
  const lookOf = looksOf(view);
  return (
    <section class="wall" aria-labelledby="wall">
      <h2 id="wall">{view.t.calendar.wall(view.year)}</h2>
      <p class="hint">{sum}</p>
      <Legend view={view} months={months} />
      <TopicLegend view={view} />
      <div class="months">
        {months.map((table) => (
          <Month table={table} view={view} lookOf={lookOf} />
        ))}
      </div>
    </section>
  );
};
