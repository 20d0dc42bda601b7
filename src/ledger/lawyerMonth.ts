import { dayText, dueDaysOf, monthRange, yearOf, type Day } from '../calendar/index.js';
import { startDayOf, type Activity } from '../facts/index.js';
import { officeDuties, plannedDuties, type PlannedDuty, type Town } from '../town/index.js';
import type { LedgerEntry } from './entry.js';

/** Something a village's month with its lawyer lacks. */
export interface LawyerGap {
  readonly type: 'no-lawyer' | 'no-visit' | 'no-record' | 'no-hours' | 'no-log' | 'short';
  /** The activity it is about; null: the month as a whole. */
  readonly activity: string | null;
  readonly message: string;
}

/** One village's month with its lawyer. */
export interface LawyerMonthRow {
  readonly village: string;
  readonly lawyer: string | null;
  /** Hours that records say. */
  readonly hours: number;
  /** Hours the town asks for. */
  readonly wanted: number;
  /** The visits that have their record, as the ledger has them. */
  readonly records: readonly string[];
  readonly gaps: readonly LawyerGap[];
}

/** What stands in the lawyers' logs of a month, and what is missing. */
export interface LawyerMonth {
  /** `2026-11`. */
  readonly month: string;
  /** The duty whose visits these are; null: the town asks for none. */
  readonly duty: string | null;
  /** By when the logs must be whole, as the town's own deadline says; null where it has none. */
  readonly due: Day | null;
  readonly rows: readonly LawyerMonthRow[];
}

/** The visits of lawyers that the town asks for each month in each village. */
const visitsOf = (town: Town): PlannedDuty | undefined =>
  plannedDuties(town).find((duty) => duty.lawyer && duty.for === 'village' && duty.every === 'month');

function visitGaps(activity: Activity, entry: LedgerEntry | undefined, today: Day): LawyerGap[] {
  const gap = (type: LawyerGap['type'], message: string): LawyerGap => ({
    type,
    activity: activity.id,
    message: `${dayText(startDayOf(activity))}${message}`,
  });
  if (!entry) return startDayOf(activity) < today ? [gap('no-record', '的驻村服务没有记录')] : [];
  return [
    ...(entry.hours === null ? [gap('no-hours', '的记录没写服务几小时')] : []),
    ...(entry.log === null ? [gap('no-log', '的记录没写日志')] : []),
  ];
}

/**
 * Each village's month with its lawyer: what is recorded, and what is missing. A visit belongs to the month it was
 * planned in; one still to come, today's among them, is not missing.
 *
 * @param month `2026-11`
 * @param activities those of the month
 */
export function lawyerMonth(
  town: Town,
  month: string,
  activities: readonly Activity[],
  entries: readonly LedgerEntry[],
  today: Day,
): LawyerMonth {
  const duty = visitsOf(town);
  if (!duty) return { month, duty: null, due: null, rows: [] };
  const year = yearOf(`${month}-01`);
  const due = officeDuties(town)
    .filter(({ checks }) => checks === duty.id)
    .flatMap((one) => dueDaysOf(one.due, year))
    .find((day) => day.startsWith(month));
  const known = new Map(entries.map((entry) => [entry.id, entry]));
  const { end } = monthRange(year, Number(month.slice(5, 7)));
  const rows = town.villages.map(({ id: village, lawyer }): LawyerMonthRow => {
    const visits = activities.filter(
      (activity) =>
        activity.duty === duty.id &&
        activity.village === village &&
        activity.status !== 'cancelled' &&
        startDayOf(activity).startsWith(month),
    );
    const recorded = visits.flatMap(({ id }) => known.get(id) ?? []);
    const hours = recorded.reduce((sum, entry) => sum + (entry.hours ?? 0), 0);
    const ahead = visits.some((visit) => !known.has(visit.id) && startDayOf(visit) >= today);
    const whole = (type: LawyerGap['type'], message: string): LawyerGap => ({
      type,
      activity: null,
      message,
    });
    const short = hours < duty.hours && recorded.length > 0 && !ahead;
    const none = visits.length === 0;
    return {
      village,
      lawyer: lawyer ?? null,
      hours,
      wanted: duty.hours,
      records: recorded.map(({ id }) => id),
      gaps: [
        ...(lawyer === undefined ? [whole('no-lawyer', '没有挂点律师')] : []),
        ...(none ? [whole('no-visit', end < today ? '全月没有驻村服务' : '本月没有安排驻村服务')] : []),
        ...visits.flatMap((visit) => visitGaps(visit, known.get(visit.id), today)),
        ...(short ? [whole('short', `有记录的是 ${hours} 小时，少 ${duty.hours - hours} 小时`)] : []),
      ],
    };
  });
  return { month, duty: duty.id, due: due ?? null, rows };
}
