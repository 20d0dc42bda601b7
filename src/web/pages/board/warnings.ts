import {
  addDays,
  announcementOf,
  occurrencesOf,
  occurrencesTouching,
  yearOf,
  type Day,
  type KeyDate,
  type Occurrence,
} from '../../../calendar/index.js';
import { onDaysOff, warningsFor, weekAround } from '../../../activities/index.js';
import { byStart, startDayOf, type Activity, type Warning } from '../../../facts/index.js';
import { circumstancesOf, workdayFilter } from '../../../planner/index.js';
import type { Calendars } from '../../../town/index.js';
import type { BoardFacts } from './facts.js';
import type { Scope } from './scope.js';

/** A planning rule that what stands now breaks. */
export interface BrokenRule {
  /** The day and the rule, in the data's language. */
  readonly message: string;
  readonly activities: readonly Activity[];
}

/** A task of the released plan that found no slot. */
export interface Unplaced {
  readonly id: string;
  readonly message: string;
  readonly reasons: readonly string[];
}

/** What the planner has to say of the calendar as it stands. */
export interface Standing {
  /** Held on days that turned out to be off. */
  readonly daysOff: readonly BrokenRule[];
  readonly broken: readonly BrokenRule[];
  readonly unplaced: readonly Unplaced[];
  /** What the released plan was warned of beside. */
  readonly plan: readonly Warning[];
  /** Key dates that begin soon, and whose notice nobody has entered. */
  readonly awaited: readonly Occurrence[];
}

/** How far ahead the office is reminded that a notice is wanting, in days: campaigns are prepared in that time. */
const NOTICE_WANTED_DAYS = 60;

/** The enabled key dates that begin from `today` on, with days that are only expected and no notice. */
function awaitedFrom(keyDates: readonly KeyDate[], today: Day): Occurrence[] {
  const range = { start: today, end: addDays(today, NOTICE_WANTED_DAYS) };
  const isOut = ({ id, start }: Occurrence): boolean => {
    const keyDate = keyDates.find((one) => one.id === id);
    return keyDate !== undefined && announcementOf(keyDate, yearOf(start)) !== null;
  };
  return occurrencesTouching(keyDates, range).filter(
    (one) => one.enabled && one.status === 'expected' && one.start >= today && !isOut(one),
  );
}

const isAhead = ({ status }: Activity): boolean => status === 'planned' || status === 'confirmed';

/** The rules that activities still to come break, each rule of a day once. */
function brokenRules(
  { ledger: { today, activities }, blackouts }: BoardFacts,
  calendars: Calendars,
  { sees }: Scope,
): BrokenRule[] {
  const standing = activities.filter(({ status }) => status !== 'cancelled');
  const weeks = new Map<string, Activity[]>();
  for (const activity of standing) {
    const { from } = weekAround(activity);
    const week = weeks.get(from);
    if (week) week.push(activity);
    else weeks.set(from, [activity]);
  }
  const years = new Map<number, readonly Occurrence[]>();
  const occurrenceOf = ({ year, keyDate }: Activity): Occurrence | null => {
    const known = years.get(year) ?? occurrencesOf(calendars.keyDates, year);
    years.set(year, known);
    return known.find(({ id }) => id === keyDate) ?? null;
  };
  const c = circumstancesOf(calendars, [], { from: today, blackouts });
  const found = new Map<string, Activity[]>();
  for (const activity of standing
    .filter(isAhead)
    .filter((one) => startDayOf(one) >= today)
    .sort(byStart)) {
    if (!sees(activity)) continue;
    const week = weeks.get(weekAround(activity).from) ?? [];
    for (const { type, message } of warningsFor(activity, week, c, occurrenceOf(activity))) {
      if (type === workdayFilter.name) continue;
      found.set(message, [...(found.get(message) ?? []), activity]);
    }
  }
  return [...found].map(([message, broken]) => ({ message, activities: broken }));
}

/** Everything the planner warns of, as far as it is anybody's who looks. */
export function standingOf(facts: BoardFacts, calendars: Calendars, scope: Scope): Standing {
  const { ledger, plan } = facts;
  const byId = new Map(ledger.activities.map((activity) => [activity.id, activity]));
  const daysOff = onDaysOff(ledger.activities, calendars, ledger.today).flatMap(({ message, where }) => {
    const activity = byId.get(where);
    return activity && scope.sees(activity) ? [{ message, activities: [activity] }] : [];
  });
  const placed = (id: string): boolean => byId.has(id) && byId.get(id)?.status !== 'cancelled';
  const shown = scope.whole ? plan : null;
  return {
    daysOff,
    broken: brokenRules(facts, calendars, scope),
    unplaced: (shown?.unplaced ?? [])
      .filter(({ id }) => !placed(id))
      .map(({ id, reasons }) => ({
        id,
        message:
          shown?.warnings.find(({ type, where }) => type === 'unplaced' && where === id)?.message ?? id,
        reasons,
      })),
    plan: (shown?.warnings ?? []).filter(({ type }) => type !== 'unplaced'),
    awaited: scope.whole ? awaitedFrom(calendars.keyDates, ledger.today) : [],
  };
}
