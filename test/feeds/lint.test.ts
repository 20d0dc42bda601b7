import { describe, expect, it } from '@jest/globals';
import { lintIcs, RULES } from '../support/icsLint/index.js';

const GOOD = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//pufa//calendar//ZH',
  'URL:http://127.0.0.1:8080/',
  'NAME:港门镇普法',
  'X-WR-CALNAME:港门镇普法',
  'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
  'X-PUBLISHED-TTL:PT1H',
  'X-WR-TIMEZONE:Asia/Shanghai',
  'BEGIN:VEVENT',
  'UID:a@gangmen.pufa',
  'SEQUENCE:0',
  'DTSTAMP:20261125T000000Z',
  'DTSTART:20261204T010000Z',
  'DTEND:20261204T033000Z',
  'SUMMARY:国家宪法日\\, 一行\\n又一行\\;',
  'DESCRIPTION:形式：召开会议\\n范围：货湖村\\n牵头：司法所\\n',
  ' 配合：综治办',
  'CATEGORIES:12·4',
  'STATUS:CONFIRMED',
  'CREATED:20261123T020000Z',
  'LAST-MODIFIED:20261125T000000Z',
  'BEGIN:VALARM',
  'ACTION:DISPLAY',
  'TRIGGER:-PT16H',
  'DESCRIPTION:国家宪法日',
  'END:VALARM',
  'END:VEVENT',
  'BEGIN:VEVENT',
  'UID:b@gangmen.pufa',
  'DTSTAMP:20261125T000000Z',
  'DTSTART;VALUE=DATE:20261201',
  'DTEND;VALUE=DATE:20261208',
  'SUMMARY:【已取消】宪法宣传周',
  'STATUS:CANCELLED',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n');

const swap =
  (from: string, to: string) =>
  (text: string): Buffer => {
    if (!text.includes(from)) throw new Error(`the good sample has no ${from}`);
    return Buffer.from(text.replace(from, () => to));
  };

/** For each rule a sample that breaks it. */
const BAD: Readonly<Record<string, (good: string) => Buffer>> = {
  'utf-8': (good) => Buffer.concat([Buffer.from(good.replace('普', '\u0001')), Buffer.from([0xff])]),
  'no byte order mark': (good) => Buffer.from(`\ufeff${good}`),
  'lines end in CRLF': swap('\r\nVERSION', '\nVERSION'),
  'the last line ends too': (good) => Buffer.from(good.slice(0, -2)),
  'no line is longer than 75 octets': swap('12·4', '一'.repeat(22)),
  'folds stand between code points': (good) => {
    const bytes = Buffer.from(good);
    const at = bytes.indexOf('法') + 1;
    return Buffer.concat([bytes.subarray(0, at), Buffer.from('\r\n '), bytes.subarray(at)]);
  },
  'folds do not tear an escape apart': swap('一行\\n又', '一行\\\r\n n又'),
  'no empty line': swap('\r\nVERSION', '\r\n\r\nVERSION'),
  'no control characters but TAB': swap('国家宪法日', '国家\u0001宪法日'),
  'every line is a content line': swap('VERSION:2.0', 'VERSION 2.0'),
  'BEGIN and END fit each other': swap('END:VALARM', 'END:VEVENT'),
  'one VCALENDAR and nothing beside it': (good) => Buffer.from(good + good),
  'a calendar has VERSION 2.0 and a PRODID, once each': swap('VERSION:2.0', 'VERSION:1.0'),
  'a calendar holds a component': (good) => Buffer.from(good.replace(/BEGIN:VEVENT.*END:VEVENT\r\n/s, '')),
  'properties come before components': swap('END:VALARM\r\n', 'END:VALARM\r\nCLASS:PUBLIC\r\n'),
  'no METHOD, ORGANIZER or ATTENDEE': swap('VERSION:2.0', 'VERSION:2.0\r\nMETHOD:PUBLISH'),
  'only properties that clients were seen to take': swap(
    'VERSION:2.0',
    'VERSION:2.0\r\nTIMEZONE-ID:Asia/Shanghai',
  ),
  'REFRESH-INTERVAL is a DURATION and says so': swap(';VALUE=DURATION', ''),
  'durations are strict': swap('X-PUBLISHED-TTL:PT1H', 'X-PUBLISHED-TTL:P1H'),
  'an event has UID, DTSTAMP, DTSTART and SUMMARY': swap('DTSTAMP:20261125T000000Z\r\n', ''),
  'what may stand once stands once': swap('SEQUENCE:0', 'SEQUENCE:0\r\nSEQUENCE:0'),
  'one UID once': swap('UID:b@', 'UID:a@'),
  'a UID names no host': swap('UID:a@gangmen.pufa', 'UID:a@127.0.0.1'),
  'DTSTAMP, CREATED and LAST-MODIFIED are UTC': swap('DTSTAMP:20261125T000000Z', 'DTSTAMP:20261125T000000'),
  'times are UTC or dates, never floating': swap('DTSTART:20261204T010000Z', 'DTSTART:20261204T010000'),
  'dates and times exist': swap('DTEND;VALUE=DATE:20261208', 'DTEND;VALUE=DATE:20270229'),
  'a TZID has its VTIMEZONE': swap('DTSTART:20261204T010000Z', 'DTSTART;TZID=Asia/Shanghai:20261204T090000'),
  'an event ends after it starts': swap('DTEND;VALUE=DATE:20261208', 'DTEND;VALUE=DATE:20261201'),
  'start and end are of one kind': swap('DTEND:20261204T033000Z', 'DTEND;VALUE=DATE:20261205'),
  'STATUS is one an event may have': swap('STATUS:CONFIRMED', 'STATUS:COMPLETED'),
  'what is cancelled says so in its title, and nothing else does': swap('【已取消】', ''),
  'SEQUENCE is a whole number': swap('SEQUENCE:0', 'SEQUENCE:-1'),
  'text is escaped': swap('国家宪法日\\,', '国家宪法日,'),
  'CATEGORIES is a list of escaped texts, none empty': swap('CATEGORIES:12·4', 'CATEGORIES:12·4,'),
  'URL is an absolute address': swap('URL:http://127.0.0.1:8080/', 'URL:/'),
  'NAME and X-WR-CALNAME say the same': swap('X-WR-CALNAME:港门镇普法', 'X-WR-CALNAME:港门镇'),
  'a display alarm has a relative TRIGGER and a DESCRIPTION': swap(
    'TRIGGER:-PT16H',
    'TRIGGER;VALUE=DATE-TIME:20261203T090000',
  ),
};

describe('the lint', () => {
  it('has more than 25 rules, each with a name of its own and a source', () => {
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
    expect(RULES.length).toBeGreaterThanOrEqual(25);
    expect(RULES.filter(({ source }) => source === '')).toEqual([]);
  });

  it('has nothing to say about a sound calendar', () => {
    expect(lintIcs(Buffer.from(GOOD))).toEqual([]);
  });

  it.each(RULES.map(({ id }) => id))('notices: %s', (id) => {
    const bad = BAD[id];
    if (!bad) throw new Error(`no sample breaks the rule: ${id}`);
    expect(lintIcs(bad(GOOD)).filter((fault) => fault.startsWith(`${id}: `))).not.toEqual([]);
  });
});
