import ICAL from 'ical.js';
import type { CalendarEvent, EventTime } from './content.js';
import { UnreadableError } from './unreadableError.js';

/** A property of jCal (RFC 7265 §3.4): name, parameters, type, values. */
type Property = readonly [string, Readonly<Record<string, string | string[]>>, string, ...unknown[]];
type Component = readonly [string, readonly Property[], readonly Component[]];

const BROKEN = '日历文件读不出来：请从原来的日历里重新导出 .ics 再传';

const componentOf = (value: unknown): Component => value as Component;

function timeOf(property: Property | undefined): EventTime | null {
  if (!property) return null;
  const [, { tzid }, , value] = property;
  return typeof value === 'string' ? { text: value, zone: typeof tzid === 'string' ? tzid : null } : null;
}

function eventOf([, properties]: Component): CalendarEvent {
  const find = (name: string): Property | undefined => properties.find(([known]) => known === name);
  const text = (name: string): string | null => {
    const value = find(name)?.[3];
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
  };
  return {
    uid: text('uid'),
    summary: text('summary') ?? '',
    location: text('location') ?? '',
    categories: properties
      .filter(([name]) => name === 'categories')
      .flatMap(([, , , ...values]) => values.filter((value) => typeof value === 'string')),
    cancelled: text('status')?.toUpperCase() === 'CANCELLED',
    repeats: ['rrule', 'rdate', 'recurrence-id'].some((name) => find(name) !== undefined),
    start: timeOf(find('dtstart')),
    end: timeOf(find('dtend')),
    duration: text('duration'),
  };
}

/** The events of an iCalendar file (RFC 5545); of several calendars in it, those of all. @throws UnreadableError */
export function readEvents(text: string): CalendarEvent[] {
  let parsed: unknown[];
  try {
    parsed = ICAL.parse(text) as unknown[];
  } catch {
    throw new UnreadableError(BROKEN);
  }
  // One calendar comes as it is, several as a list of them.
  const calendars = (typeof parsed[0] === 'string' ? [parsed] : parsed).map(componentOf);
  return calendars.flatMap(([, , parts]) => parts.filter(([name]) => name === 'vevent').map(eventOf));
}
