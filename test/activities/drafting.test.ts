import { describe, expect, it } from '@jest/globals';
import { draftPlan, planningCase, standingIn } from '../../src/activities/index.js';
import { changeActivity, createActivity } from '../support/acts.js';
import { addDays } from '../../src/calendar/index.js';
import { solveWithHighs } from '../../src/planner/index.js';
import { draftTown, FROM } from '../support/draftTown.js';
import { checkPlan } from '../support/planOracle.js';

const options = { solve: solveWithHighs, seconds: 10, clock: () => 0 };
const YEAR = { year: 2026, from: FROM };

/** A town in which people have pinned, confirmed, handed over and added, and a storm comes. */
async function livedIn() {
  const town = await draftTown();
  const { act } = town;
  const meeting = await town.activity('2026-constitution-day-v1-meeting-1');
  const day = meeting.start.slice(0, 10);
  await changeActivity(act, '2026-constitution-day-v2-meeting-1', 'any', { pinned: true });
  await changeActivity(act, '2026-visit-m12-v1', 'any', { status: 'confirmed' });
  await changeActivity(act, '2026-visit-m12-v3', 'any', { lawyer: 'lawyer-1' });
  const byHand = { village: 'v1', form: 'meeting', title: '村民大会', place: '祠堂', lawyer: 'lawyer-1' };
  await createActivity(act, { ...byHand, start: addDays(day, 1), end: addDays(day, 1) });
  const blackout = await town.stop(day, day);
  const standing = await town.store.read((transaction) => standingIn(transaction, 'smalltown'));
  return { ...town, day, blackout, standing };
}

describe('a draft of a town that is lived in', () => {
  it.each([
    ['of the year as a whole', false],
    ['for the blackout alone', true],
  ])('keeps every rule and counts its cost right, by the oracle: %s', async (_what, hit) => {
    const { calendars, standing, blackout } = await livedIn();
    const request = { ...YEAR, blackout: hit ? blackout : null };
    const { result } = await draftPlan(calendars, request, standing, options);
    const { released, fixed } = planningCase(calendars, YEAR, standing).circumstances;
    const verdict = checkPlan(result, calendars, { blackouts: standing.blackouts, released, fixed });
    expect(verdict.violations).toEqual([]);
    // What a person added by hand loads its week too, but the oracle knows of nothing outside the plan.
    expect({ ...result.cost, total: 0, load: 0 }).toEqual({ ...verdict.cost, total: 0, load: 0 });
  });

  it('double-books nobody whom a person has taken by hand', async () => {
    const { calendars, standing, day } = await livedIn();
    const { result } = await draftPlan(calendars, { ...YEAR, blackout: null }, standing, options);
    const taken = addDays(day, 1);
    const there = result.tasks.filter(({ slot }) => slot?.date === taken);
    expect(there.filter(({ village, light }) => village === 'v1' && !light)).toEqual([]);
    expect(there.filter(({ lawyer }) => lawyer === 'lawyer-1')).toEqual([]);
  });

  it('moves nothing that people have fixed, and warns of it where the storm hits', async () => {
    const { calendars, standing, day } = await livedIn();
    const draft = await draftPlan(calendars, { ...YEAR, blackout: null }, standing, options);
    const fixed = ['2026-constitution-day-v2-meeting-1', '2026-visit-m12-v1', '2026-visit-m12-v3'];
    expect(Object.keys(draft.touched).filter((id) => fixed.includes(id))).toEqual([]);
    const hit = standing.activities
      .filter(({ id, start }) => fixed.includes(id) && start.startsWith(day))
      .map(({ id }) => id);
    const warned = draft.result.warnings.filter(({ type }) => type === 'blackout');
    expect(warned.map(({ where }) => where)).toEqual(hit);
    expect(hit).toContain('2026-constitution-day-v2-meeting-1');
  });
});
