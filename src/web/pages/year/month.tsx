import type { Occurrence } from '../../../calendar/index.js';
import { dayId, keyDateId, monthId } from './links.js';
import type { DayMark, MonthTable } from './yearTable.js';
import { dateOf, dayText, keyDateText, monthOf, weekdayText } from './wording.js';

const isOff = ({ workday }: DayMark): boolean => workday.answer === 'off' && workday.holiday;
const isMakeUp = ({ workday, weekday }: DayMark): boolean => workday.answer === 'work' && weekday > 5;

/** One dot for a day with something on, two from three activities, three from six: a cell has no room for more. */
const dots = (activities: number): string =>
  activities === 0 ? '' : activities < 3 ? 'a1' : activities < 6 ? 'a2' : 'a3';

function classesOf(mark: DayMark, today: string): string {
  const names = [
    mark.weekday > 5 && 'we',
    mark.keyDates.length > 0 && 'key',
    mark.bands.length > 0 && 'band',
    mark.market && 'mkt',
    isOff(mark) && 'off',
    isMakeUp(mark) && 'mk',
    mark.workday.answer === 'not-announced' && 'na',
    dots(mark.activities),
    mark.day === today && 'now',
  ];
  return names.filter(Boolean).join(' ');
}

/** The whole day in words, for the pointer and for whoever does not see the colours. */
function titleOf(mark: DayMark): string {
  const { day, weekday, lunar, market, workday, keyDates, bands, activities } = mark;
  const plain = workday.answer !== 'not-announced' && !isOff(mark) && !isMakeUp(mark);
  return [
    `${dayText(day)} 星期${weekdayText(weekday)} 农历${lunar.text}${market ? ' 圩日' : ''}`,
    ...(plain ? [] : [workday.because]),
    ...[...keyDates, ...bands].map(keyDateText),
    ...(activities > 0 ? [`活动${activities}项`] : []),
  ].join('；');
}

const lunarOf = ({ lunar }: DayMark): string =>
  lunar.day === 1 ? lunar.text.slice(0, -2) : lunar.text.slice(-2);

const Cell = ({ mark, today }: { mark: DayMark; today: string }) => {
  const flag = isOff(mark) ? '休' : isMakeUp(mark) ? '班' : null;
  const inner = (
    <>
      <b>{mark.date}</b>
      <i>{lunarOf(mark)}</i>
      {flag !== null && <em>{flag}</em>}
    </>
  );
  const name = classesOf(mark, today);
  return (
    <td {...(name === '' ? {} : { class: name })} title={titleOf(mark)}>
      {mark.activities > 0 ? <a href={`#${dayId(mark.day)}`}>{inner}</a> : <span>{inner}</span>}
    </td>
  );
};

/** `4日`, `1–7日`, `全月`, `1日起`: when in its month a key date falls. */
function spanIn({ start, end }: Occurrence): string {
  if (start === end) return `${dateOf(start)}日`;
  if (monthOf(start) !== monthOf(end)) return `${dateOf(start)}日起`;
  return dateOf(start) === 1 && dateOf(end) >= 28 ? '全月' : `${dateOf(start)}–${dateOf(end)}日`;
}

const weeksOf = (days: readonly DayMark[]): (DayMark | null)[][] => {
  const lead = (days[0]?.weekday ?? 1) - 1;
  const cells: (DayMark | null)[] = [...Array.from({ length: lead }, () => null), ...days];
  while (cells.length % 7 > 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
};

/** One month of the wall calendar, with the key dates that begin in it written below. */
export const Month = ({ table, today, linked }: { table: MonthTable; today: string; linked: boolean }) => {
  const { month, days, begins } = table;
  return (
    <div class={today.startsWith(days[0]?.day.slice(0, 7) ?? '-') ? 'month current' : 'month'}>
      <table>
        <caption>{linked ? <a href={`#${monthId(month)}`}>{month}月</a> : <span>{month}月</span>}</caption>
        <thead>
          <tr>
            {[1, 2, 3, 4, 5, 6, 7].map((weekday) => (
              <th scope="col" {...(weekday > 5 ? { class: 'we' } : {})}>
                {weekdayText(weekday)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(days).map((week) => (
            <tr>{week.map((mark) => (mark === null ? <td /> : <Cell mark={mark} today={today} />))}</tr>
          ))}
        </tbody>
      </table>
      {begins.length > 0 && (
        <ul class="begins">
          {begins.map((one) => (
            <li {...(one.start === one.end ? {} : { class: 'range' })}>
              <a href={`#${keyDateId(one.id)}`}>
                <span>{spanIn(one)}</span> {one.name.zh}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};
