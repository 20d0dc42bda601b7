import { describe, expect, it } from '@jest/globals';
import type { Contact, Swap } from '../../src/facts/index.js';
import type { Channel, Message, Outcome, Pace } from '../../src/reminders/index.js';
import { cadre } from '../support/contacts.js';
import { activity } from '../support/gangmen.js';
import { recorder, reminding } from '../support/reminding.js';

const AT = '2026-11-27T08:30';
const SENT: Outcome = { outcome: 'sent', result: 'ok' };
const VILLAGES = ['a', 'b', 'c', 'd'];

/** Four villages with something due, whose messages share addresses as told. */
async function four(
  answers: (message: Message) => Outcome | Promise<Outcome>,
  { shared = true, budgets = [] }: { shared?: boolean; budgets?: Channel['budgets'] } = {},
) {
  const town = await reminding(
    VILLAGES.map((village) => activity({ id: village, village, title: `${village}的活动` })),
    VILLAGES.map((id): Contact =>
      cadre({ id, village: id, channels: [{ kind: 'email', address: `${id}@example.org` }] }),
    ),
  );
  const channel: Channel = {
    ...recorder(town.got, answers, budgets),
    kind: 'email',
    budgetKey: (address) => (shared ? 'one' : JSON.stringify(address)),
  };
  return {
    ...town,
    channel,
    /** Each delivery as `contact state attempts retryAt told`. */
    ends: async () =>
      (await town.deliveries())
        .map(
          ({ contact, state, attempts, claim, retryAt, told }) =>
            `${contact} ${state}${claim ? ' open' : ''} ${attempts.length} ${retryAt?.slice(11, 19) ?? '–'} ${told ? 'told' : '–'}`,
        )
        .sort(),
  };
}

const idOf = ({ activities }: Message): string | undefined => activities[0]?.id;

describe('an address that asks for time', () => {
  const busy = (message: Message): Outcome =>
    idOf(message) === 'b' ? { outcome: 'retry', result: '忙', afterMs: 90_000 } : SENT;

  it('gets nothing more: the rest is given back, to go when that may go again', async () => {
    const town = await four(busy);
    await town.tick(AT, { channels: [town.channel] });
    expect(await town.ends()).toEqual([
      'a sent 1 – told',
      'b claimed 1 08:31:30 –',
      'c claimed 0 08:31:30 –',
      'd claimed 0 08:31:30 –',
    ]);
    expect(town.got).toHaveLength(1);
  });

  it('holds up no other address', async () => {
    const town = await four(busy, { shared: false });
    await town.tick(AT, { channels: [town.channel] });
    expect(await town.ends()).toEqual([
      'a sent 1 – told',
      'b claimed 1 08:31:30 –',
      'c sent 1 – told',
      'd sent 1 – told',
    ]);
  });
});

describe('a program that ends at once', () => {
  it('gives back what it has not sent, and the next minute sends it', async () => {
    const closing = new AbortController();
    const town = await four((message) => {
      if (idOf(message) === 'b') closing.abort();
      return SENT;
    });
    await town.tick(AT, { channels: [town.channel], signal: closing.signal });
    expect(await town.ends()).toEqual([
      'a sent 1 – told',
      'b sent 1 – told',
      'c claimed 0 – –',
      'd claimed 0 – –',
    ]);
    await town.tick('2026-11-27T08:31', { channels: [town.channel] });
    expect(await town.ends()).toEqual(VILLAGES.map((id) => `${id} sent 1 – told`));
    expect(town.got).toHaveLength(4);
  });

  it('waits for no turn', async () => {
    const waits: number[] = [];
    const closing = new AbortController();
    const pace: Pace = {
      elapsed: () => waits.reduce((sum, ms) => sum + ms, 0),
      wait: (ms) => {
        waits.push(ms);
        closing.abort();
        return Promise.resolve();
      },
    };
    const town = await four(() => SENT, { budgets: [{ count: 1, ms: 5000 }] });
    await town.tick(AT, { channels: [town.channel], pace, signal: closing.signal });
    expect([town.got.length, waits]).toEqual([1, [5500]]);
    expect((await town.ends()).slice(1)).toEqual(['b claimed 0 – –', 'c claimed 0 – –', 'd claimed 0 – –']);
  });
});

describe('what is being sent', () => {
  it('waits for its turn on the tick’s own clock where no other is given', async () => {
    const town = await four(() => SENT, { budgets: [{ count: 3, ms: 5000 }] });
    await town.tick(AT, { channels: [town.channel] });
    expect(town.got.map(({ at }) => at.slice(11))).toEqual(['08:30:00', '08:30:00', '08:30:00', '08:30:05']);
  });

  it('waits for its turn, and bears the time at which it went', async () => {
    const waits: number[] = [];
    const pace: Pace = {
      elapsed: () => waits.reduce((sum, ms) => sum + ms, 0),
      wait: (ms) => {
        waits.push(ms);
        return Promise.resolve();
      },
    };
    const town = await four(() => SENT, { budgets: [{ count: 2, ms: 5000 }] });
    await town.tick(AT, { channels: [town.channel], pace });
    expect(waits).toEqual([5500]);
    expect(town.got.map(({ at }) => at.slice(11))).toEqual(['08:30:00', '08:30:00', '08:30:05', '08:30:05']);
    const deliveries = await town.deliveries();
    expect(deliveries.map(({ attempts: [first] }) => first?.at.slice(11, 19)).sort()).toEqual([
      '08:30:00',
      '08:30:00',
      '08:30:05',
      '08:30:05',
    ]);
  });

  /** Each message takes so many milliseconds. */
  const taking = async (ms: number, refuse = false) => {
    let elapsed = 0;
    const town = await four(async () => {
      // Lets what is being noted end.
      await new Promise((resolve) => setImmediate(resolve));
      elapsed += ms;
      return SENT;
    });
    const noted: number[] = [];
    const swap = town.store.swap.bind(town.store);
    let refused = false;
    town.store.swap = (id, swaps: readonly Swap[]) => {
      const sent = swaps.filter(({ put }) => put.state === 'sent').length;
      if (refuse && sent > 0 && !refused) {
        refused = true;
        return Promise.reject(new Error('the disk is full'));
      }
      if (sent > 0) noted.push(sent);
      return swap(id, swaps);
    };
    const pace: Pace = { elapsed: () => elapsed, wait: () => Promise.resolve() };
    await town.tick(AT, { channels: [town.channel], pace });
    return { noted, ends: await town.ends() };
  };

  it('is noted on the way where it takes long, so that a crash leaves few open', async () => {
    const ends = VILLAGES.map((id) => `${id} sent 1 – told`);
    expect(await taking(30)).toEqual({ noted: [1, 1, 1, 1], ends });
    expect(await taking(10)).toEqual({ noted: [2, 2], ends });
    expect(await taking(1)).toEqual({ noted: [4], ends });
  });

  it('is noted at the end where the disk refused on the way', async () => {
    const { noted, ends } = await taking(30, true);
    expect(noted.reduce((sum, count) => sum + count, 0)).toBe(4);
    expect(ends).toEqual(VILLAGES.map((id) => `${id} sent 1 – told`));
  });
});
