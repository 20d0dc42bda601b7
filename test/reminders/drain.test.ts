import { describe, expect, it } from '@jest/globals';
import type { Contact, Delivery, Swap } from '../../src/facts/index.js';
import { tick, type Channel, type Outcome, type TickContext } from '../../src/reminders/index.js';
import { cadre } from '../support/contacts.js';
import { activity, townTime } from '../support/gangmen.js';
import { recorder, reminding, setting, type Got } from '../support/reminding.js';

const AT = '2026-11-27T08:30';
const SENT: Outcome = { outcome: 'sent', result: 'ok' };

const sender = (owner: string) => ({
  owner,
  inFlight: new Set<string>(),
  gone: () => Promise.resolve(new Set<string>()),
});

/** Villages with a contact each, and as many activities that are due, by turns. */
function morning(villages: number, activities: number) {
  const ids = Array.from({ length: villages }, (_, index) => `v${index}`);
  return reminding(
    Array.from({ length: activities }, (_, index) =>
      activity({ id: `x${index}`, village: `v${index % villages}`, title: `活动${index}` }),
    ),
    ids.map((id): Contact => cadre({ id, village: id })),
  );
}

type Town = Awaited<ReturnType<typeof morning>>;

/** The swaps of a tick, each as what was put of how many: `claimed 2000 sent 500`. */
async function swapsOf(town: Town, more: Partial<TickContext> = {}): Promise<string[]> {
  const seen: string[] = [];
  const { store } = town;
  const swap = store.swap.bind(store);
  store.swap = (id: string, swaps: readonly Swap[]) => {
    const counts = new Map<string, number>();
    for (const { put } of swaps) counts.set(put.state, (counts.get(put.state) ?? 0) + 1);
    seen.push([...counts].map(([state, count]) => `${state} ${count}`).join(' '));
    return swap(id, swaps);
  };
  await town.tick(AT, more);
  store.swap = swap;
  return seen;
}

/** Sends everything a moment after it was asked to, and says how much it was sent at a time. */
function slow(got: Got[]): { channel: Channel; most: () => number } {
  let now = 0;
  let most = 0;
  const channel: Channel = {
    ...recorder(got, async () => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setImmediate(resolve));
      now -= 1;
      return SENT;
    }),
    budgetKey: (address) => JSON.stringify(address) + String(Math.random()),
  };
  return { channel, most: () => most };
}

describe('a morning of more than two thousand reminders', () => {
  it('is claimed two thousand at a time, and the results go with the next claims', async () => {
    const town = await morning(50, 4500);
    expect(await swapsOf(town)).toEqual([
      'claimed 1980',
      'claimed 1980',
      'sent 1980 claimed 540',
      'sent 1980',
      'sent 540',
    ]);
    expect((await town.deliveries()).filter(({ state }) => state === 'sent')).toHaveLength(4500);
    expect(town.got).toHaveLength(50);
  });

  it('ends with the batches under way when the program ends, and what is left is not claimed', async () => {
    const town = await morning(50, 4500);
    let asked = 0;
    await town.tick(AT, { goesOn: () => (asked += 1) <= 1 });
    const deliveries = await town.deliveries();
    expect(new Set(deliveries.map(({ state }) => state))).toEqual(new Set(['sent']));
    expect(deliveries).toHaveLength(1980);
    await town.tick('2026-11-27T08:31');
    expect((await town.deliveries()).filter(({ state }) => state === 'sent')).toHaveLength(4500);
    expect(town.got.flatMap(({ message }) => message.activities)).toHaveLength(4500);
  });

  it('is taken a batch after another where an address limits how fast it is sent to', async () => {
    const town = await morning(50, 4500);
    const channels = [recorder(town.got, () => SENT, [{ count: 100, ms: 1000 }])];
    expect(await swapsOf(town, { channels })).toEqual([
      'claimed 1980',
      'sent 1980 claimed 1980',
      'sent 1980 claimed 540',
      'sent 540',
    ]);
  });

  it('leaves to the next minute what has changed since it was looked at', async () => {
    const town = await morning(50, 4500);
    const channel = recorder(town.got, async ({ activities }) => {
      if (activities.some(({ id }) => id === 'x0'))
        await town.change('x49', { title: '改了名的' }, '2026-11-27T08:30');
      return SENT;
    });
    await town.tick(AT, { channels: [channel] });
    expect(await town.deliveries()).toHaveLength(4499);
    await town.tick('2026-11-27T08:31', { channels: [channel] });
    expect(await town.deliveries()).toHaveLength(4500);
    expect(town.got.at(-1)?.message.title).toContain('改了名的');
  });

  it('goes to eight addresses at a time', async () => {
    const got: Got[] = [];
    const town = await morning(50, 50);
    const { channel, most } = slow(got);
    await town.tick(AT, { channels: [channel] });
    expect([got.length, most()]).toEqual([50, 8]);
  });
});

