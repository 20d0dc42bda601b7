import { allComponents, named, propertiesOf, type Component, type Ics, type Property } from './read.js';

/** A rule gives what breaks it; nothing when all is well. */
export interface Rule {
  readonly id: string;
  readonly source: string;
  readonly faults: (ics: Ics) => readonly string[];
}

export const UTC = /^\d{8}T\d{6}Z$/;
export const DATE = /^\d{8}$/;
/** RFC 5545 §3.3.6, every part in its place; `P1H`, which Xiaomi chokes on, is none. */
export const DURATION =
  /^[+-]?P(?:\d+W|\d+D(?:T(?:\d+H(?:\d+M(?:\d+S)?)?|\d+M(?:\d+S)?|\d+S))?|T(?:\d+H(?:\d+M(?:\d+S)?)?|\d+M(?:\d+S)?|\d+S))$/;
export const TEXTS = new Set([
  'SUMMARY',
  'DESCRIPTION',
  'LOCATION',
  'NAME',
  'X-WR-CALNAME',
  'X-WR-CALDESC',
  'COMMENT',
  'CONTACT',
]);
export const ONCE_IN_EVENT = [
  'UID',
  'DTSTAMP',
  'DTSTART',
  'DTEND',
  'DURATION',
  'SEQUENCE',
  'SUMMARY',
  'LOCATION',
  'DESCRIPTION',
  'STATUS',
  'CREATED',
  'LAST-MODIFIED',
  'URL',
  'CLASS',
  'TRANSP',
];
export const KNOWN_IN_CALENDAR = new Set([
  'VERSION',
  'PRODID',
  'CALSCALE',
  'URL',
  'NAME',
  'X-WR-CALNAME',
  'REFRESH-INTERVAL',
  'X-PUBLISHED-TTL',
  'X-WR-TIMEZONE',
]);
export const KNOWN_IN_EVENT = new Set([
  ...ONCE_IN_EVENT,
  'CATEGORIES',
  // ical-generator adds them to whole days; Outlook reads them, all others pass them over.
  'X-MICROSOFT-CDO-ALLDAYEVENT',
  'X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT',
]);

export const calendars = ({ roots }: Ics): Component[] => roots.filter(({ name }) => name === 'VCALENDAR');
export const events = (ics: Ics): Component[] =>
  allComponents(ics.roots).filter(({ name }) => name === 'VEVENT');
export const everyProperty = (ics: Ics): Property[] => allComponents(ics.roots).flatMap(propertiesOf);
export const linesOf = (properties: readonly Property[]): string[] => properties.map(({ line }) => line);

/** A real day and time of day, not 20260230 or 250000. */
export function isRealTime(value: string): boolean {
  const [, year = '', month = '', day = '', , hour = '0', minute = '0', second = '0'] =
    /^(\d{4})(\d\d)(\d\d)(T(\d\d)(\d\d)(\d\d)Z?)?$/.exec(value) ?? [];
  if (year === '') return false;
  const days = [
    31,
    Number(year) % 4 === 0 && (Number(year) % 100 !== 0 || Number(year) % 400 === 0) ? 29 : 28,
    31,
    30,
    31,
    30,
    31,
    31,
    30,
    31,
    30,
    31,
  ];
  const most = days[Number(month) - 1];
  return (
    most !== undefined &&
    Number(day) >= 1 &&
    Number(day) <= most &&
    Number(hour) < 24 &&
    Number(minute) < 60 &&
    Number(second) < 60
  );
}

export const oncePer = (component: Component, names: readonly string[]): string[] =>
  names.filter((name) => named(component, name).length > 1).map((name) => `${component.name}: ${name}`);

export const missing = (component: Component, names: readonly string[]): string[] =>
  names.filter((name) => named(component, name).length === 0).map((name) => `${component.name}: no ${name}`);
