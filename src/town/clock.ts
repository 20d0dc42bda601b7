import { DateTime, IANAZone } from 'luxon';
import { z } from 'zod';
import { textLike, type Day } from '../calendar/index.js';

/** Which part of a day: morning, afternoon, or both. */
export type Half = 'am' | 'pm' | 'day';

/** What a wall-clock time looks like, as a piece of a pattern. */
export const TIME_PATTERN = String.raw`(?:[01]\d|2[0-3]):[0-5]\d`;

/** `08:30`, wall clock of the town. */
export const timeSchema = z
  .string()
  .regex(new RegExp(`^${TIME_PATTERN}$`), '时间要写成 08:30 这样的 24 小时制');

/** `09:00-11:30`, wall clock of the town. */
export const hoursSchema = textLike(
  new RegExp(`^(${TIME_PATTERN})-(${TIME_PATTERN})$`),
  '时段要写成 09:00-11:30 这样的 24 小时制',
  ([start = '', end = '']) => ({ start, end }),
).refine(({ start, end }) => start < end, '时段的结束要晚于开始');

const ZONE = '不是时区名，请写成 Asia/Shanghai 这样';

/** A zone of the IANA list; luxon would also take `local`, which is another one on another machine. */
export const zoneSchema = z
  .string(ZONE)
  .refine((zone) => IANAZone.isValidZone(zone), { error: ZONE, abort: true })
  // Instants of one town compare as text; with summer time they would not.
  .refine(
    (zone) =>
      DateTime.fromISO('2026-01-01', { zone }).offset === DateTime.fromISO('2026-07-01', { zone }).offset,
    '只能用没有夏令时的时区，请写成 Asia/Shanghai',
  );

/** The instant of a wall-clock time in the town. @throws RangeError when there is no such day or time */
export const instantOf = (day: Day, time: string, zone: string): DateTime<true> => {
  const instant = DateTime.fromISO(`${day}T${time}`, { zone });
  if (!instant.isValid) throw new RangeError(`no such time: ${day}T${time} in ${zone}`);
  return instant;
};

/** ISO 8601 with the town's offset, whole seconds: `2026-12-04T09:00:00+08:00`. @throws RangeError for an invalid instant */
export const isoIn = (instant: DateTime, zone: string): string => {
  const text = instant.setZone(zone).startOf('second').toISO({ suppressMilliseconds: true });
  if (text === null) throw new RangeError(`not an instant: ${instant.invalidReason ?? ''}`);
  return text;
};

/** The town's calendar day at an instant. @throws RangeError for an invalid one */
export const dayIn = (instant: DateTime, zone: string): Day => {
  const day = instant.setZone(zone).toISODate();
  if (day === null) throw new RangeError(`not an instant: ${instant.invalidReason ?? ''}`);
  return day;
};
