import { daysBetween, type Day, type DayRange } from '../../../calendar/index.js';
import type { Words } from '../../words/index.js';

/** How far off a key date is, in words: the countdown of the masthead. */
export function countdown(
  next: DayRange,
  name: string,
  today: Day,
  { calendar, dates }: Words,
): { lead: string; days: number | null; tail: string } {
  if (today < next.start) return { ...calendar.countdown(name), days: daysBetween(today, next.start) };
  if (next.start === next.end) return { lead: calendar.isToday(name), days: null, tail: '' };
  return { lead: calendar.isOn(name, dates.until(next.end)), days: null, tail: '' };
}
