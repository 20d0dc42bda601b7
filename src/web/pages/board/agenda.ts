import { addDays, isMarketDay, weekdayOf, type Day } from '../../../calendar/index.js';
import { byStart, startDayOf, type Activity } from '../../../facts/index.js';
import type { BoardFacts } from './facts.js';
import type { Scope } from './scope.js';

/** Days that the agenda looks ahead, today included. */
const AGENDA_DAYS = 14;

/** The same thing at the same hour, in one village or several. */
export interface AgendaGroup {
  readonly first: Activity;
  readonly activities: readonly Activity[];
}

export interface AgendaDay {
  readonly day: Day;
  /** 1 Monday … 7 Sunday. */
  readonly weekday: number;
  readonly market: boolean;
  readonly groups: readonly AgendaGroup[];
}

const alike = ({ keyDate, duty, form, start, end, id }: Activity): string =>
  keyDate === null && duty === null ? id : [keyDate, duty, form, start.slice(11), end.slice(11)].join(' ');

function groupsOf(activities: readonly Activity[]): AgendaGroup[] {
  const groups = new Map<string, Activity[]>();
  for (const activity of activities) {
    const group = groups.get(alike(activity));
    if (group) group.push(activity);
    else groups.set(alike(activity), [activity]);
  }
  return [...groups.values()].flatMap((group) => (group[0] ? [{ first: group[0], activities: group }] : []));
}

/** What is held in the coming two weeks, day by day; days without anything are left out. */
export function agendaOf({ ledger: { activities, town, today } }: BoardFacts, scope: Scope): AgendaDay[] {
  const to = addDays(today, AGENDA_DAYS);
  const days = new Map<Day, Activity[]>();
  for (const activity of [...activities].sort(byStart)) {
    const day = startDayOf(activity);
    if (day < today || day >= to || activity.status === 'cancelled' || !scope.sees(activity)) continue;
    days.set(day, [...(days.get(day) ?? []), activity]);
  }
  return [...days].map(([day, held]) => ({
    day,
    weekday: weekdayOf(day),
    market: town.market !== undefined && isMarketDay(town.market, day),
    groups: groupsOf(held),
  }));
}
