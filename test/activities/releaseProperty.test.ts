import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ConflictError, type ActivityPatch } from '../../src/activities/index.js';
import {
  cancelActivity,
  changeActivity,
  createActivity,
  releaseDraft,
  removeBlackout,
} from '../support/acts.js';
import { addDays } from '../../src/calendar/index.js';
import type { Activity } from '../../src/facts/index.js';
import { draftTown, type DraftTown } from '../support/draftTown.js';

/** What a person may do to the calendar between two looks. */
type Edit =
  | { readonly do: 'patch'; readonly which: number; readonly patch: ActivityPatch }
  | {
      readonly do: 'move';
      readonly which: number;
      readonly day: number;
      readonly pinned: boolean | undefined;
    }
  | { readonly do: 'cancel'; readonly which: number }
  | {
      readonly do: 'create';
      readonly village: 'v1' | 'v2';
      readonly day: number;
      readonly lawyer: string | null;
    }
  | { readonly do: 'stop'; readonly day: number; readonly days: number }
  | { readonly do: 'lift' };

const which = fc.nat(40);
const day = fc.nat(30);
const patch: fc.Arbitrary<ActivityPatch> = fc.oneof(
  fc.constant({ title: '改个题目' }),
  fc.constant({ place: '祠堂' }),
  fc.constant({ pinned: true }),
  fc.constant({ status: 'confirmed' as const }),
  fc.constantFrom('office', 'police').map((lead) => ({ lead })),
  fc.constantFrom('lawyer-1', 'lawyer-2', null).map((lawyer) => ({ lawyer })),
);
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ do: fc.constant('patch' as const), which, patch }),
  fc.record({ do: fc.constant('move' as const), which, day, pinned: fc.constantFrom(undefined, false) }),
  fc.record({ do: fc.constant('cancel' as const), which }),
  fc.record({
    do: fc.constant('create' as const),
    village: fc.constantFrom('v1' as const, 'v2' as const),
    day,
    lawyer: fc.constantFrom('lawyer-1', null),
  }),
  fc.record({ do: fc.constant('stop' as const), day, days: fc.nat(2) }),
  fc.record({ do: fc.constant('lift' as const) }),
);

const dayOf = (offset: number): string => addDays('2026-11-28', offset);

/** Does it as the API would; what the acts refuse changes nothing. Answers with the activity as it was left. */
async function apply(town: DraftTown, it: Edit): Promise<Activity | null> {
  const { act } = town;
  const all = [...(await town.activities())].sort((a, b) => (a.id < b.id ? -1 : 1));
  const pick = (index: number): string => all[index % all.length]?.id ?? '';
  try {
    switch (it.do) {
      case 'patch':
        return (await changeActivity(act, pick(it.which), 'any', it.patch)).activity;
      case 'move': {
        const at = { start: dayOf(it.day), end: dayOf(it.day), pinned: it.pinned };
        return (await changeActivity(act, pick(it.which), 'any', at)).activity;
      }
      case 'cancel':
        return await cancelActivity(act, pick(it.which), 'any');
      case 'create': {
        const { village, lawyer } = it;
        const at = { start: dayOf(it.day), end: dayOf(it.day) };
        const made = { village, lawyer, form: 'meeting', title: '村民大会', place: '祠堂', ...at };
        return (await createActivity(act, made)).activity;
      }
      case 'stop':
        await town.stop(dayOf(it.day), dayOf(it.day + it.days));
        return null;
      case 'lift': {
        const [first] = await town.store.read((t) => t.find('blackouts', { town: 'smalltown' }));
        if (first) await removeBlackout(act, first.id);
        return null;
      }
    }
  } catch (error) {
    if (error instanceof ConflictError) return null;
    throw error;
  }
}

/** When an activity is held, as texts that compare. */
const timesOf = ({ start, end, allDay }: Activity) =>
  allDay
    ? { from: `${start}T00:00`, to: `${end}T24:00` }
    : { from: start.slice(0, 16), to: end.slice(0, 16) };

const LIGHT = ['slogans', 'leaflets'];

/** Others that need the same lawyer at the same time, or the same village on the same day. */
const clashesOf = (it: Activity, all: readonly Activity[]): string[] => {
  const { from, to } = timesOf(it);
  return all
    .filter((other) => other.id !== it.id && other.status !== 'cancelled')
    .filter((other) => {
      const at = timesOf(other);
      const sameTime = from < at.to && at.from < to;
      const sameDay = from.slice(0, 10) <= at.to.slice(0, 10) && at.from.slice(0, 10) <= to.slice(0, 10);
      const loud = !LIGHT.includes(it.form) && !LIGHT.includes(other.form);
      return (
        (it.lawyer !== null && it.lawyer === other.lawyer && sameTime) ||
        (it.village !== null && it.village === other.village && loud && sameDay)
      );
    })
    .map(({ id }) => `${it.id} and ${id}`);
};

describe('whatever people edit between a draft and its release', () => {
  it('is kept: the release stands whole beside it, or is refused whole', async () => {
    const seen = { released: 0, refused: 0, moved: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(edit, { maxLength: 3 }),
        fc.array(edit, { maxLength: 3 }),
        async (before, between) => {
          const town = await draftTown();
          await town.stop('2026-12-03', '2026-12-04');
          for (const it of before) await apply(town, it);
          const held = (await town.activities()).filter(
            ({ pinned, status }) => pinned || status !== 'planned',
          );
          const id = await town.draft();
          const edited = new Map<string, Activity>();
          for (const it of between) {
            const left = await apply(town, it);
            if (left) edited.set(left.id, left);
          }
          const standing = new Map((await town.activities()).map((it) => [it.id, it]));
          const refused = await releaseDraft(town.act, id).then(
            () => false,
            (error: unknown) => {
              if (error instanceof ConflictError) return true;
              throw error;
            },
          );
          const after = new Map((await town.activities()).map((it) => [it.id, it]));
          // Every edit made since the draft stands to the last field, and so does all that a person had fixed before.
          for (const activity of edited.values()) expect(after.get(activity.id)).toEqual(activity);
          for (const { id: fixed } of held) expect(after.get(fixed)).toEqual(standing.get(fixed));
          if (refused) expect(after).toEqual(standing);
          else {
            const changed = [...after.values()].filter((it) => it !== standing.get(it.id));
            seen.moved += changed.length;
            const clashes = changed
              .filter(({ status }) => status !== 'cancelled')
              .flatMap((it) => clashesOf(it, [...after.values()]));
            expect(clashes).toEqual([]);
            for (const it of changed) {
              const old = standing.get(it.id);
              if (!old) continue;
              const announced = (['start', 'end', 'place', 'status'] as const).some(
                (key) => it[key] !== old[key],
              );
              expect([it.revision, it.sequence]).toEqual([
                old.revision + 1,
                old.sequence + (announced ? 1 : 0),
              ]);
            }
          }
          seen[refused ? 'refused' : 'released'] += 1;
        },
      ),
      { numRuns: 25 },
    );
    expect(Object.values(seen).every((count) => count > 0)).toBe(true);
  }, 60_000);
});
