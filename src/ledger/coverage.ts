import type { Day, Occurrence } from '../calendar/index.js';
import { endDayOf, type Activity } from '../facts/index.js';
import type { Campaign, Town } from '../town/index.js';
import { isUnrecorded } from './entry.js';

/** What a village has of one campaign. */
export interface CoverageCell {
  readonly keyDate: string;
  /** To come, not yet confirmed. */
  readonly planned: number;
  /** To come, confirmed. */
  readonly confirmed: number;
  /** With its record. */
  readonly done: number;
  /** Over, without a record. */
  readonly late: number;
  /** What the campaign wants of each village and nothing stands for. */
  readonly missing: number;
}

export interface CoverageRow {
  readonly village: string;
  /** In the order of `campaigns`. */
  readonly cells: readonly CoverageCell[];
  readonly done: number;
  readonly late: number;
  readonly missing: number;
}

/** Village × campaign; the village with the least comes first. */
export interface CoverageMatrix {
  readonly year: number;
  readonly campaigns: readonly string[];
  readonly villages: readonly CoverageRow[];
}

export interface CoverageFacts {
  readonly town: Town;
  /** The key dates of `year`. */
  readonly occurrences: readonly Occurrence[];
  readonly activities: readonly Activity[];
  /** Ids of the activities that have their record. */
  readonly recorded: ReadonlySet<string>;
  readonly today: Day;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

/** How often a campaign wants each form in each village. */
const wantedOf = ({ quota }: Campaign): ReadonlyMap<string, number> =>
  new Map(quota.flatMap(({ form, perVillage }) => (perVillage === undefined ? [] : [[form, perVillage]])));

/** What a campaign wants of a village and does not have: one form too many makes up for none that is lacking. */
export function lackingForms(
  campaign: Campaign,
  mine: readonly Pick<Activity, 'form'>[],
): readonly { readonly form: string; readonly times: number }[] {
  return [...wantedOf(campaign)].flatMap(([form, wanted]) => {
    const times = wanted - mine.filter((activity) => activity.form === form).length;
    return times > 0 ? [{ form, times }] : [];
  });
}

function cellOf(
  campaign: Campaign,
  mine: readonly Activity[],
  { recorded, today }: CoverageFacts,
): CoverageCell {
  const ahead = mine.filter(({ id, end }) => !recorded.has(id) && endDayOf({ end }) >= today);
  const confirmed = ahead.filter(({ status }) => status === 'confirmed').length;
  return {
    keyDate: campaign.keyDate,
    planned: ahead.length - confirmed,
    confirmed,
    done: mine.filter(({ id }) => recorded.has(id)).length,
    late: mine.filter((activity) => isUnrecorded(activity, recorded, today)).length,
    missing: sum(lackingForms(campaign, mine).map(({ times }) => times)),
  };
}

const byNeglect = (a: CoverageRow, b: CoverageRow): number =>
  a.done - b.done || b.missing + b.late - (a.missing + a.late);

/** How the town's campaigns reach its villages in a year. */
export function coverageMatrix(year: number, facts: CoverageFacts): CoverageMatrix {
  const { town, occurrences, activities } = facts;
  const campaigns = occurrences.flatMap(({ id, enabled }) => {
    const campaign = town.campaigns.find(({ keyDate }) => keyDate === id);
    return campaign && enabled ? [campaign] : [];
  });
  const rows = town.villages.map(({ id: village }): CoverageRow => {
    const cells = campaigns.map((campaign) =>
      cellOf(
        campaign,
        activities.filter(
          (activity) =>
            activity.village === village &&
            activity.year === year &&
            activity.keyDate === campaign.keyDate &&
            activity.status !== 'cancelled',
        ),
        facts,
      ),
    );
    return {
      village,
      cells,
      done: sum(cells.map(({ done }) => done)),
      late: sum(cells.map(({ late }) => late)),
      missing: sum(cells.map(({ missing }) => missing)),
    };
  });
  return { year, campaigns: campaigns.map(({ keyDate }) => keyDate), villages: rows.sort(byNeglect) };
}
