import { DateTime, Duration, IANAZone } from 'luxon';
import { addDays, isDay } from '../calendar/index.js';
import { isoIn, type Town } from '../town/index.js';
import type { CalendarEvent, EventTime } from './reading/index.js';
import type { When } from './when.js';

/** What Outlook calls the zones our people are in. */
const WINDOWS_ZONES: ReadonlyMap<string, string> = new Map([
  ['china standard time', 'Asia/Shanghai'],
  ['taipei standard time', 'Asia/Taipei'],
  ['singapore standard time', 'Asia/Singapore'],
  ['utc', 'UTC'],
]);

/** The zone of a TZID: a name of the IANA's, also at the end of a longer one, or of Outlook's; null for another. */
function zoneOf(tzid: string): string | null {
  const known = WINDOWS_ZONES.get(tzid.toLowerCase());
  if (known !== undefined) return known;
  const parts = tzid.split('/');
  const names = [parts.length, 3, 2].map((count) => parts.slice(-count).join('/'));
  return names.find((name) => IANAZone.isValidZone(name)) ?? null;
}

const WRONG = '时间写得不对，请从原来的日历重新导出';

/** The instant of a time that is no day; a floating one is by the town's clock. */
function instantIn({ text, zone: tzid }: EventTime, town: Town): DateTime | string {
  const zone = tzid === null ? town.zone : zoneOf(tzid);
  if (zone === null) return `不认识的时区 ${tzid ?? ''}，请在原来的日历里改成 Asia/Shanghai`;
  const instant = DateTime.fromISO(text, { zone });
  return instant.isValid ? instant : WRONG;
}

/** When an event is, by the town's clock, or what is wrong with its times. The end of an all-day one becomes inclusive. */
export function eventWhen({ start, end, duration }: CalendarEvent, town: Town): When | string {
  if (start === null) return '没有开始时间（DTSTART）';
  const lasts = duration === null ? null : Duration.fromISO(duration);
  if (isDay(start.text)) {
    const days = lasts?.isValid ? Math.max(1, Math.ceil(lasts.as('days'))) : 1;
    const after = end === null ? addDays(start.text, days) : end.text;
    if (!isDay(after)) return end === null ? WRONG : '开始是日期，结束不是：请从原来的日历重新导出';
    // Some programs end a day on itself.
    return { start: start.text, end: after > start.text ? addDays(after, -1) : after, allDay: true };
  }
  const from = instantIn(start, town);
  if (typeof from === 'string') return from;
  const to = end === null ? (lasts?.isValid ? from.plus(lasts) : null) : instantIn(end, town);
  if (typeof to === 'string') return to;
  if (to === null) return '没有结束时间，请在原来的日历里补上';
  // A duration of a million years leads nowhere.
  if (!to.isValid) return WRONG;
  return { start: isoIn(from, town.zone), end: isoIn(to, town.zone), allDay: false };
}
