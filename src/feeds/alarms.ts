import type { Day } from '../calendar/index.js';
import { addDays } from '../calendar/index.js';
import { instantOf, type ReminderRule, type Town } from '../town/index.js';

/**
 * When a calendar that was asked for alarms rings: at the town's own reminder times before and on the day, in seconds
 * before the start (negative: after it), so that an alarm is never set by a clock of its own.
 *
 * @param start the instant it starts, in seconds; for a whole day the day's beginning
 */
export function alarmsBefore(
  { rules, zone }: { rules: readonly ReminderRule[]; zone: Town['zone'] },
  startDay: Day,
  start: number,
  allDay: boolean,
): number[] {
  const seconds = rules
    .filter(({ offsetDays, unlessRecorded }) => offsetDays <= 0 && !unlessRecorded)
    .map(({ offsetDays, time }) => start - instantOf(addDays(startDay, offsetDays), time, zone).toSeconds())
    // What has begun needs no alarm; a whole day begins at midnight and may ring in the morning.
    .filter((before) => allDay || before >= 0);
  return [...new Set(seconds)].sort((a, b) => b - a);
}
