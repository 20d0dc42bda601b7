import { addDays, dueDaysOf, yearOf, type Day } from '../calendar/index.js';
import { startDayOf, tickIdOf, type Activity, type Tick } from '../facts/index.js';
import { dayIn, instantOf, isoIn, officeDuties, type OfficeDuty, type Town } from '../town/index.js';
import { dueFor, type Derived } from './dues.js';
import type { TimedRule } from './hours.js';
import type { Look } from './look.js';
import { officeAddresses } from './recipients.js';

/** One of the office's own deadlines: a duty and the day it is due. */
export interface Deadline {
  /** `law-advisor-log-check-2026-11-25`. */
  readonly id: string;
  readonly duty: OfficeDuty;
  /** The last day on which it is in time. */
  readonly day: Day;
  /** Each village's own part; null where there is one for the town. */
  readonly villages: readonly { readonly village: string; readonly ticked: boolean }[] | null;
  /** Activities that it checks and that have no record yet, by their ids. */
  readonly lacking: readonly string[];
  /** Ticked off, or all that it checks is recorded. */
  readonly done: boolean;
}

/** What deadlines follow from. */
export interface DeadlineFacts {
  readonly town: Town;
  readonly ticks: readonly Tick[];
  readonly activities: Iterable<Activity>;
  readonly isRecorded: (activity: Activity) => boolean;
}

/** Whether a day lies in the month, quarter or year that is due on `due`. */
function isDueOn({ due: { monthly, quarterly } }: OfficeDuty, due: Day, day: Day): boolean {
  const quarter = (of: Day): number => Math.ceil(Number(of.slice(5, 7)) / 3);
  if (monthly !== undefined) return day.slice(0, 7) === due.slice(0, 7);
  return day.slice(0, 4) === due.slice(0, 4) && (quarterly === undefined || quarter(day) === quarter(due));
}

function deadlineOf(duty: OfficeDuty, day: Day, facts: DeadlineFacts, known: ReadonlySet<string>): Deadline {
  const { town, activities, isRecorded } = facts;
  const isTicked = (village: string | null): boolean => known.has(tickIdOf({ duty: duty.id, day, village }));
  const checked =
    duty.checks === undefined
      ? []
      : [...activities].filter(
          (one) =>
            one.duty === duty.checks && one.status !== 'cancelled' && isDueOn(duty, day, startDayOf(one)),
        );
  const lacking = checked.filter((one) => !isRecorded(one)).map(({ id }) => id);
  const villages =
    duty.villages === true ? town.villages.map(({ id }) => ({ village: id, ticked: isTicked(id) })) : null;
  const done =
    isTicked(null) ||
    (checked.length > 0 && lacking.length === 0) ||
    (villages?.every(({ ticked }) => ticked) ?? false);
  return { id: `${duty.id}-${day}`, duty, day, villages, lacking, done };
}

/** The office's deadlines on such days of a year, by day. */
function deadlinesOn(year: number, facts: DeadlineFacts, isWanted: (day: Day) => boolean): Deadline[] {
  const known = new Set(facts.ticks.map(({ id }) => id));
  return officeDuties(facts.town)
    .flatMap((duty) =>
      dueDaysOf(duty.due, year)
        .filter(isWanted)
        .map((day) => deadlineOf(duty, day, facts, known)),
    )
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.id < b.id ? -1 : 1));
}

/** The office's deadlines of a year, by day. */
export const deadlinesIn = (year: number, facts: DeadlineFacts): Deadline[] =>
  deadlinesOn(year, facts, () => true);

const DAY_MINUTES = 24 * 60;

/** When the office is reminded of its own deadlines, by the product's own choice: a week before, and on the day before. */
const RULES: readonly (TimedRule & { readonly id: string })[] = [7, 1].map((days) => ({
  id: `deadline-${days}`,
  offsetDays: -days,
  time: '08:30',
  maxLate: days * DAY_MINUTES,
}));

/** The deadlines somebody may be reminded of at an instant: those of the next days, and of the last. */
export function deadlinesAround(today: Day, facts: DeadlineFacts): Deadline[] {
  const [from, to] = [addDays(today, -7), addDays(today, 8)];
  return [...new Set([yearOf(from), yearOf(to)])].flatMap((year) =>
    deadlinesOn(year, facts, (day) => day >= from && day <= to),
  );
}

/** When the office is next reminded of its open deadlines, and when those of today are over; ISO 8601, earlier ones among them. */
export const deadlineInstants = ({ deadlines, hours, town }: Look): string[] =>
  [...deadlines.values()]
    .filter(({ done }) => !done)
    .flatMap(({ day }) => [
      ...RULES.map((rule) => hours.times(rule, day).dueAt),
      isoIn(instantOf(addDays(day, 1), '00:00', town.zone), town.zone),
    ]);

/** What the office is reminded of by its own deadlines, as long as they are open. */
export function deadlineDues(look: Look): Derived[] {
  const today = dayIn(look.at, look.town.zone);
  return [...look.deadlines.values()]
    .filter(({ done }) => !done)
    .flatMap(({ id, day }) =>
      RULES.flatMap((rule) => {
        const { dueAt } = look.hours.times(rule, day);
        if (look.now < dueAt) return [];
        return officeAddresses(look.contacts).flatMap((address): Derived[] => {
          const due = dueFor({ id, town: look.town.id, start: day }, rule.id, address, dueAt);
          if (today <= day) return [{ due, standing: 'due' }];
          // Nobody is told of what is over; what was still open is noted as missed.
          return look.deliveries.has(due.id) ? [{ due, standing: 'missed' }] : [];
        });
      }),
    );
}