describe('two that tick at the same moment', () => {
  it('send each reminder once between them, and know of none as under way afterwards', async () => {
    const town = await morning(40, 4200);
    const got: Got[] = [];
    const senders = [sender('one'), sender('other')];
    await Promise.all(
      senders.map((own) =>
        tick({
          store: town.store,
          ...setting,
          channels: [slow(got).channel],
          now: townTime(AT),
          sender: own,
        }),
      ),
    );
    expect(got.flatMap(({ message }) => message.activities)).toHaveLength(4200);
    expect(senders.map(({ inFlight }) => inFlight.size)).toEqual([0, 0]);
    const deliveries = await town.deliveries();
    expect(
      deliveries.filter(({ state, attempts }) => state === 'sent' && attempts.length === 1),
    ).toHaveLength(4200);
  });

  it('write no result over what the other has taken up meanwhile', async () => {
    const town = await morning(1, 1);
    const taken = async (): Promise<void> => {
      const [claimed] = await town.deliveries();
      if (!claimed) throw new Error('not claimed');
      const put: Delivery = { ...claimed, claim: { owner: 'other', at: '2026-11-27T08:30:01+08:00' } };
      expect((await town.store.swap('gangmen', [{ seen: claimed, put }])).size).toBe(1);
    };
    const channel = recorder(town.got, async () => {
      await taken();
      return SENT;
    });
    await town.tick(AT, { channels: [channel], sender: sender('one') });
    expect(await town.deliveries()).toMatchObject([
      { state: 'claimed', claim: { owner: 'other' }, attempts: [] },
    ]);
  });
});

describe('a store that refuses', () => {
  const refusing = async (when: (swaps: readonly Swap[]) => boolean) => {
    const town = await morning(3, 3);
    const swap = town.store.swap.bind(town.store);
    town.store.swap = (id, swaps) =>
      when(swaps) ? Promise.reject(new Error('the disk is full')) : swap(id, swaps);
    const own = sender('one');
    await expect(town.tick(AT, { sender: own })).rejects.toThrow('the disk is full');
    town.store.swap = swap;
    return { ...town, own };
  };

  it('a claim has nothing sent, and it comes with the next minute', async () => {
    const { got, own, tick: next, deliveries } = await refusing(() => true);
    expect([got.length, own.inFlight.size, (await deliveries()).length]).toEqual([0, 0, 0]);
    await next('2026-11-27T08:31', { sender: own });
    expect(got).toHaveLength(3);
  });

  it('a result has it sent once more, marked as perhaps double', async () => {
    const {
      got,
      own,
      tick: next,
      states,
    } = await refusing((swaps) => swaps.some(({ put }) => put.state === 'sent'));
    expect([got.length, own.inFlight.size]).toEqual([3, 0]);
    await next('2026-11-27T08:31', { sender: own });
    expect(got).toHaveLength(6);
    expect(await states()).toEqual(['v0', 'v1', 'v2'].map((id) => `week-before ${id} sent double?`));
  });
});
