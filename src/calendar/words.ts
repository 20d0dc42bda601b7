import { weekdayOf, type Day } from './day.js';

const WEEKDAYS = ['星期一', '星期二', '星期三', '星期四', '星期五', '星期六', '星期日'];

/** `星期五`. @throws RangeError when `day` is no day */
export const weekdayName = (day: Day): string => WEEKDAYS[weekdayOf(day) - 1] ?? '';

/** `12月4日`. */
export const dayText = (day: Day): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
