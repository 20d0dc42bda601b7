import { describe, expect, it } from '@jest/globals';
import { SYSTEM, type Activity, type Delivery } from '../../src/facts/index.js';
import { lookAt } from '../../src/reminders/index.js';
import { activity, townTime } from '../support/gangmen.js';
import { delivered } from '../support/lookWith.js';
import { reminding, setting } from '../support/reminding.js';

/** What a look finds at noon of 4 December 2026 among these facts: ids of activities, due instants of deliveries. */
async function found(activities: readonly Activity[], deliveries: readonly Delivery[] = []) {
  const { store } = await reminding(activities);
  await store.write(SYSTEM, async (transaction) => {
    for (const delivery of deliveries) await transaction.put('deliveries', delivery);
  });
  const look = await store.read((facts) => lookAt(facts, setting, townTime('2026-12-04T12:00')));
  return {
    activities: [...look.activities.keys()],
    dues: [...look.deliveries.values()].map(({ dueAt }) => dueAt).sort(),
  };
}

const held = (id: string, day: string): Activity =>
  activity({ id, start: `${day}T09:00:00+08:00`, end: `${day}T11:30:00+08:00` });

const due = (about: string, dueAt: string): Delivery =>
  delivered({ activity: about, rule: `on-${dueAt.slice(0, 10)}`, dueAt });

describe('a look', () => {
  it('goes back 400 days for activities', async () => {
    const { activities } = await found([held('last', '2025-10-30'), held('older', '2025-10-29')]);
    expect(activities).toEqual(['last']);
  });

  it('goes back 35 days for deliveries, and as far as they reach about what was not over then', async () => {
    const { dues } = await found(
      [held('over', '2026-10-29'), held('just', '2026-10-30'), held('ahead', '2026-12-20')],
      ['over', 'just', 'ahead'].flatMap((about, minutes) => [
        due(about, `2026-10-30T00:0${minutes}:00+08:00`),
        due(about, `2026-10-29T23:5${minutes}:00+08:00`),
        due(about, `2026-01-01T00:0${minutes}:00+08:00`),
      ]),
    );
    expect(dues).toEqual([
      '2026-01-01T00:01:00+08:00',
      '2026-01-01T00:02:00+08:00',
      '2026-10-29T23:51:00+08:00',
      '2026-10-29T23:52:00+08:00',
      '2026-10-30T00:00:00+08:00',
      '2026-10-30T00:01:00+08:00',
      '2026-10-30T00:02:00+08:00',
    ]);
  });

  it('has what is about one activity together, old and new', async () => {
    const { store } = await reminding([held('ahead', '2026-12-20'), held('other', '2026-12-20')]);
    const mine = [due('ahead', '2026-09-01T08:30:00+08:00'), due('ahead', '2026-12-01T08:30:00+08:00')];
    await store.write(SYSTEM, async (transaction) => {
      for (const one of [...mine, due('other', '2026-12-01T08:30:00+08:00')])
        await transaction.put('deliveries', one);
    });
    const look = await store.read((facts) => lookAt(facts, setting, townTime('2026-12-04T12:00')));
    expect(look.about('ahead')).toEqual(mine);
    expect(look.about('nobody')).toEqual([]);
  });
});
