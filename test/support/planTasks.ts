import { addDays, contains, daysBetween, occurrencesOf, type DayRange } from '../../src/calendar/index.js';
import type { PlanResult } from '../../src/planner/plan.js';
import type { Task } from '../../src/planner/task.js';
import type { Calendars } from '../../src/town/index.js';

/*
 * What a plan has to hold, read a second time from the contract: a task for each campaign or duty, village and form.
 */

type Wanted = Omit<Task, 'id'>;

const LAST_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const two = (n: number): string => String(n).padStart(2, '0');

/** Months or quarters as ranges, written out by hand; for years that are no leap years. */
function periods(every: 'month' | 'quarter', year: number): DayRange[] {
  const length = every === 'month' ? 1 : 3;
  return LAST_DAYS.map((_, index) => index + 1)
    .filter((month) => (month - 1) % length === 0)
    .map((first) => {
      const last = first + length - 1;
      return {
        start: `${year}-${two(first)}-01`,
        end: `${year}-${two(last)}-${two(LAST_DAYS[last - 1] ?? 0)}`,
      };
    });
}

const middle = ({ start, end }: DayRange): string => addDays(start, Math.floor(daysBetween(start, end) / 2));

function wanted({ town, keyDates }: Calendars, year: number): Wanted[] {
  const traits = (id: string) => {
    const form = town.forms.find((candidate) => candidate.id === id);
    if (!form) throw new Error(`no form ${id}`);
    return { form: id, light: form.light, weekend: form.weekend, market: form.market };
  };
  const campaigns = town.campaigns.flatMap((campaign) => {
    const occurrence = occurrencesOf(keyDates, year).find(({ id }) => id === campaign.keyDate);
    if (!occurrence?.enabled) return [];
    return campaign.quota.flatMap(({ form, perVillage, perTown }) =>
      (perVillage === undefined ? [null] : town.villages.map(({ id }) => id)).flatMap((village) =>
        Array.from({ length: perVillage ?? perTown ?? 0 }, () => ({
          keyDate: campaign.keyDate,
          duty: null,
          village,
          window: {
            start: addDays(occurrence.start, -campaign.days.before),
            end: addDays(occurrence.end, campaign.days.after),
          },
          keyDay: occurrence.day,
          hours: 4,
          lead: campaign.lead,
          partners: campaign.partners,
          lawyer: null,
          ...traits(form),
        })),
      ),
    );
  });
  const duties = town.duties.flatMap((duty) =>
    duty.for === 'office'
      ? []
      : periods(duty.every, year).flatMap((window) =>
          (duty.for === 'town' ? [undefined] : town.villages).map((village) => ({
            keyDate: null,
            duty: duty.id,
            village: village?.id ?? null,
            window,
            keyDay: middle(window),
            hours: duty.hours,
            lead: duty.lead ?? null,
            partners: duty.partners ?? [],
            lawyer: (duty.lawyer ? village?.lawyer : undefined) ?? null,
            ...traits(duty.form),
          })),
        ),
  );
  return [...campaigns, ...duties];
}

/** Key order and ids apart, tasks are the same when this text is. */
const textOf = (task: Wanted): string =>
  JSON.stringify([
    [task.keyDate, task.duty, task.village, task.form, task.window.start, task.window.end, task.keyDay],
    [task.hours, task.lead, task.partners, task.lawyer, task.light, task.weekend, task.market],
  ]);

/** Tasks that a plan lacks or has beyond what its town asks of the days from `plan.from` on; ids told twice. */
export function checkTasks(plan: PlanResult, calendars: Calendars): string[] {
  const open = wanted(calendars, plan.year).filter(
    ({ window }) => contains(window, plan.from) || window.start > plan.from,
  );
  const missing = open.map(textOf);
  const faults: string[] = [];
  for (const task of plan.tasks) {
    const at = missing.indexOf(textOf(task));
    if (at < 0) faults.push(`unasked: ${textOf(task)}`);
    else missing.splice(at, 1);
  }
  const ids = plan.tasks.map(({ id }) => id);
  return [
    ...faults,
    ...missing.map((text) => `missing: ${text}`),
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `twice: ${id}`),
  ];
}
