import { describe, expect, it } from '@jest/globals';
import { SYSTEM, toldOf, type Delivery } from '../../src/facts/index.js';
import { acknowledge } from '../../src/reminders/index.js';
import { activity } from '../support/gangmen.js';
import { cadre } from '../support/contacts.js';
import { delivered } from '../support/lookWith.js';
import { reminding } from '../support/reminding.js';

const MOVED = activity({ start: '2026-12-14T09:00:00+08:00', end: '2026-12-14T11:30:00+08:00', sequence: 1 });
const AT = '2026-11-28T09:00:00+08:00';

/** The states of deliveries once `c1` has answered about the activity at its new date. */
async function after(...deliveries: Delivery[]): Promise<string[]> {
  const town = await reminding([MOVED], [cadre()]);
  await town.store.write(SYSTEM, async (transaction) => {
    for (const delivery of deliveries) await transaction.put('deliveries', delivery);
    await acknowledge(transaction, MOVED, 'c1', { answer: 'received', reason: null }, AT);
  });
  return town.states();
}

describe('an answer', () => {
  it('is about what told of the activity as it stands, and not about what told of another day', async () => {
    const change = delivered({ rule: 'change-1', start: MOVED.start, told: toldOf(MOVED) });
    expect(await after(delivered(), change)).toEqual(['change-1 c1 acknowledged', 'week-before c1 sent']);
  });

  it('goes by what was told, not by when the reminder fell due', async () => {
    // Due for the old date, sent once it had moved.
    expect(await after(delivered({ told: toldOf(MOVED) }))).toEqual(['week-before c1 acknowledged']);
    expect(await after(delivered({ start: MOVED.start, told: toldOf(activity()) }))).toEqual([
      'week-before c1 sent',
    ]);
  });

  it('goes by the date it was due for where nobody knows what was told', async () => {
    expect(await after(delivered({ start: MOVED.start, told: null }))).toEqual([
      'week-before c1 acknowledged',
    ]);
    expect(await after(delivered({ told: null }))).toEqual(['week-before c1 sent']);
  });

  it('is the contact’s own, of what was sent', async () => {
    const others = [
      delivered({ start: MOVED.start, told: toldOf(MOVED), contact: 'c2' }),
      delivered({ start: MOVED.start, told: null, state: 'failed' }),
    ];
    expect(await after(...others)).toEqual(['week-before c1 failed', 'week-before c2 sent']);
  });

  it('that comes later takes the place of the earlier', async () => {
    const town = await reminding([MOVED], [cadre()]);
    await town.store.write(SYSTEM, async (transaction) => {
      await acknowledge(transaction, MOVED, 'c1', { answer: 'received', reason: null }, AT);
      await acknowledge(transaction, MOVED, 'c1', { answer: 'difficulty', reason: '会议室在修' }, AT);
    });
    const answers = await town.store.read((transaction) =>
      transaction.find('acknowledgements', { town: 'gangmen' }),
    );
    expect(answers.map(({ answer, reason, start }) => [answer, reason, start])).toEqual([
      ['difficulty', '会议室在修', MOVED.start],
    ]);
  });
});
