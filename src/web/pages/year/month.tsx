import type { Occurrence } from '../../../calendar/index.js';
import { dayInWords, flagOf, isMakeUp, isOff } from './dayMarks.js';
import { dayId, keyDateLink, placeLink } from './links.js';
import { Stamp } from './stamp.js';
import { lookClass, type Look } from './topics.js';
import type { YearView } from './view.js';
import type { DayMark, MonthTable } from './yearTable.js';

export type LookOf = (one: Pick<Occurrence, 'id'>) => Look;

/** One dot for a day with something on, two from three activities, three from six: a cell has no room for more. */
const dots = (activities: number): string =>
  activities === 0 ? '' : activities < 3 ? 'a1' : activities < 6 ? 'a2' : 'a3';

/** What the town holds something for goes before the rest. */
export const plannedFirst = (ones: readonly Occurrence[], lookOf: LookOf): readonly Occurrence[] =>
  ones.length < 2 ? ones : [...ones].sort((a, b) => Number(lookOf(b).planned) - Number(lookOf(a).planned));

function classesOf(mark: DayMark, today: string, lookOf: LookOf): string {
  const [key] = plannedFirst(mark.keyDates, lookOf);
  const [band] = plannedFirst(mark.bands, lookOf);
  const look = key ?? band;
  const names = [
    mark.weekday > 5 && 'we',
    key && 'key',
    // Most days of the year lie in some week or month: only the town's own are painted.
    band && (lookOf(band).planned ? 'band' : 'in-band'),
    look && lookClass(lookOf(look)),
    mark.market && 'mkt',
    isOff(mark) && 'off',
    isMakeUp(mark) && 'mk',
    mark.workday.answer === 'not-announced' && 'na',
    dots(mark.activities),
    mark.day === today && 'now',
  ];
  return names.filter(Boolean).join(' ');
}

/** `monthHref` is the month's own page. */
const Cell = (props: { mark: DayMark; view: YearView; lookOf: LookOf; monthHref: string }) => {
  const { mark, view, lookOf, monthHref } = props;
  const { t } = view;
  const flag = flagOf(mark, t);
  const inner = (
    <>
      <b>{mark.date}</b>
      <i>{t.dates.lunarCell(mark.lunar)}</i>
      {flag !== null && <em>{flag}</em>}
    </>
  );
  const name = classesOf(mark, view.today, lookOf);
  return (
    <td {...(name === '' ? {} : { class: name })} title={dayInWords(mark, t)}>
      {mark.activities > 0 ? <a href={`${monthHref}#${dayId(mark.day)}`}>{inner}</a> : <span>{inner}</span>}
    </td>
  );
};

/** The days of a month in rows of seven, Monday first. */
export const weeksOf = (days: readonly DayMark[]): (DayMark | null)[][] => {
  const lead = (days[0]?.weekday ?? 1) - 1;
  const cells: (DayMark | null)[] = [...Array.from({ length: lead }, () => null), ...days];
  while (cells.length % 7 > 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
};

/** One month of the wall calendar, with the key dates that begin in it written below. */
export const Month = ({ table, view, lookOf }: { table: MonthTable; view: YearView; lookOf: LookOf }) => {
  const { t, today } = view;
  const { month, days, begins } = table;
  const href = placeLink({ ...view, mode: 'month', month });
  return (
    <div class={today.startsWith(days[0]?.day.slice(0, 7) ?? '-') ? 'month current' : 'month'}>
      <table>
        <caption>
          <a href={href}>{t.dates.month(month)}</a>
        </caption>
        <thead>
          <tr>
            {[1, 2, 3, 4, 5, 6, 7].map((weekday) => (
              <th scope="col" {...(weekday > 5 ? { class: 'we' } : {})}>
                {t.dates.weekdayHead(weekday)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(days).map((week) => (
            <tr>
              {week.map((mark) =>
                mark === null ? <td /> : <Cell mark={mark} view={view} lookOf={lookOf} monthHref={href} />,
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {begins.length > 0 && (
        <ul class="begins">
          {plannedFirst(begins, lookOf).map((one) => (
            <li {...(lookOf(one).planned ? { class: 'planned' } : {})}>
              <a href={keyDateLink(one.id, view.year)}>
                <Stamp t={t} look={lookOf(one)} />
                <span class="span">{t.dates.spanInMonth(one)}</span> {t.names.keyDate(one.name)}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};
