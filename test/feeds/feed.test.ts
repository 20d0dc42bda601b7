import { describe, expect, it } from '@jest/globals';
import type ICAL from 'ical.js';
import type { Activity } from '../../src/facts/index.js';
import { calendarFrame } from '../../src/feeds/calendarText.js';
import type { Feed } from '../../src/feeds/index.js';
import { eventsIn, feedAt } from '../support/feeds.js';
import { activity, gangmen } from '../support/gangmen.js';

const feed = (activities: readonly Activity[], today?: string): Feed => feedAt('town', activities, today);
const keyDatesFeed = (today?: string): Feed => feedAt('key-dates', [activity()], today);

const only = (of: Feed): ICAL.Event => {
  const [event, ...others] = eventsIn(of);
  if (!event || others.length > 0) throw new Error(`${others.length + 1} events`);
  return event;
};

const linesOf = ({ bytes }: Feed): string[] => bytes.toString().split('\r\n');

describe('a feed', () => {
  it('reads, whole, as it should', () => {
    expect(linesOf(feed([activity({ sequence: 2, updatedAt: '2026-11-25T08:00:00+08:00' })]))).toEqual([
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
      'UID:2026-constitution-day-huohu-meeting-1@gangmen.pufa',
      'SEQUENCE:2',
      'DTSTAMP:20261125T000000Z',
      'DTSTART:20261204T010000Z',
      'DTEND:20261204T033000Z',
      'SUMMARY:国家宪法日：召开会议（货湖村）',
      'LOCATION:货湖村委会',
      'DESCRIPTION:形式：召开会议\\n范围：货湖村\\n牵头：司法所\\n',
      ' 配合：综治办',
      'CATEGORIES:12·4',
      'STATUS:CONFIRMED',
      'CREATED:20261123T020000Z',
      'LAST-MODIFIED:20261125T000000Z',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
  });

  it('gives an independent reader every instant', () => {
    const event = only(feed([activity()]));
    expect(event.startDate.toJSDate().toISOString()).toBe('2026-12-04T01:00:00.000Z');
    expect(event.endDate.toJSDate().toISOString()).toBe('2026-12-04T03:30:00.000Z');
  });

  it('ends whole days on the day after the last', () => {
    const event = only(feed([activity({ allDay: true, start: '2026-12-01', end: '2026-12-07' })]));
    expect([event.startDate.toString(), event.endDate.toString()]).toEqual(['2026-12-01', '2026-12-08']);
    expect(event.startDate.isDate).toBe(true);
  });

  it('gives the same bytes for the same facts, in whatever order they come', () => {
    const facts = ['a', 'b', 'c'].map((id) => activity({ id }));
    expect(feed([...facts].reverse()).bytes.equals(feed(facts).bytes)).toBe(true);
    expect(feed(facts).etag).toBe(feed([...facts].reverse()).etag);
    expect(feed(facts.slice(1)).etag).not.toBe(feed(facts).etag);
  });

  it('reaches 90 days back and 400 ahead', () => {
    const on = (day: string): Activity =>
      activity({ id: day, start: `${day}T09:00:00+08:00`, end: `${day}T10:00:00+08:00` });
    const days = ['2026-08-24', '2026-08-25', '2027-12-28', '2027-12-29'];
    expect(eventsIn(feed(days.map(on))).map(({ uid }) => uid.slice(0, 10))).toEqual([
      '2026-08-25',
      '2027-12-28',
    ]);
  });

  it('shows a cancelled activity as cancelled for thirty days, then drops it', () => {
    const cancelled = activity({ status: 'cancelled', sequence: 1, updatedAt: '2026-11-23T10:00:00+08:00' });
    const shown = only(feed([cancelled], '2026-12-23'));
    expect(shown.summary).toBe('【已取消】国家宪法日：召开会议（货湖村）');
    expect(shown.component.getFirstPropertyValue('status')).toBe('CANCELLED');
    const other = activity({ id: 'other' });
    expect(eventsIn(feed([cancelled, other], '2026-12-24')).map(({ uid }) => uid)).toEqual([
      'other@gangmen.pufa',
    ]);
  });

  it('is never empty: the next key date stands in', () => {
    const event = only(feed([]));
    expect([event.uid, event.summary, event.startDate.toString()]).toEqual([
      'constitution-week-2026@gangmen.pufa',
      '宪法宣传周',
      '2026-12-01',
    ]);
  });

  it('files an activity under its key date, else its duty, else its form', () => {
    const category = (given: Partial<Activity>): unknown =>
      only(feed([activity(given)])).component.getFirstPropertyValue('categories');
    expect([{}, { keyDate: null, duty: 'lecture' }, { keyDate: null }].map(category)).toEqual([
      '12·4',
      '法律讲座',
      '召开会议',
    ]);
  });

  it('prints no telephone number that somebody typed into a title or place', () => {
    const event = only(feed([activity({ title: '找老陈13812345678', place: '村口，0759-7654321' })]));
    expect([event.summary, event.location]).toEqual(['找老陈（电话略）', '村口，（电话略）']);
  });

  it('rings only where it is asked to, once, by the town’s reminder of the day before', () => {
    const facts = [
      activity({ id: 'timed' }),
      activity({ id: 'whole', allDay: true, start: '2026-12-05', end: '2026-12-05' }),
      activity({ id: 'off', status: 'cancelled', start: '2026-12-06', end: '2026-12-06', allDay: true }),
    ];
    expect(linesOf(feed(facts)).filter((line) => line.includes('ALARM'))).toEqual([]);
    const ringing = feedAt('town', facts, undefined, { alarms: true, people: null });
    const triggers = eventsIn(ringing).map(({ uid, component }) => [
      uid.split('@')[0],
      component.getAllSubcomponents('valarm').map((alarm) => String(alarm.getFirstPropertyValue('trigger'))),
    ]);
    // 17:00 the day before: 16 hours before nine o’clock, 7 before the day.
    expect(triggers).toEqual([
      ['timed', ['-PT16H']],
      ['whole', ['-PT7H']],
      ['off', []],
    ]);
  });

  it('lets no name of a town inject a line or leave one raw', () => {
    const frame = calendarFrame({
      name: '港门,镇;\\\r\nX-EVIL:1\u0000',
      zone: 'Asia/Shanghai',
      url: 'http://127.0.0.1:8080/',
    });
    const lines = frame.head.toString().split('\r\n');
    expect(lines.slice(4, 6)).toEqual([
      'NAME:港门\\,镇\\;\\\\ X-EVIL:1',
      'X-WR-CALNAME:港门\\,镇\\;\\\\ X-EVIL:1',
    ]);
    expect(frame.foot.toString()).toBe('END:VCALENDAR\r\n');
  });

  it('holds none of what clients choke on', () => {
    const text = feed([activity()]).bytes.toString();
    expect(text).not.toMatch(/^(METHOD|TIMEZONE-ID|ATTENDEE|ORGANIZER|BEGIN:VALARM)/m);
  });
});

describe('the key dates’ feed', () => {
  it('holds the enabled dates of the window, all day, stamped by their revision', () => {
    const events = eventsIn(keyDatesFeed());
    const named = gangmen.town.campaigns.map(({ keyDate }) => keyDate);
    expect(
      events
        .filter(({ uid }) => named.some((id) => uid.startsWith(`${id}-20`)))
        .map(({ uid, startDate, endDate, sequence }) =>
          [uid, startDate.toString(), endDate.toString(), sequence].join(' '),
        ),
    ).toEqual([
      'constitution-day-2026@gangmen.pufa 2026-12-04 2026-12-05 0',
      'consumer-day-2027@gangmen.pufa 2027-03-15 2027-03-16 0',
      'national-security-day-2027@gangmen.pufa 2027-04-15 2027-04-16 0',
      'safety-month-2027@gangmen.pufa 2027-06-01 2027-07-01 0',
      'anti-drug-day-2027@gangmen.pufa 2027-06-26 2027-06-27 0',
      'constitution-day-2027@gangmen.pufa 2027-12-04 2027-12-05 0',
    ]);
    const stamps = linesOf(keyDatesFeed()).filter((line) => line.startsWith('DTSTAMP'));
    expect(new Set(stamps)).toEqual(
      new Set(gangmen.keyDates.map(({ revised }) => `DTSTAMP:${revised.replaceAll('-', '')}T000000Z`)),
    );
    const off = gangmen.keyDates.filter(({ confidence }) => confidence === 'C').map(({ id }) => id);
    expect(events.filter(({ uid }) => off.some((id) => uid.startsWith(`${id}-20`)))).toEqual([]);
  });

  it('says what is behind a date: theme, law and source, and what still waits for a notice', () => {
    const described = (id: string) =>
      eventsIn(keyDatesFeed('2026-03-01')).find(({ uid }) => uid.startsWith(`${id}-2026@`))?.description;
    expect(described('consumer-day')).toBe(
      '主题：提升消费品质\n依据：消费者权益保护法（日期为国际消费者权益日）\n来源：港府〔2020〕76号；2026年主题见people.com.cn 2026-03-15',
    );
    expect(described('petition-month')?.split('\n').at(-1)).toBe('日期以当年通知为准');
  });

  it('keeps a range that began the year before as long as it lasts', () => {
    const ids = eventsIn(keyDatesFeed('2027-07-25')).map(({ uid }) => uid);
    expect(ids).toContain('gd-fire-season-2026@gangmen.pufa');
    expect(eventsIn(keyDatesFeed('2027-08-01')).map(({ uid }) => uid)).not.toContain(
      'gd-fire-season-2026@gangmen.pufa',
    );
  });
});
