import type { Day, LunarDate } from '../../calendar/index.js';
import { dayText, monthOf, dateOf, weekdayText } from '../pages/year/wording.js';
import { inBoth } from './lang.js';

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const monthName = (month: number): string => MONTHS[month - 1] ?? '';
const weekdayName = (weekday: number): string => WEEKDAYS[weekday - 1] ?? '';
const dayName = (day: Day): string => `${dateOf(day)} ${monthName(monthOf(day))}`;

/** Days, months and hours. */
export const dates = inBoth(
  {
    year: (year: number) => `${year}年`,
    month: (month: number) => `${month}月`,
    yearAndMonth: (year: number, month: number) => `${year}年${month}月`,
    weekdayHead: weekdayText,
    weekdayShort: (weekday: number) => `周${weekdayText(weekday)}`,
    day: dayText,
    dayAndWeekday: (day: Day, weekday: number) => `${dayText(day)} 周${weekdayText(weekday)}`,
    lunarCell: ({ day, text }: LunarDate) => (day === 1 ? text.slice(0, -2) : text.slice(-2)),
  },
  {
    year: (year) => `${year}`,
    month: monthName,
    yearAndMonth: (year, month) => `${monthName(month)} ${year}`,
    weekdayHead: (weekday) => weekdayName(weekday).slice(0, 2),
    weekdayShort: (weekday) => weekdayName(weekday).slice(0, 3),
    day: dayName,
    dayAndWeekday: (day, weekday) => `${weekdayName(weekday).slice(0, 3)} ${dayName(day)}`,
    lunarCell: ({ month, day }) => (day === 1 ? `${month}/1` : `${day}`),
  },
);
