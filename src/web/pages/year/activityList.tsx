import type { Occurrence } from '../../../calendar/index.js';
import { agendaOf, type AgendaDay, type HeldDay } from './agenda.js';
import { DayEntry } from './agendaDays.js';
import { splitAtToday, type AgendaMonth } from './agendaMonths.js';
import { isFiltered } from './filter.js';
import { placeLink } from './links.js';
import type { YearView } from './view.js';
import { monthOf } from './wording.js';

// A year is some two hundred rows; the months at hand stand open, the others open with a tap.
const MONTHS_OPEN = 2;

/** How many days with something on the year page shows ahead. */
const DAYS_AHEAD = 4;

const MonthEntry = (props: {
  entry: AgendaMonth;
  view: YearView;
  keyDates: readonly Occurrence[];
  open: boolean;
}) => {
  const { entry, view, keyDates, open } = props;
  const { t } = view;
  const begins = keyDates.filter(({ start }) => monthOf(start) === entry.month);
  return (
    <details class="month-list" id={entry.id} open={open}>
      <summary>
        <h3>{t.dates.month(entry.month)}</h3>
        <span class="count">
          {entry.id.endsWith('past') && t.calendar.beforeToday}
          {t.calendar.activities(entry.count)}
        </span>
        <span class="about">
          {begins.map(({ short, name }, index) => (
            <>
              {index > 0 && t.calendar.listComma}
              {t.lang === 'zh' ? short : name.en}
            </>
          ))}
        </span>
      </summary>
      {entry.days.map((day) => (
        <DayEntry entry={day} view={view} />
      ))}
    </details>
  );
};

/** What is held, month by month and day by day. */
export const ActivityList = (props: {
  view: YearView;
  agenda: readonly AgendaDay[];
  keyDates: readonly Occurrence[];
}) => {
  const { view, agenda, keyDates } = props;
  const { t } = view;
  const { coming, past } = splitAtToday(agenda, view);
  const village = view.town.villages.find(({ id }) => id === view.village);
  const entry = (month: AgendaMonth, open: boolean) => (
    <MonthEntry entry={month} view={view} keyDates={keyDates} open={open} />
  );
  return (
    <section aria-labelledby="activities">
      <h2 id="activities">{t.calendar.listOf(village ? t.names.village(village) : null)}</h2>
      {village && <p class="hint">{t.calendar.villageHint(t.names.village(village))}</p>}
      {agenda.length === 0 && (
        <p class="notice">
          {isFiltered(view) && view.activities.length > 0
            ? t.calendar.nothingFound
            : t.calendar.listNone(view.year)}
        </p>
      )}
      {coming.map((month, index) => entry(month, isFiltered(view) || index < MONTHS_OPEN))}
      {past.length > 0 && <h3 class="past-head">{t.calendar.past}</h3>}
      {past.map((month) => entry(month, false))}
    </section>
  );
};

/** The next few days with something on, and the way to all of them. */
export const Coming = ({ view, held }: { view: YearView; held: readonly HeldDay[] }) => {
  const { t } = view;
  const next = held.filter(({ day, count }) => day >= view.today && count > 0).slice(0, DAYS_AHEAD);
  return (
    <section class="coming" aria-labelledby="activities">
      <h2 id="activities">{t.calendar.coming}</h2>
      {held.length === 0 && (
        <p class="notice">
          {isFiltered(view) && view.activities.length > 0
            ? t.calendar.nothingFound
            : t.calendar.listNone(view.year)}
        </p>
      )}
      {held.length > 0 && next.length === 0 && <p class="notice">{t.calendar.comingNone}</p>}
      {agendaOf(view, next).map((day) => (
        <DayEntry entry={day} view={view} heading="h3" />
      ))}
      <p class="more">
        <a class="button" href={placeLink({ ...view, mode: 'list' })}>
          {t.calendar.wholeList}
        </a>
      </p>
    </section>
  );
};
