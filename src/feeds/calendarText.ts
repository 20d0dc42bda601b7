import ical, { type ICalCalendar, type ICalEvent } from 'ical-generator';
import { fold, refold } from './fold.js';
import { escapedLine } from './text.js';

/** How often a client should look again; ical-generator writes it as PT1H (Xiaomi refuses P1H). */
const REFRESH_SECONDS = 3600;

const LAST_LINE = 'END:VCALENDAR';

/** An empty calendar with the properties every feed bears. */
function emptyCalendar(name: string, zone: string, url: string): ICalCalendar {
  // No METHOD (RFC 5546 would want an ORGANIZER) and no zone of the library's: it then writes DTSTAMP without Z.
  const calendar = ical({
    name: escapedLine(name),
    prodId: { company: 'pufa', product: 'calendar', language: 'ZH' },
    ttl: REFRESH_SECONDS,
    url,
  });
  calendar.x('X-WR-TIMEZONE', zone);
  return calendar;
}

/**
 * What stands before and after a feed's components, as bytes; CRLF at the end, which ical-generator leaves out.
 *
 * @param url where people read the same; an absolute address without commas or semicolons
 */
export function calendarFrame({ name, zone, url }: { name: string; zone: string; url: string }): {
  readonly head: Buffer;
  readonly foot: Buffer;
} {
  const empty = refold(emptyCalendar(name, zone, url).toString());
  const head = empty.slice(0, empty.lastIndexOf(LAST_LINE));
  return { head: Buffer.from(head, 'utf8'), foot: Buffer.from(`${LAST_LINE}\r\n`, 'utf8') };
}

// At the beginning of a line no typed text can stand: a continuation begins with a blank.
const ALARM = /^BEGIN:VALARM\r\n.*?^END:VALARM\r\n/gms;

/**
 * One VEVENT's text, folded, CRLF at the end. Alarms come last, where RFC 5545 §3.6.1 wants them; ical-generator writes
 * properties after them. A whole calendar the library would fold by itself first, a character at a time, which took
 * most of the time of a feed.
 */
export function componentText(event: ICalEvent): string {
  const text = fold(event.toString());
  const body = text.slice(0, text.lastIndexOf('END:VEVENT'));
  const alarms = body.match(ALARM) ?? [];
  return `${body.replace(ALARM, '')}${alarms.join('')}END:VEVENT\r\n`;
}
