import { DateTime } from 'luxon';
import type { Activity } from '../../src/facts/index.js';
import { loadCalendars, type Calendars } from '../../src/town/index.js';

let read: Calendars | undefined;
const real = (): Calendars => (read ??= loadCalendars('calendars', 'gangmen'));

/** The real data of the first town, as it ships; read when a test first asks, so that suites load without it. */
export const gangmen: Calendars = {
  get town() {
    return real().town;
  },
  get keyDates() {
    return real().keyDates;
  },
  get holidays() {
    return real().holidays;
  },
};

/** An instant by the town's clock. */
export const townTime = (text: string): DateTime<true> => {
  const time = DateTime.fromISO(text, { zone: 'Asia/Shanghai' });
  if (!time.isValid) throw new Error(`no such time: ${text}`);
  return time;
};

/** A plain activity of 货湖村 on 12·4; a test says what matters to it. */
export const activity = (given: Partial<Activity> = {}): Activity => ({
  id: '2026-constitution-day-huohu-meeting-1',
  town: 'gangmen',
  keyDate: 'constitution-day',
  duty: null,
  year: 2026,
  village: 'huohu',
  form: 'meeting',
  title: '国家宪法日：召开会议（货湖村）',
  start: '2026-12-04T09:00:00+08:00',
  end: '2026-12-04T11:30:00+08:00',
  allDay: false,
  place: '货湖村委会',
  lead: 'sifasuo',
  partners: ['zongzhi'],
  lawyer: null,
  status: 'planned',
  pinned: false,
  sequence: 0,
  revision: 1,
  reasons: [],
  createdAt: '2026-11-23T10:00:00+08:00',
  updatedAt: '2026-11-23T10:00:00+08:00',
  scheduledAt: '2026-11-23T10:00:00+08:00',
  ...given,
});
