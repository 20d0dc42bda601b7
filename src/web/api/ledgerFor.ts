import type { ReportFacts } from '../../ledger/index.js';
import type { Town } from '../../town/index.js';
import { seesActivity, seesVillage, type Principal } from '../access/index.js';

/** The town as a table of its villages shows it to somebody: a village finds itself there alone. */
export const townFor = (who: Principal, town: Town): Town => ({
  ...town,
  villages: town.villages.filter(({ id }) => seesVillage(who, id)),
});

/** What somebody's figures are made from: the activities in sight, and their records. */
export function ledgerFor(who: Principal, facts: ReportFacts): ReportFacts {
  const activities = facts.activities.filter((activity) => seesActivity(who, activity));
  const known = new Set(activities.map(({ id }) => id));
  return {
    ...facts,
    town: townFor(who, facts.town),
    activities,
    entries: facts.entries.filter(({ id }) => known.has(id)),
    register: facts.register.filter(({ village }) => seesVillage(who, village)),
  };
}
