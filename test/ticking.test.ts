import { describe, expect, it } from '@jest/globals';
import pino from 'pino';
import type { Store } from '../src/facts/index.js';
import { openStore } from '../src/store/index.js';
import { TownMinutes } from '../src/ticking.js';
import { closeAtEnd } from './support/folder.js';
import { gangmen, townTime } from './support/gangmen.js';
import { freshDatabase } from './support/postgres/index.js';
import { until } from './support/until.js';

const IDS = Array.from({ length: 24 }, (_, index) => `town-${index}`);
const BEGIN = townTime('2026-11-27T10:00');

/** A process's minutes, by what it looks at in each. */
async function process(databaseUrl: string) {
  const store: Store = await openStore({
    dir: 'unused',
    databaseUrl,
    now: () => '2026-11-27T10:00:00+08:00',
  });
  let now = BEGIN;
  let looked: string[] = [];
  let [reading, most] = [0, 0];
  const read: Store['read'] = async (fn) => {
    reading += 1;
    most = Math.max(most, reading);
    try {
      return await store.read(fn);
    } finally {
      reading -= 1;
    }
  };
  const minutes = new TownMinutes({
    store: new Proxy(store, {
      get: (target, name: keyof Store) => {
        if (name === 'read') return read;
        const member: unknown = Reflect.get(target, name);
        return typeof member === 'function' ? (member.bind(target) as unknown) : member;
      },
    }),
    towns: { ids: IDS, of: (id) => ({ ...gangmen, town: { ...gangmen.town, id } }) },
    outgoingOf: ({ town }) => {
      looked.push(town.id);
      return { channels: [], baseUrl: 'http://localhost' };
    },
    log: pino({ level: 'silent' }),
    now: () => now,
    clock: () => 0,
  });
  const close = async (): Promise<void> => {
    await minutes.end();
    await store.close();
  };
  closeAtEnd(() => close().catch(() => undefined));
  return {
    /** Two hours later, so that every town is looked at by whoever has it. */
    next: async (): Promise<string[]> => {
      now = now.plus({ hours: 2 });
      looked = [];
      most = 0;
      await minutes.begin();
      await minutes.idle();
      return looked;
    },
    /** Towns that were read at the same time, at most, in the last minute. */
    atOnce: () => most,
    close,
  };
}

describe('the minutes of two processes on one database', () => {
  it('are each town’s by one of them, and all of them by the one that is left', async () => {
    const url = await freshDatabase();
    const [one, other] = [await process(url), await process(url)];
    expect((await one.next()).sort()).toEqual([...IDS].sort());
    expect(one.atOnce()).toBe(4);
    // The first lets go of its half when it asks again.
    expect(await other.next()).toEqual([]);
    const halves = [await one.next(), await other.next()];
    expect(halves.flat().sort()).toEqual([...IDS].sort());
    expect(Math.min(...halves.map(({ length }) => length))).toBeGreaterThan(0);
    // At one database both together do not do more at once than one.
    expect([one.atOnce(), other.atOnce()]).toEqual([2, 2]);
    expect(await one.next()).toEqual(halves[0]);
    await one.close();
    await until(async () => (await other.next()).length === IDS.length, 'the other looks at all of them');
  }, 60_000);
});
