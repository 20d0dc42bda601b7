import {
  UTC,
  DATE,
  TEXTS,
  ONCE_IN_EVENT,
  calendars,
  events,
  everyProperty,
  linesOf,
  isRealTime,
  oncePer,
  missing,
  type Rule,
} from './helpers.js';
import { allComponents, named, valueOf } from './read.js';

/** What stands in an event. */
export const EVENT_RULES: readonly Rule[] = [
  {
    id: 'an event has UID, DTSTAMP, DTSTART and SUMMARY',
    source: 'RFC 5545 §3.6.1',
    faults: (ics) => events(ics).flatMap((event) => missing(event, ['UID', 'DTSTAMP', 'DTSTART', 'SUMMARY'])),
  },
  {
    id: 'what may stand once stands once',
    source: 'RFC 5545 §3.6.1',
    faults: (ics) => events(ics).flatMap((event) => oncePer(event, ONCE_IN_EVENT)),
  },
  {
    id: 'one UID once',
    source: 'RFC 5545 §3.8.4.7: without RECURRENCE-ID the second replaces the first',
    faults: (ics) => {
      const uids = events(ics).map((event) => valueOf(event, 'UID') ?? '');
      return uids.filter((uid, index) => uids.indexOf(uid) !== index);
    },
  },
  {
    id: 'a UID names no host',
    source: 'DESIGN §4.4: a server that moves must not double every event',
    faults: (ics) =>
      linesOf(
        events(ics)
          .flatMap((event) => named(event, 'UID'))
          .filter(({ value }) => !/^[a-z0-9-]+@[a-z0-9-]+\.pufa$/.test(value)),
      ),
  },
  {
    id: 'DTSTAMP, CREATED and LAST-MODIFIED are UTC',
    source: 'RFC 5545 §3.8.7',
    faults: (ics) =>
      linesOf(
        everyProperty(ics).filter(
          ({ name, value }) => ['DTSTAMP', 'CREATED', 'LAST-MODIFIED'].includes(name) && !UTC.test(value),
        ),
      ),
  },
  {
    id: 'times are UTC or dates, never floating',
    source: 'DESIGN §4.4; RFC 5545 §3.3.5',
    faults: (ics) =>
      linesOf(
        everyProperty(ics).filter(
          ({ name, value, parameters }) =>
            ['DTSTART', 'DTEND'].includes(name) &&
            !parameters.has('TZID') &&
            !(parameters.get('VALUE') === 'DATE' ? DATE : UTC).test(value),
        ),
      ),
  },
  {
    id: 'dates and times exist',
    source: 'RFC 5545 §3.3.4, §3.3.12',
    faults: (ics) =>
      linesOf(
        everyProperty(ics).filter(
          ({ name, value }) =>
            ['DTSTART', 'DTEND', 'DTSTAMP', 'CREATED', 'LAST-MODIFIED'].includes(name) && !isRealTime(value),
        ),
      ),
  },
  {
    id: 'a TZID has its VTIMEZONE',
    source: 'RFC 5545 §3.2.19',
    faults: (ics) => {
      const zones = allComponents(ics.roots)
        .filter(({ name }) => name === 'VTIMEZONE')
        .map((zone) => valueOf(zone, 'TZID'));
      return linesOf(
        everyProperty(ics).filter(
          ({ name, parameters }) =>
            name.startsWith('DT') && parameters.has('TZID') && !zones.includes(parameters.get('TZID')),
        ),
      );
    },
  },
  {
    id: 'an event ends after it starts',
    source: 'RFC 5545 §3.8.2.2: DTEND is exclusive, so never equal',
    faults: (ics) =>
      events(ics)
        .filter((event) => (valueOf(event, 'DTEND') ?? '9') <= (valueOf(event, 'DTSTART') ?? ''))
        .map((event) => valueOf(event, 'UID') ?? ''),
  },
  {
    id: 'start and end are of one kind',
    source: 'RFC 5545 §3.8.2.2',
    faults: (ics) =>
      events(ics)
        .filter((event) => {
          const [start] = named(event, 'DTSTART');
          const [end] = named(event, 'DTEND');
          return end !== undefined && start?.parameters.get('VALUE') !== end.parameters.get('VALUE');
        })
        .map((event) => valueOf(event, 'UID') ?? ''),
  },
  {
    id: 'STATUS is one an event may have',
    source: 'RFC 5545 §3.8.1.11',
    faults: (ics) =>
      linesOf(
        events(ics)
          .flatMap((event) => named(event, 'STATUS'))
          .filter(({ value }) => !['CONFIRMED', 'TENTATIVE', 'CANCELLED'].includes(value)),
      ),
  },
  {
    id: 'what is cancelled says so in its title, and nothing else does',
    source: 'DESIGN §4.4: some clients show no STATUS',
    faults: (ics) =>
      events(ics)
        .filter(
          (event) =>
            (valueOf(event, 'STATUS') === 'CANCELLED') !==
            (valueOf(event, 'SUMMARY') ?? '').startsWith('【已取消】'),
        )
        .map((event) => valueOf(event, 'UID') ?? ''),
  },
  {
    id: 'SEQUENCE is a whole number',
    source: 'RFC 5545 §3.8.7.4',
    faults: (ics) =>
      linesOf(everyProperty(ics).filter(({ name, value }) => name === 'SEQUENCE' && !/^\d+$/.test(value))),
  },
  {
    id: 'text is escaped',
    source: 'RFC 5545 §3.3.11',
    faults: (ics) =>
      linesOf(
        everyProperty(ics).filter(
          ({ name, value }) => TEXTS.has(name) && !/^(?:[^\\;,]|\\[\\;,nN])*$/s.test(value),
        ),
      ),
  },
  {
    id: 'CATEGORIES is a list of escaped texts, none empty',
    source: 'RFC 5545 §3.8.1.2',
    faults: (ics) =>
      linesOf(
        everyProperty(ics).filter(
          ({ name, value }) =>
            name === 'CATEGORIES' && !/^(?:[^\\;,]|\\[\\;,nN])+(?:,(?:[^\\;,]|\\[\\;,nN])+)*$/s.test(value),
        ),
      ),
  },
  {
    id: 'URL is an absolute address',
    source: 'RFC 5545 §3.8.4.6, RFC 7986 §5.5',
    faults: (ics) =>
      linesOf(
        everyProperty(ics).filter(
          ({ name, value }) => name === 'URL' && (!URL.canParse(value) || /[\\;,]/.test(value)),
        ),
      ),
  },
  {
    id: 'NAME and X-WR-CALNAME say the same',
    source: 'RFC 7986 §5.1',
    faults: (ics) =>
      calendars(ics)
        .filter((calendar) => valueOf(calendar, 'NAME') !== valueOf(calendar, 'X-WR-CALNAME'))
        .map((calendar) => valueOf(calendar, 'NAME') ?? 'no NAME'),
  },
  {
    id: 'a display alarm has a relative TRIGGER and a DESCRIPTION',
    source: 'RFC 5545 §3.6.6; LIBRARIES §8.9',
    faults: (ics) =>
      allComponents(ics.roots)
        .filter(({ name }) => name === 'VALARM')
        .flatMap((alarm) => [
          ...missing(alarm, ['ACTION', 'TRIGGER', 'DESCRIPTION']),
          ...oncePer(alarm, ['ACTION', 'TRIGGER', 'DESCRIPTION']),
          ...linesOf(
            named(alarm, 'TRIGGER').filter(
              ({ parameters }) => parameters.has('VALUE') || parameters.get('RELATED') === 'END',
            ),
          ),
        ]),
  },
];
