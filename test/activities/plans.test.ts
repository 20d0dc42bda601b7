import { describe, expect, it } from '@jest/globals';
import { releaseDraft } from '../support/acts.js';
import { draftTown, type DraftTown } from '../support/draftTown.js';

const plansIn = ({ store }: DraftTown) =>
  store.read(async (transaction) => ({
    plans: await transaction.find('plans', { town: 'smalltown' }),
    contents: await transaction.find('planContents', { town: 'smalltown' }),
  }));

describe('the plans that are kept', () => {
  it('keep what they place for the last five of a year; an older draft is refused by name', async () => {
    const town = await draftTown();
    const ids: string[] = [];
    for (let count = 0; count < 6; count += 1) {
      ids.push(await town.draft());
      const { contents } = await plansIn(town);
      expect(contents.map(({ id }) => id)).toContain(ids.at(-1));
    }
    const { plans, contents } = await plansIn(town);
    expect([plans.length, contents.length]).toEqual([7, 5]);
    const old = ids.find((id) => !contents.some((content) => content.id === id)) ?? '';
    await expect(releaseDraft(town.act, old)).rejects.toThrow('太旧');
  });

  it('do not fill the trail with what they place', async () => {
    const town = await draftTown();
    await releaseDraft(town.act, await town.draft());
    const trail = await town.store.read((transaction) => transaction.find('trail', { town: 'smalltown' }));
    const noted = trail.filter(({ kind }) => kind === 'plans');
    expect(noted.map(({ action, actor }) => [actor, action])).toEqual([
      ['system', 'create'],
      ['system', 'create'],
      ['system', 'update'],
      ['admin', 'update'],
    ]);
    expect(trail.map(({ kind }) => kind)).not.toContain('planContents');
    expect(JSON.stringify(noted)).not.toContain('本期正中');
  });
});
