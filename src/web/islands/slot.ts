import { dayFromNumber, numberFromDay } from '../../calendar/civil.js';

/** Which part of a day. */
export type Half = 'am' | 'pm' | 'day';

/** The town's clock hours of each half-day: `{am: {start: '09:00', end: '11:30'}, …}`. */
export type Hours = Readonly<Record<Half, { readonly start: string; readonly end: string }>>;

/** When an activity is held, as the API says it. */
export interface Times {
  readonly start: string;
  readonly end: string;
  readonly allDay: boolean;
}

/** A date and a half-day. */
export interface Place {
  readonly day: string;
  readonly half: Half;
}

const NOON = '12:00';
/** 1 Monday … 7 Sunday. */
export const weekdayOf = (day: string): number => ((((numberFromDay(day) + 3) % 7) + 7) % 7) + 1;

/** Where an activity stands: its first day, and the half of it. The same as the planner sees it. */
export function placeOf({ start, end, allDay }: Times): Place {
  const day = start.slice(0, 10);
  if (allDay) return { day, half: 'day' };
  const [from, to] = [start.slice(11, 16), end.slice(11, 16)];
  if (from >= NOON) return { day, half: 'pm' };
  return { day, half: end.slice(0, 10) > day || to > NOON ? 'day' : 'am' };
}

/**
 * The times of an activity at another place: on another day the same hours, in another half that half's hours of the
 * town. One that lasts whole days stays so where it is given the whole day, and lasts as long.
 */
export function timesAt(times: Times, { day, half }: Place, hours: Hours): Times {
  const { start, end, allDay } = times;
  const present = placeOf(times);
  if (half === present.half) {
    const shift = numberFromDay(day) - numberFromDay(present.day);
    const moved = (text: string): string =>
      dayFromNumber(numberFromDay(text.slice(0, 10)) + shift) + text.slice(10);
    return { start: moved(start), end: moved(end), allDay };
  }
  const offset = allDay ? '+08:00' : start.slice(19);
  const { start: from, end: to } = hours[half];
  return { start: `${day}T${from}:00${offset}`, end: `${day}T${to}:00${offset}`, allDay: false };
}
