import { describe, expect, it } from '@jest/globals';
import { occurrencesOf } from '../../src/calendar/index.js';
import {
  circumstancesOf,
  plan,
  planTowns,
  solveWithHighs,
  tasksOf,
  type CountyPlanResult,
  type TownPlanning,
} from '../../src/planner/index.js';
import { smallCalendars, type TownParts } from '../support/smallTown.js';

const FROM = '2026-12-28';
const YEAR = 2026;
const options = { solve: solveWithHighs, seconds: 10, clock: () => 0 };

/** A town of some villages whose lawyers visit each of them for a whole day in the last four days of the year. */
function planning(id: string, villages: TownParts['villages'], lawyers: readonly string[]): TownPlanning {
  const calendars = smallCalendars({
    villages: villages ?? {},
    lawyers,
    duties: [{ id: 'visit', hours: 8, lawyer: true }],
    limits: { comfortablePerWeek: 2 },
  });
  const town = { ...calendars.town, id };
  const occurrences = occurrencesOf(calendars.keyDates, YEAR);
  return {
    tasks: tasksOf(town, occurrences, YEAR, FROM),
    circumstances: circumstancesOf({ ...calendars, town }, occurrences, { from: FROM }),
  };
}

/** Towns with villages of the same ids, three each, and the lawyer of each town. */
const towns = (...lawyers: string[]): TownPlanning[] =>
  lawyers.map((lawyer, index) =>
    planning(`town-${index + 1}`, { v1: lawyer, v2: lawyer, v3: lawyer }, [lawyer]),
  );

const placedOn = ({ tasks }: CountyPlanResult): string[] =>
  tasks.flatMap(({ slot }) => (slot ? [slot.date] : [])).sort();

describe('a county', () => {
  it('sends a lawyer whom two towns share to one village a day, and spreads what is short over both', async () => {
    const county = await planTowns(towns('lawyer-1', 'lawyer-1'), YEAR, options);
    expect(placedOn(county)).toEqual(['2026-12-28', '2026-12-29', '2026-12-30', '2026-12-31']);
    const short = county.tasks.filter(({ slot }) => slot === null);
    expect(new Set(short.map(({ town, village }) => `${town}/${village ?? ''}`)).size).toBe(2);
    expect([county.cost.unplaced, county.bound, county.gap]).toEqual([20_000, county.cost.total, 0]);
    // The other town's visits keep the lawyer as much as the own ones.
    for (const { reasons } of short) expect(reasons).toContain('4 个时段：lawyer-1律师已有安排');
  });

  it('bears the town on each task, limit and warning', async () => {
    const county = await planTowns(towns('lawyer-1', 'lawyer-1'), YEAR, options);
    expect(county.town).toEqual(['town-1', 'town-2']);
    expect(county.limits).toEqual(
      ['town-1', 'town-2'].map((town) => ({
        town,
        villagePerWeek: 2,
        comfortablePerWeek: 2,
        teams: { office: 1 },
      })),
    );
    const ids = county.tasks.map(({ id }) => id);
    expect(ids).toContain('town-2/2026-visit-m12-v3');
    expect([ids.length, new Set(ids).size]).toEqual([6, 6]);
    expect(county.tasks.every(({ town, id }) => id.startsWith(`${town}/`))).toBe(true);
    const unplaced = county.warnings.filter(({ type }) => type === 'unplaced');
    expect(unplaced.map(({ town, where }) => where.startsWith(`${town}/`))).toEqual([true, true]);
  });

  it('plans towns that share nobody as each would plan alone', async () => {
    const apart = towns('lawyer-1', 'lawyer-2');
    const county = await planTowns(apart, YEAR, options);
    const alone = await Promise.all(
      apart.map(({ tasks, circumstances }) => plan(tasks, YEAR, circumstances, options)),
    );
    expect(county.cost.total).toBe(alone.reduce((sum, { cost }) => sum + cost.total, 0));
    // Weeks are each town's own: three in one week where two are comfortable, twice.
    expect([county.cost.load, county.cost.unplaced, county.gap]).toEqual([4, 0, 0]);
  });
});
