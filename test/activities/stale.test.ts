import { describe, expect, it } from '@jest/globals';
import { ConflictError } from '../../src/activities/index.js';
import {
  cancelActivity,
  changeActivity,
  createActivity,
  releaseDraft,
  removeBlackout,
} from '../support/acts.js';
import { addDays } from '../../src/calendar/index.js';
import { draftCalendars, draftTown, type DraftTown } from '../support/draftTown.js';
import { townTime } from '../support/gangmen.js';
import { smallCalendars } from '../support/smallTown.js';

/** A town with a draft that moves what stands on the day of the v1 meeting. */
async function withDraft() {
  const town = await draftTown();
  const meeting = await town.activity('2026-constitution-day-v1-meeting-1');
  const day = meeting.start.slice(0, 10);
  const blackout = await town.stop(day, day);
  return { ...town, meeting, day, blackout, id: await town.draft(blackout) };
}

/** What stands in the way of a release; the calendar must then be as it was. */
async function refusal(town: DraftTown, id: string, act = town.act): Promise<string[]> {
  const before = await town.activities();
  const error: unknown = await releaseDraft(act, id).catch((thrown: unknown) => thrown);
  if (!(error instanceof ConflictError)) throw new Error('it was released');
  expect(await town.activities()).toEqual(before);
  expect(error.message).toMatch(/重新编排/);
  return error.faults.map(({ path, message }) => `${path} ${message}`);
}

describe('a draft', () => {
  it('is released as it was made while nothing it writes has changed', async () => {
    const town = await withDraft();
    await changeActivity(town.act, '2026-visit-m12-v3', 'any', { title: '改个名' });
    await releaseDraft(town.act, town.id);
    const moved = await town.activity(town.meeting.id);
    expect(moved.start.slice(0, 10)).not.toBe(town.day);
    expect([moved.sequence, moved.revision, moved.status]).toEqual([1, 2, 'planned']);
  });

  it('is released once', async () => {
    const town = await withDraft();
    await releaseDraft(town.act, town.id);
    const after = await town.activities();
    await expect(releaseDraft(town.act, town.id)).rejects.toThrow('已经发布过了');
    expect(await town.activities()).toEqual(after);
  });

  it.each([
    ['retitled', { title: '换个题目' }],
    ['pinned', { pinned: true }],
    ['confirmed', { status: 'confirmed' }],
    ['given to another', { lead: 'police' }],
    ['cancelled', { status: 'cancelled' }],
  ] as const)('is out of date when an activity it moves was %s', async (_what, patch) => {
    const town = await withDraft();
    await changeActivity(town.act, town.meeting.id, 'any', patch);
    expect(await refusal(town, town.id)).toEqual([`activities/${town.meeting.id} 编排之后改过这项活动`]);
  });

  it('is out of date when it would undo a move it knows nothing of', async () => {
    const town = await withDraft();
    // Unpinned, so that a plan may move it; but this one was made before.
    const visit = await town.activity('2026-visit-m12-v3');
    const start = `2026-12-29${visit.start.slice(10)}`;
    const patch = { start, end: `2026-12-29${visit.end.slice(10)}`, pinned: false };
    await changeActivity(town.act, visit.id, 'any', patch);
    expect(await refusal(town, town.id)).toEqual([`activities/${visit.id} 编排之后改过这项活动`]);
  });

  it('is out of date when another plan was released that wrote the same', async () => {
    const town = await withDraft();
    const other = await town.draft(town.blackout);
    await releaseDraft(town.act, other);
    expect(await refusal(town, town.id)).toContain(`activities/${town.meeting.id} 编排之后改过这项活动`);
  });

  it('is out of date when a new blackout covers one of its slots, and not when it covers none', async () => {
    const town = await withDraft();
    await town.stop('2027-03-01', '2027-03-02');
    const content = await town.store.read((transaction) =>
      transaction.get('planContents', 'smalltown', town.id),
    );
    const to = content?.tasks.find(({ id }) => id === town.meeting.id)?.slot?.date ?? '';
    const blackout = await town.stop(to, to, ['v1']);
    expect(await refusal(town, town.id)).toContain(`blackouts/${blackout} 又有停办时段（台风）`);
    await removeBlackout(town.act, blackout);
    await releaseDraft(town.act, town.id);
  });

  it('is out of date when the blackout it made room for is gone', async () => {
    const town = await withDraft();
    await removeBlackout(town.act, town.blackout);
    expect(await refusal(town, town.id)).toEqual([`blackouts/${town.blackout} 停办时段已经取消（台风）`]);
  });

  it('is out of date when somebody is taken by now where it puts an activity', async () => {
    const town = await withDraft();
    const content = await town.store.read((transaction) =>
      transaction.get('planContents', 'smalltown', town.id),
    );
    const to = content?.tasks.find(({ id }) => id === town.meeting.id)?.slot?.date ?? '';
    const byHand = { village: 'v1', form: 'broadcast', title: '村民大会', place: '祠堂', lead: null };
    await createActivity(town.act, { ...byHand, start: to, end: to });
    expect(await refusal(town, town.id)).toEqual([
      `activities/${town.meeting.id} ${to} 已经排不下（本村当天已有一场）`,
    ]);
  });

  it('is out of date when the town’s data ask for something else', async () => {
    const town = await withDraft();
    const { town: data } = draftCalendars();
    const campaigns = data.campaigns.map((campaign) => ({ ...campaign, lead: 'police' }));
    const calendars = { ...town.calendars, town: { ...data, campaigns } };
    expect(await refusal(town, town.id, { ...town.act, calendars })).toContain(
      `tasks/${town.meeting.id} 镇的资料改过，这项任务已经不同`,
    );
  });

  it('is out of date once what it moves has begun', async () => {
    const town = await withDraft();
    const now = townTime(`${addDays(town.day, 1)}T08:00`);
    expect(await refusal(town, town.id, { ...town.act, now })).toContain(
      `activities/${town.meeting.id} 已经到了它的时间（${(await movedTo(town)) ?? ''}）`,
    );
  });

  it('that dropped an activity cancelled since is out of date too', async () => {
    const town = await draftTown();
    const less = smallCalendars({ duties: [{ id: 'visit', lawyer: true }] });
    const calendars = { ...town.calendars, town: { ...town.calendars.town, campaigns: less.town.campaigns } };
    const id = await town.draft(null, calendars);
    await cancelActivity(town.act, '2026-constitution-day-v2-slogans-1', 'any');
    expect(await refusal(town, id, { ...town.act, calendars })).toEqual([
      'activities/2026-constitution-day-v2-slogans-1 编排之后改过这项活动',
    ]);
  });
});

async function movedTo(town: DraftTown & { id: string; meeting: { id: string } }) {
  const content = await town.store.read((transaction) =>
    transaction.get('planContents', 'smalltown', town.id),
  );
  return content?.tasks.find(({ id }) => id === town.meeting.id)?.slot?.date;
}
