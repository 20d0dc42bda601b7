import {
  middleOf,
  monthRange,
  quarterRange,
  type Day,
  type DayRange,
  type Occurrence,
} from '../calendar/index.js';
import {
  plannedDuties,
  TOWN_WIDE,
  type Campaign,
  type Form,
  type PlannedDuty,
  type Town,
  type Village,
} from '../town/index.js';
import { HALF_DAY_HOURS, windowAround, type Task } from './task.js';

const traitsOf = (form: Form) => ({
  form: form.id,
  light: form.light,
  weekend: form.weekend,
  market: form.market,
});

const times = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

function campaignTasks(campaign: Campaign, occurrence: Occurrence, year: number, town: Town): Task[] {
  return campaign.quota.flatMap(({ form: formId, perVillage, perTown }) => {
    const form = formOf(town, formId);
    const places = perVillage === undefined ? [null] : town.villages.map(({ id }) => id);
    return places.flatMap((village) =>
      times(perVillage ?? perTown ?? 0).map((n): Task => ({
        id: [year, campaign.keyDate, village ?? TOWN_WIDE, form.id, n].join('-'),
        keyDate: campaign.keyDate,
        duty: null,
        village,
        window: windowAround(occurrence, campaign.days),
        keyDay: occurrence.day,
        hours: HALF_DAY_HOURS,
        lead: campaign.lead,
        partners: campaign.partners,
        lawyer: null,
        ...traitsOf(form),
      })),
    );
  });
}

/** A year's months or quarters, each with its name in ids. */
const periodsOf = (every: PlannedDuty['every'], year: number): { name: string; range: DayRange }[] =>
  every === 'month'
    ? times(12).map((month) => ({ name: `m${month}`, range: monthRange(year, month) }))
    : times(4).map((quarter) => ({ name: `q${quarter}`, range: quarterRange(year, quarter) }));

function dutyTasks(duty: PlannedDuty, year: number, town: Town): Task[] {
  const places: (Village | null)[] = duty.for === 'village' ? town.villages : [null];
  return periodsOf(duty.every, year).flatMap(({ name, range }) =>
    places.map((village): Task => ({
      id: [year, duty.id, name, village?.id ?? TOWN_WIDE].join('-'),
      keyDate: null,
      duty: duty.id,
      village: village?.id ?? null,
      window: range,
      keyDay: middleOf(range),
      hours: duty.hours,
      lead: duty.lead ?? null,
      partners: duty.partners ?? [],
      lawyer: duty.lawyer ? (village?.lawyer ?? null) : null,
      ...traitsOf(formOf(town, duty.form)),
    })),
  );
}

function formOf(town: Town, id: string): Form {
  const form = town.forms.find((candidate) => candidate.id === id);
  if (!form) throw new Error(`form ${id} passed the cross-checks but does not exist`);
  return form;
}

/**
 * All that a town has to place in `year`, by id.
 *
 * @param occurrences the year's; campaigns of those switched off make no tasks
 * @param from what could only have stood before this day is left out
 */
export function tasksOf(town: Town, occurrences: readonly Occurrence[], year: number, from: Day): Task[] {
  const campaigns = town.campaigns.flatMap((campaign) => {
    const occurrence = occurrences.find(({ id, enabled }) => id === campaign.keyDate && enabled);
    return occurrence ? campaignTasks(campaign, occurrence, year, town) : [];
  });
  const duties = plannedDuties(town).flatMap((duty) => dutyTasks(duty, year, town));
  return [...campaigns, ...duties]
    .filter(({ window }) => window.end >= from)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
