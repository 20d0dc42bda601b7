import { yearOf, type Day, type DayRange, type LunarDate } from '../../calendar/index.js';
import {
  dateOf,
  dayText,
  isWholeMonth,
  monthOf,
  rangeText,
  timeText,
  weekdayText,
} from '../pages/year/wording.js';
import { inBoth } from './lang.js';

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July'].concat([
  'August',
  'September',
  'October',
  'November',
  'December',
]);
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

const monthName = (month: number): string => MONTHS[month - 1] ?? '';
const weekdayName = (weekday: number): string => WEEKDAYS[weekday - 1] ?? '';
const dayName = (day: Day): string => `${dateOf(day)} ${monthName(monthOf(day))}`;

function rangeName({ start, end }: DayRange): string {
  if (start === end) return dayName(start);
  if (yearOf(start) !== yearOf(end))
    return `${dayName(start)} ${yearOf(start)} to ${dayName(end)} ${yearOf(end)}`;
  if (isWholeMonth({ start, end })) return `all of ${monthName(monthOf(start))}`;
  return monthOf(start) === monthOf(end)
    ? `${dateOf(start)}–${dayName(end)}`
    : `${dayName(start)} to ${dayName(end)}`;
}

/** Where in its month a range lies: `4`, `1–7`, the whole of it, or from a day on. */
const spanText =
  (one: (date: number) => string, several: (from: number, to: number) => string, all: string) =>
  (from: (date: number) => string) =>
  ({ start, end }: DayRange): string => {
    if (start === end) return one(dateOf(start));
    if (isWholeMonth({ start, end })) return all;
    return monthOf(start) === monthOf(end) ? several(dateOf(start), dateOf(end)) : from(dateOf(start));
  };

/** `11月23日 10:00`, of an activity that lasts whole days the day alone. @param at ISO 8601 in the town's zone, or a day */
const instantText =
  (text: (day: Day) => string) =>
  (at: string): string =>
    at.length > 10 ? `${text(at.slice(0, 10))} ${at.slice(11, 16)}` : text(at);

const dayWithYear = (day: Day): string => `${yearOf(day)}年${dayText(day)}`;
const dayNameWithYear = (day: Day): string => `${dayName(day)} ${yearOf(day)}`;

/** Days, months and hours. `day` arguments are `YYYY-MM-DD`, weekdays 1 Monday … 7 Sunday. */
export const dates = inBoth(
  {
    year: (year: number) => `${year}年`,
    month: (month: number) => `${month}月`,
    /** Where there is no room: over a column, on the leaf of a tear-off calendar. */
    monthShort: (month: number) => `${month}月`,
    yearAndMonth: (year: number, month: number) => `${year}年${month}月`,
    /** Over a column of days. */
    weekdayHead: weekdayText,
    weekday: (weekday: number) => `星期${weekdayText(weekday)}`,
    weekdayShort: (weekday: number) => `周${weekdayText(weekday)}`,
    day: dayText,
    dayWithYear,
    dayAndWeekday: (day: Day, weekday: number) => `${dayText(day)} 周${weekdayText(weekday)}`,
    range: rangeText,
    spanInMonth: spanText(
      (date) => `${date}日`,
      (from, to) => `${from}–${to}日`,
      '全月',
    )((date) => `${date}日起`),
    until: (day: Day) => `至${dayText(day)}`,
    time: timeText,
    instant: instantText(dayText),
    instantWithYear: instantText(dayWithYear),
    lunar: ({ text }: LunarDate) => text,
    lunarFull: ({ text }: LunarDate) => `农历${text}`,
    /** In a cell: the day, on the first the month. */
    lunarCell: ({ day, text }: LunarDate) => (day === 1 ? text.slice(0, -2) : text.slice(-2)),
  },
  {
    year: (year) => `${year}`,
    month: monthName,
    monthShort: (month) => monthName(month).slice(0, 3),
    yearAndMonth: (year, month) => `${monthName(month)} ${year}`,
    weekdayHead: (weekday) => weekdayName(weekday).slice(0, 2),
    weekday: weekdayName,
    weekdayShort: (weekday) => weekdayName(weekday).slice(0, 3),
    day: dayName,
    dayWithYear: dayNameWithYear,
    dayAndWeekday: (day, weekday) => `${weekdayName(weekday).slice(0, 3)} ${dayName(day)}`,
    range: rangeName,
    spanInMonth: spanText(
      (date) => `${date}`,
      (from, to) => `${from}–${to}`,
      'All month',
    )((date) => `From ${date}`),
    until: (day) => `until ${dayName(day)}`,
    instant: instantText(dayName),
    instantWithYear: instantText(dayNameWithYear),
    time: (start, end, allDay) => (allDay ? 'all day' : `${start.slice(11, 16)}–${end.slice(11, 16)}`),
    lunar: ({ month, day, leap }) => `lunar ${leap ? 'leap ' : ''}${month}/${day}`,
    lunarFull: ({ month, day, leap }) => `Lunar ${leap ? 'leap ' : ''}month ${month}, day ${day}`,
    lunarCell: ({ month, day }) => (day === 1 ? `${month}/1` : `${day}`),
  },
);
