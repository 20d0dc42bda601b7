import { isDay, yearOf, type Day } from '../calendar/index.js';
import { instantOf, isoIn, type Town } from '../town/index.js';

/** When something is, as the API writes it. */
export interface When {
  readonly start: string;
  readonly end: string;
  readonly allDay: boolean;
}

type Column = 'date' | 'time' | 'end';

/** What the cells of a row say of when it is. */
export type WhenCells = Readonly<Partial<Record<Column, string>>>;

export interface WhenFault {
  readonly column: Column;
  readonly message: string;
}

const DAY = String.raw`(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?`;
const WEEKDAY = String.raw`\(?(?:星期|周|礼拜)[一二三四五六日天]\)?`;
const TO = String.raw`\s*(?:至|到|-|~|—+|–)\s*`;

const STARTS = new RegExp(`^${DAY}\\s*(?:${WEEKDAY})?[\\sT]*(.*)$`);
const FULL_END = new RegExp(`^${TO}${DAY}\\s*(?:${WEEKDAY})?$`);
const SHORT_END = new RegExp(`^${TO}(?:(\\d{1,2})\\s*[月.]\\s*)?(\\d{1,2})\\s*[日号]$`);

const HALF = '(上午|早上|下午|晚上|晚|am|pm)?';
const CLOCK = String.raw`(\d{1,2})\s*(?:[:点时])\s*(?:(\d{1,2})分?|(半))?(?::00)?`;
const HOURS = new RegExp(`^${HALF}\\s*${CLOCK}(?:${TO}${HALF}\\s*${CLOCK})?$`, 'i');

const DATE_MESSAGE = '看不出是哪一天，请写成 2026-12-04、2026年12月4日 或 2026-12-04 09:00';
const TIME_MESSAGE = '看不出是几点，请写成 上午、下午、全天、9:00 或 9:00-11:30';

const pad = (value: string | number): string => String(value).padStart(2, '0');

function dayOf(year: string, month: string, date: string): Day | null {
  const day = `${year}-${pad(month)}-${pad(date)}`;
  return isDay(day) ? day : null;
}

/** `15:00` of 下午, 3 and 00; null for no time of day. */
function clockOf(half: string | undefined, hour: string, minute: string): string | null {
  const late = /^(下午|晚上|晚|pm)$/i.test(half ?? '') && Number(hour) < 12;
  const [h, m] = [Number(hour) + (late ? 12 : 0), Number(minute)];
  return h < 24 && m < 60 ? `${pad(h)}:${pad(m)}` : null;
}

type Hours = { readonly start: string; readonly end: string | null } | 'all-day';

/** Parts of the day, or from when to when; null for what is neither. */
function hoursIn(text: string, { hours }: Town): Hours | null {
  if (/^(全天|整天|一天)$/.test(text)) return 'all-day';
  if (/^(上午|早上|am)$/i.test(text)) return hours.am;
  if (/^(下午|pm)$/i.test(text)) return hours.pm;
  const found = HOURS.exec(text);
  if (!found) return null;
  const [, half, hour = '', minute, halfPast, endHalf, endHour, endMinute, endHalfPast] = found;
  const start = clockOf(half, hour, minute ?? (halfPast ? '30' : '0'));
  if (start === null) return null;
  if (endHour === undefined) return { start, end: null };
  const end = clockOf(endHalf ?? half, endHour, endMinute ?? (endHalfPast ? '30' : '0'));
  return end === null ? null : { start, end };
}

/** The end of work of the half-day in which something begins. */
function endOfHalf(start: string, { hours }: Town): string | null {
  return [hours.am.end, hours.pm.end].find((end) => end > start) ?? null;
}

/** The last day of a range whose first is `first`; null for none. */
function lastDayIn(rest: string, first: Day): Day | null {
  const full = FULL_END.exec(rest);
  if (full) return dayOf(full[1] ?? '', full[2] ?? '', full[3] ?? '');
  const short = SHORT_END.exec(rest);
  if (!short) return null;
  const [, month, date = ''] = short;
  const last = dayOf(first.slice(0, 4), month ?? first.slice(5, 7), date);
  // From December to January the year turns over.
  return last !== null && month !== undefined && last < first
    ? dayOf(String(yearOf(first) + 1), month, date)
    : last;
}

const fault = (column: Column, message: string): WhenFault => ({ column, message });

/** From a day and hours to an end that stands in a cell of its own, if one does. */
function placed(day: Day, hours: Hours | null, endText: string, town: Town): When | WhenFault {
  const endDay = STARTS.exec(endText);
  const lastDay = endDay ? dayOf(endDay[1] ?? '', endDay[2] ?? '', endDay[3] ?? '') : day;
  if (lastDay === null) return fault('end', DATE_MESSAGE);
  if (hours === null || hours === 'all-day') {
    if (endText !== '' && endDay?.[4] !== '') return fault('end', '只写了结束的钟点：请把开始的钟点也写上');
    return { start: day, end: lastDay, allDay: true };
  }
  const endClock = endDay ? (endDay[4] ?? '') : endText;
  const ending = endClock === '' ? null : hoursIn(endClock, town);
  if (endClock !== '' && (ending === null || ending === 'all-day')) return fault('end', TIME_MESSAGE);
  // `下午` as an end means its end; so does the second of two clocks.
  const end =
    ending !== null && ending !== 'all-day'
      ? (ending.end ?? ending.start)
      : (hours.end ?? endOfHalf(hours.start, town));
  if (end === null) return fault('time', '只有开始时间，请把结束时间也写上，例如 19:30-21:00');
  const instant = (on: Day, clock: string): string => isoIn(instantOf(on, clock, town.zone), town.zone);
  return { start: instant(day, hours.start), end: instant(lastDay, end), allDay: false };
}

/**
 * When something is, by the town's clock, of the ways in which offices write it: `2026年12月4日（周五）上午9:00-11:30`,
 * a date alone (then it takes the whole day), a range of days, the hours in a column of their own. A start without an
 * end lasts to the end of that half-day's work.
 */
export function whenIn(cells: WhenCells, town: Town): When | WhenFault {
  const [date, time, end] = (['date', 'time', 'end'] as const).map((column) =>
    (cells[column] ?? '').normalize('NFKC').trim(),
  ) as [string, string, string];
  const found = STARTS.exec(date);
  if (/^\d{5}(\.\d+)?$/.test(date))
    return fault('date', '这是数字，不是日期：请把这一列的单元格格式设为“日期”');
  if (/^\d{1,2}\s*[月.]\s*\d{1,2}\s*[日号]?/.test(date))
    return fault('date', '请把年份也写上，例如 2026年12月4日');
  const day = found && dayOf(found[1] ?? '', found[2] ?? '', found[3] ?? '');
  if (!day) return fault('date', DATE_MESSAGE);
  const rest = (found[4] ?? '').trim();
  const lastDay = lastDayIn(rest, day);
  if (lastDay !== null) {
    if (time !== '' || end !== '') return fault('date', '写了几天的，不再写钟点；要写钟点请分行，一行一天');
    return { start: day, end: lastDay, allDay: true };
  }
  const inDate = rest === '' ? null : hoursIn(rest, town);
  if (rest !== '' && inDate === null) return fault('date', DATE_MESSAGE);
  const inTime = time === '' ? null : hoursIn(time.replace(/^T/, ''), town);
  if (time !== '' && inTime === null) return fault('time', TIME_MESSAGE);
  return placed(day, inTime ?? inDate, end.replace(/^T/, ''), town);
}
