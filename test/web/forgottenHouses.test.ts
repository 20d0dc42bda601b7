import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { MOST_HOUSES } from '../../src/web/houses.js';
import { calendarsOf, installation, oneCampaign, TOKEN } from '../support/installation.js';
import { until } from '../support/until.js';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Towns asked for; each is let go of but for the last. */
const TOWNS = 2 * MOST_HOUSES;

/** Data of towns that are kept beside those of open houses. */
const IN_MEMORY = 2;

describe('a town that was asked for', () => {
  it('leaves nothing in memory when its house is closed', async () => {
    const ids = Array.from({ length: TOWNS }, (_, index) => `town-${index + 1}`);
    const { url, towns, houses } = await installation(
      calendarsOf(ids.map((id) => ({ id, name: `${id}镇`, ...oneCampaign() }))),
      { home: 'town-1', mostInMemory: IN_MEMORY },
    );
    const authorization = `Bearer ${TOKEN}`;
    // What a house has of its town: whoever keeps anything of the house keeps it.
    const seen: WeakRef<object>[] = [];
    for (const id of ids) {
      for (const path of ['feeds/villages/huohu.ics', 'api/v1/activities', 'board', ''])
        expect((await fetch(`${url}/${id}/${path}`, { headers: { authorization } })).status).toBe(200);
      seen.push(new WeakRef(towns.of(id).town));
    }
    const kept = (): number => {
      collect();
      return seen.filter((town) => town.deref() !== undefined).length;
    };
    expect(houses.ids).toEqual(ids.slice(-MOST_HOUSES));
    await until(() => kept() <= MOST_HOUSES, `no more than ${MOST_HOUSES} towns are in memory`);
  }, 120_000);
});
