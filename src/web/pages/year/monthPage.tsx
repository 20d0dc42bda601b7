import { FIRST_YEAR, LAST_YEAR } from '../../../calendar/index.js';
import { Said } from '../said.js';
import { agendaOf, heldDaysOf, type AgendaDay } from './agenda.js';
import { DayEntry, RowWhat } from './agendaDays.js';
import { dayInWords, flagOf, isMakeUp, isOff } from './dayMarks.js';
import { dayId, keyDateLink, placeLink } from './links.js';
import { plannedFirst, weeksOf, type LookOf } from './month.js';
import { Stamp } from './stamp.js';
import { lookClass, looksOf } from './topics.js';
import { monthTable, type DayMark } from './yearTable.js';
import type { YearView } from './view.js';
import { whereShort } from './where.js';
import { monthOf } from './wording.js';

/** The month before or after; null outside the years the calendar computes. */
function stepFrom({ year, month }: YearView, by: -1 | 1): { year: number; month: number } | null {
  const index = year * 12 + (month - 1) + by;
  const to = { year: Math.floor(index / 12), month: (index % 12) + 1 };
  return to.year < FIRST_YEAR || to.year > LAST_YEAR ? null : to;
}

const MonthSteps = ({ view }: { view: YearView }) => {
  const { t } = view;
  const [before, after] = [stepFrom(view, -1), stepFrom(view, 1)];
  const link = (to: { year: number; month: number } | null, text: (name: string) => string) =>
    to && (
      <a class="year-step" href={placeLink({ ...view, ...to })}>
        {text(t.dates.month(to.month))}
      </a>
    );
  return (
    <div class="month-steps">
      {link(before, t.calendar.stepBack)}
      <h2 id="month">{t.dates.yearAndMonth(view.year, view.month)}</h2>
      {link(after, t.calendar.stepOn)}
    </div>
  );
};

const CellItems = ({ entry, view }: { entry: AgendaDay; view: YearView }) => {
  const { t, town } = view;
  return (
    <ul class="items">
      {entry.blocks.flatMap(({ subject, rows }) =>
        rows.map((row) => (
          <li class={row.state}>
            {row.what === subject.text ? (
              <>
                <Said t={t} zh={subject.text} en={subject.en} /> —{' '}
              </>
            ) : (
              <RowWhat row={row} subject={subject} view={view} />
            )}
            {whereShort(row, town, t)}
          </li>
        )),
      )}
    </ul>
  );
};

const Cell = (props: { mark: DayMark; entry: AgendaDay | undefined; view: YearView; lookOf: LookOf }) => {
  const { mark, entry, view, lookOf } = props;
  const { t } = view;
  const flag = flagOf(mark, t);
  const names = [
    mark.weekday > 5 && 'we',
    mark.market && 'mkt',
    isOff(mark) && 'off',
    isMakeUp(mark) && 'mk',
    mark.workday.answer === 'not-announced' && 'na',
    mark.day === view.today && 'now',
  ].filter(Boolean);
  return (
    <td {...(names.length === 0 ? {} : { class: names.join(' ') })}>
      <p class="cell-head" title={dayInWords(mark, t)}>
        {entry ? <a href={`#${dayId(mark.day)}`}>{mark.date}</a> : <b>{mark.date}</b>}
        <i>{t.dates.lunarCell(mark.lunar)}</i>
        {flag !== null && <em>{flag}</em>}
      </p>
      {plannedFirst(mark.keyDates, lookOf).map((one) => (
        <p class={`cell-key ${lookClass(lookOf(one))}`}>
          <a href={keyDateLink(one.id, view.year)}>{t.names.keyDate(one.name)}</a>
        </p>
      ))}
      {entry && <CellItems entry={entry} view={view} />}
    </td>
  );
};

/** A month as a sheet of paper: every day with its key dates and activities, and the days in full below. */
export const MonthSheet = ({ view }: { view: YearView }) => {
  const { t } = view;
  const { days, begins, bands } = monthTable(view, view.month);
  const lookOf = looksOf(view);
  const held = heldDaysOf(view).filter(({ day }) => monthOf(day) === view.month);
  const agenda = agendaOf(view, held);
  const entries = new Map(agenda.map((entry) => [entry.day, entry]));
  const listed = plannedFirst([...new Set([...begins, ...bands])], lookOf);
  return (
    <section class="month-sheet" aria-labelledby="month">
      <MonthSteps view={view} />
      <table class="sheet-grid">
        <thead>
          <tr>
            {[1, 2, 3, 4, 5, 6, 7].map((weekday) => (
              <th scope="col">{t.dates.weekdayShort(weekday)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(days).map((week) => (
            <tr>
              {week.map((mark) =>
                mark === null ? (
                  <td class="none" />
                ) : (
                  <Cell mark={mark} entry={entries.get(mark.day)} view={view} lookOf={lookOf} />
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <h3>{t.calendar.keyDates}</h3>
      {listed.length === 0 && <p class="hint">{t.calendar.noKeyDates}</p>}
      <ul class="month-keys">
        {listed.map((one) => (
          <li {...(lookOf(one).planned ? { class: 'planned' } : {})}>
            <a href={keyDateLink(one.id, view.year)}>
              <Stamp t={t} look={lookOf(one)} />
              <span class="span">{t.dates.range(one)}</span> {t.names.keyDate(one.name)}
            </a>
          </li>
        ))}
      </ul>
      <h3>{t.calendar.monthOf(t.dates.month(view.month))}</h3>
      {agenda.length === 0 && <p class="notice">{t.calendar.emptyMonth}</p>}
      <div class="month-days">
        {agenda.map((entry) => (
          <DayEntry entry={entry} view={view} />
        ))}
      </div>
    </section>
  );
};
