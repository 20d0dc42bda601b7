import type { Activity } from '../../../facts/index.js';
import type { Town } from '../../../town/index.js';
import type { Occurrence } from '../../../calendar/index.js';
import { startDayOf } from '../../../facts/index.js';
import type { Filter, YearView } from './view.js';

const idOf = (known: readonly { readonly id: string }[], asked: unknown): string | null =>
  known.find(({ id }) => id === asked)?.id ?? null;

/** What an address asks for; what the town does not know filters nothing, rather than showing an empty year. */
export const filterIn = (
  query: Readonly<Record<string, unknown>>,
  town: Town,
  occurrences: readonly Occurrence[],
): Filter => ({
  village: idOf(town.villages, query.village),
  department: idOf(town.departments, query.department),
  campaign: idOf(occurrences, query.campaign),
});

/** Whether anything is filtered at all. */
export const isFiltered = ({ village, department, campaign }: Filter): boolean =>
  village !== null || department !== null || campaign !== null;

const matches =
  ({ village, department, campaign }: Filter) =>
  (one: Activity): boolean =>
    (village === null || one.village === null || one.village === village) &&
    (department === null || one.lead === department || one.partners.includes(department)) &&
    (campaign === null || one.keyDate === campaign);

/** The activities on the page: those that start in the year and match the filter. */
export const shownActivities = (view: YearView): Activity[] =>
  view.activities.filter(matches(view)).filter((one) => startDayOf(one).startsWith(String(view.year)));
