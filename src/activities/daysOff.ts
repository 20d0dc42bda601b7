import type { Day } from '../calendar/index.js';
import { byStart, startDayOf, type Activity, type Warning } from '../facts/index.js';
import { circumstancesOf, workdayFilter } from '../planner/index.js';
import type { Calendars } from '../town/index.js';

/**
 * What is still to be held, on a day that turned out to be off: the notice of a year's days off comes out after the year
 * has been planned. Nothing is moved; the office looks at each.
 *
 * @param today activities that began before this day are past
 */
export function onDaysOff(
  activities: readonly Activity[],
  calendars: Pick<Calendars, 'town' | 'holidays'>,
  today: Day,
): Warning[] {
  const circumstances = circumstancesOf(calendars, [], { from: today });
  const refusal = ({ form, village }: Activity, day: Day): string | null => {
    const { weekend = false } = calendars.town.forms.find(({ id }) => id === form) ?? {};
    const task = { window: { start: day, end: day }, weekend, market: 'any', village } as const;
    return workdayFilter.refuses(task, day, circumstances);
  };
  return activities
    .filter(({ status }) => status === 'planned' || status === 'confirmed')
    .map((activity) => ({ activity, day: startDayOf(activity) }))
    .filter(({ activity, day }) => day >= today && refusal(activity, day) !== null)
    .sort((a, b) => byStart(a.activity, b.activity))
    .map(({ activity, day }) => ({
      type: workdayFilter.name,
      message: `${day} ${activity.title}：${circumstances.workday(day).because}`,
      where: activity.id,
    }));
}
