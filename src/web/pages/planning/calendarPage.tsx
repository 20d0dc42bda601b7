import type { ComponentChildren } from 'preact';
import { startDayOf, type Activity, type BlackoutFact } from '../../../facts/index.js';
import { slotOf } from '../../../activities/index.js';
import type { Day } from '../../../calendar/index.js';
import type { Calendars } from '../../../town/index.js';
import type { Words } from '../../words/index.js';
import { htmlDocument } from '../layout.js';
import { namesIn } from '../namesIn.js';
import { Said } from '../said.js';
import { BlackoutPanel, type BlackoutAsked } from './blackoutPanel.js';
import { addressOf, FilterBar } from './filterBar.js';
import { PlanningPage, type Place } from './frame.js';
import { inOrder, isWanted, type Item, type Narrowing } from './item.js';
import { addMonths, monthOfDay, type Month, type MonthDay } from './monthDays.js';
import { MonthGrid } from './monthGrid.js';
import { MoveDialog } from './moveDialog.js';

interface CalendarProps {
  readonly place: Place;
  readonly calendars: Calendars;
  readonly today: Day;
  readonly month: Month;
  readonly days: readonly MonthDay[];
  readonly wanted: Narrowing;
  /** Those of the month. */
  readonly activities: readonly Activity[];
  /** Those that are not over. */
  readonly blackouts: readonly BlackoutFact[];
  readonly faults: readonly { readonly path: string; readonly message: string }[];
  readonly asked: BlackoutAsked | null;
  /** Who may be told of a change, by the id under which they are told. */
  readonly people: Readonly<Record<string, string>>;
}

const PATH = '/board/calendar';

/** What is to be read of an activity: when by the clock, where, by whom, how it stands. */
function linesOf(activity: Activity, { town }: Calendars, t: Words): ComponentChildren[] {
  const { start, end, allDay, place, lead, lawyer, status, pinned } = activity;
  const { halves, colon, comma, pinned: fixed } = t.planning;
  const { dialog } = t.activityCalendar;
  const clock = allDay ? halves.day : `${start.slice(11, 16)}–${end.slice(11, 16)}`;
  const names = namesIn(town, t);
  const who = [names.lead({ lead }), names.lawyer({ lawyer })].filter((name) => name !== null);
  const standing = [t.moving.statuses[status], ...(pinned ? [fixed] : [])];
  return [
    <>
      {clock}
      {t.frame.between}
      <Said t={t} zh={place} />
    </>,
    ...(who.length > 0
      ? [
          <>
            {dialog.who}
            {colon}
            <Said t={t} zh={who.join('、')} />
          </>,
        ]
      : []),
    `${dialog.status}${colon}${standing.join(comma)}`,
  ];
}

function itemOf(activity: Activity, calendars: Calendars, t: Words): Item {
  const { id, village, form, keyDate, duty, title, status, pinned, revision, reasons } = activity;
  return {
    id,
    ...slotOf(activity),
    village,
    form,
    subject: keyDate ?? duty,
    title,
    mark: 'kept',
    pinned,
    movable: status === 'planned' || status === 'confirmed',
    cancelled: status === 'cancelled',
    revision,
    lines: linesOf(activity, calendars, t),
    reasons,
  };
}

const MonthNav = ({
  t,
  month,
  wanted,
  today,
}: Pick<CalendarProps, 'month' | 'wanted' | 'today'> & { t: Words }) => {
  const name = (one: Month): string => t.dates.yearAndMonth(Number(one.slice(0, 4)), Number(one.slice(5)));
  const [before, after, present] = [addMonths(month, -1), addMonths(month, 1), monthOfDay(today)];
  return (
    <nav class="month-nav" aria-label={t.planning.plan.months}>
      <a class="button" href={addressOf(PATH, before, wanted)}>
        {t.activityCalendar.cal.prev(name(before))}
      </a>
      <h2 id="month">{name(month)}</h2>
      <a class="button" href={addressOf(PATH, after, wanted)}>
        {t.activityCalendar.cal.next(name(after))}
      </a>
      {month !== present && (
        <a class="this-month" href={addressOf(PATH, present, wanted)}>
          {t.activityCalendar.cal.thisMonth}
        </a>
      )}
    </nav>
  );
};

/** The activities of a month, to be read, moved and pinned; and the days on which nothing is held. */
export const calendarPage = (props: CalendarProps): string => {
  const { place, calendars, today, month, days, wanted, activities, blackouts, faults, asked, people } =
    props;
  const { t, town } = place;
  const items = activities
    .filter((activity) => monthOfDay(startDayOf(activity)) === month)
    .map((activity) => itemOf(activity, calendars, t))
    .filter((item) => isWanted(item, wanted))
    .sort(inOrder);
  return htmlDocument(
    <PlanningPage place={place} title={t.planning.calendar} current="calendar" scripts={['islands/calendar']}>
      {faults.length > 0 && (
        <BlackoutPanel t={t} town={town} blackouts={blackouts} faults={faults} asked={asked} />
      )}
      <MonthNav t={t} month={month} wanted={wanted} today={today} />
      <p class="hint needs-script" hidden>
        {t.activityCalendar.cal.hint}
      </p>
      <noscript>
        <p class="notice">{t.activityCalendar.cal.hintNoScript}</p>
      </noscript>
      <FilterBar t={t} calendars={calendars} wanted={wanted} action={PATH} month={month} />
      <p class="announced" role="status" id="announced" />
      <div id="activities" data-hours={JSON.stringify(town.hours)} data-people={JSON.stringify(people)}>
        {items.length === 0 && <p class="notice">{t.activityCalendar.cal.empty}</p>}
        <MonthGrid t={t} town={town} days={days} items={items} today={today} takes />
      </div>
      {faults.length === 0 && (
        <BlackoutPanel t={t} town={town} blackouts={blackouts} faults={[]} asked={null} />
      )}
      <MoveDialog t={t} />
    </PlanningPage>,
  );
};
