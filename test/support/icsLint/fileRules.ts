import {
  DURATION,
  KNOWN_IN_CALENDAR,
  KNOWN_IN_EVENT,
  calendars,
  events,
  everyProperty,
  linesOf,
  oncePer,
  missing,
  type Rule,
} from './helpers.js';
import { allComponents, childrenOf, named, propertiesOf, propertyIn, type Property } from './read.js';

/** Bytes, lines, and the calendar as a whole. */
export const FILE_RULES: readonly Rule[] = [
  {
    id: 'utf-8',
    source: 'RFC 5545 §3.1.4',
    faults: ({ bytes, text }) => (Buffer.from(text, 'utf8').equals(bytes) ? [] : ['not UTF-8']),
  },
  {
    id: 'no byte order mark',
    source: 'RFC 5545 §3.4: the first line is BEGIN:VCALENDAR',
    faults: ({ text }) => (text.startsWith('\ufeff') ? ['BOM'] : []),
  },
  {
    id: 'lines end in CRLF',
    source: 'RFC 5545 §3.1',
    faults: ({ text }) => text.match(/(?<!\r)\n|\r(?!\n)/g) ?? [],
  },
  {
    id: 'the last line ends too',
    source: 'RFC 5545 §3.1',
    faults: ({ text }) => (text.endsWith('\r\n') ? [] : [text.slice(-20)]),
  },
  {
    id: 'no line is longer than 75 octets',
    source: 'RFC 5545 §3.1',
    faults: ({ rawLines }) => rawLines.filter((line) => Buffer.byteLength(line) > 75),
  },
  {
    id: 'folds stand between code points',
    source: 'RFC 5545 §3.1; naive readers decode line by line',
    faults: ({ bytes }) => {
      const torn: string[] = [];
      for (let at = bytes.indexOf('\r\n '); at >= 0; at = bytes.indexOf('\r\n ', at + 3)) {
        const next = bytes[at + 3] ?? 0;
        if ((next & 0xc0) === 0x80) torn.push(`at octet ${at}`);
      }
      return torn;
    },
  },
  {
    id: 'folds do not tear an escape apart',
    source: 'LESSONS 14: naive readers unescape line by line',
    faults: ({ rawLines }) =>
      rawLines.filter(
        (line, index) => /(?<!\\)(\\\\)*\\$/.test(line) && /^[ \t]/.test(rawLines[index + 1] ?? ''),
      ),
  },
  {
    id: 'no empty line',
    source: 'RFC 5545 §3.1',
    faults: ({ rawLines }) => rawLines.filter((line) => line.trim() === '').map(() => 'empty'),
  },
  {
    id: 'no control characters but TAB',
    source: 'RFC 5545 §3.1',
    faults: ({ lines }) => lines.filter((line) => /(?!\t)\p{Cc}/u.test(line)),
  },
  {
    id: 'every line is a content line',
    source: 'RFC 5545 §3.1',
    faults: ({ lines }) => lines.filter((line) => propertyIn(line) === null),
  },
  { id: 'BEGIN and END fit each other', source: 'RFC 5545 §3.4', faults: ({ nesting }) => nesting },
  {
    id: 'one VCALENDAR and nothing beside it',
    source: 'RFC 5545 §3.4: clients read the first',
    faults: ({ roots }) =>
      roots.length === 1 && roots[0]?.name === 'VCALENDAR' ? [] : roots.map(({ name }) => name),
  },
  {
    id: 'a calendar has VERSION 2.0 and a PRODID, once each',
    source: 'RFC 5545 §3.6',
    faults: (ics) =>
      calendars(ics).flatMap((calendar) => [
        ...missing(calendar, ['VERSION', 'PRODID']),
        ...oncePer(calendar, ['VERSION', 'PRODID', 'CALSCALE', 'NAME', 'URL', 'REFRESH-INTERVAL']),
        ...named(calendar, 'VERSION')
          .filter(({ value }) => value !== '2.0')
          .map(({ line }) => line),
      ]),
  },
  {
    id: 'a calendar holds a component',
    source: 'RFC 5545 §3.6',
    faults: (ics) =>
      calendars(ics)
        .filter((calendar) => childrenOf(calendar).length === 0)
        .map(() => 'empty calendar'),
  },
  {
    id: 'properties come before components',
    source: 'RFC 5545 §3.6 and §3.6.1 (ABNF)',
    faults: (ics) =>
      allComponents(ics.roots).flatMap(({ name, members }) => {
        const first = members.findIndex((member) => 'members' in member);
        return first < 0
          ? []
          : members
              .slice(first)
              .filter((member): member is Property => !('members' in member))
              .map(({ line }) => `${name}: ${line}`);
      }),
  },
  {
    id: 'no METHOD, ORGANIZER or ATTENDEE',
    source: 'RFC 5546 §3.2.1; DESIGN §4.4: a feed invites nobody',
    faults: (ics) =>
      linesOf(everyProperty(ics).filter(({ name }) => ['METHOD', 'ORGANIZER', 'ATTENDEE'].includes(name))),
  },
  {
    id: 'only properties that clients were seen to take',
    source: 'LESSONS 16: keep to plain properties; TIMEZONE-ID is no property name',
    faults: (ics) => [
      ...calendars(ics).flatMap((calendar) =>
        linesOf(propertiesOf(calendar).filter(({ name }) => !KNOWN_IN_CALENDAR.has(name))),
      ),
      ...events(ics).flatMap((event) =>
        linesOf(propertiesOf(event).filter(({ name }) => !KNOWN_IN_EVENT.has(name))),
      ),
    ],
  },
  {
    id: 'REFRESH-INTERVAL is a DURATION and says so',
    source: 'RFC 7986 §5.7',
    faults: (ics) =>
      linesOf(
        everyProperty(ics).filter(
          ({ name, parameters }) => name === 'REFRESH-INTERVAL' && parameters.get('VALUE') !== 'DURATION',
        ),
      ),
  },
  {
    id: 'durations are strict',
    source: 'RFC 5545 §3.3.6; Xiaomi refuses P1H',
    faults: (ics) =>
      linesOf(
        everyProperty(ics).filter(
          ({ name, value, parameters }) =>
            (['REFRESH-INTERVAL', 'X-PUBLISHED-TTL', 'DURATION'].includes(name) ||
              (name === 'TRIGGER' && parameters.get('VALUE') !== 'DATE-TIME')) &&
            !DURATION.test(value),
        ),
      ),
  },
];
