import type { Day, DayRange, Occurrence } from '../../../calendar/index.js';

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'] as const;

/** 一 to 日, for 1 Monday … 7 Sunday. */
export const weekdayText = (weekday: number): string => WEEKDAYS[weekday - 1] ?? '';

export const monthOf = (day: Day): number => Number(day.slice(5, 7));
export const dateOf = (day: Day): number => Number(day.slice(8, 10));

/** `12月4日`. */
export const dayText = (day: Day): string => `${monthOf(day)}月${dateOf(day)}日`;

/** Whether a range is a month: none has fewer than 28 days, and no key date stops a day or two short of its month's end. */
export const isWholeMonth = ({ start, end }: DayRange): boolean =>
  start.slice(0, 7) === end.slice(0, 7) && dateOf(start) === 1 && dateOf(end) >= 28;

/** `12月1日至7日`, `6月（全月）`, `2026年10月1日至2027年4月30日`. */
export function rangeText({ start, end }: DayRange): string {
  if (start === end) return dayText(start);
  if (start.slice(0, 4) !== end.slice(0, 4))
    return `${start.slice(0, 4)}年${dayText(start)}至${end.slice(0, 4)}年${dayText(end)}`;
  if (monthOf(start) !== monthOf(end)) return `${dayText(start)}至${dayText(end)}`;
  if (isWholeMonth({ start, end })) return `${monthOf(start)}月（全月）`;
  return `${dayText(start)}至${dateOf(end)}日`;
}

/** `12·4国家宪法日` where the short name is a date; else the full name, which says it already. */
export const keyDateText = ({ short, name }: Pick<Occurrence, 'short' | 'name'>): string =>
  /^\d/.test(short) ? `${short}${name.zh}` : name.zh;

/** `0` off the hour: `09:00` is read as 9:00. */
const clock = (time: string): string => time.replace(/^0/, '');

/** `上午 9:00–11:30` of two instants of one day, in the offset they are written in. */
export function timeText(start: string, end: string, allDay: boolean): string {
  if (allDay) return '全天';
  const [from, to] = [start.slice(11, 16), end.slice(11, 16)];
  const part =
    from < '12:00' && to > '14:00' ? '全天' : from < '12:00' ? '上午' : from < '18:00' ? '下午' : '晚上';
  return `${part} ${clock(from)}–${clock(to)}`;
}
