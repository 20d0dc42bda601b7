import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Batches, type Parcel } from '../../src/reminders/index.js';
import { recorder } from '../support/reminding.js';
import { delivered } from '../support/lookWith.js';

const parcel = (index: number, deliveries: number): Parcel => ({
  deliveries: Array.from({ length: deliveries }, (_, one) => delivered({ id: `${index} ${one}` })),
  channel: recorder([]),
  address: { kind: 'log' },
  lane: 'one',
  afterMs: 0,
});

const parcelsOf = (sizes: readonly number[]): Parcel[] => sizes.map((size, index) => parcel(index, size));

describe('a minute’s parcels', () => {
  it('are taken in whole parcels, as many as fit into a batch, and one at least', () => {
    const batches = new Batches(parcelsOf([2, 2, 3, 9, 1]), 5);
    const sizes: number[][] = [];
    for (let batch = batches.next(); batch; batch = batches.next())
      sizes.push(batch.parcels.map(({ deliveries }) => deliveries.length));
    expect(sizes).toEqual([[2, 2], [3], [9], [1]]);
  });

  it('are taken backwards from the beginning once another is met, and no more when another is met there', () => {
    const ring = parcelsOf([1, 1, 1, 1, 1, 1]);
    const batches = new Batches(ring, 1);
    const taken = () => {
      const batch = batches.next();
      const [first] = batch?.parcels ?? [];
      return batch && first && { batch, index: ring.indexOf(first) };
    };
    expect(taken()?.index).toBe(0);
    const [second, third] = [taken(), taken()];
    if (!second || !third) throw new Error('no batch');
    batches.met(second.batch);
    // Another hand of the same process has come upon it as well: that changes nothing.
    batches.met(third.batch);
    const back = taken();
    expect(back?.index).toBe(5);
    if (back) batches.met(back.batch);
    expect(taken()).toBeUndefined();
  });

  it('are shared by processes without a remainder, however fast each is', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 4 }),
        fc.infiniteStream(fc.nat()),
        (sizes, processes, turns) => {
          const parcels = parcelsOf(sizes);
          const taken = new Map<Parcel, number>();
          const all = Array.from({ length: processes }, (_, before) => {
            const first = Math.floor((parcels.length * before) / processes);
            return new Batches([...parcels.slice(first), ...parcels.slice(0, first)], 5);
          });
          const going = new Set(all);
          for (const turn of turns) {
            const batches = [...going][turn % Math.max(1, going.size)];
            if (!batches) break;
            const batch = batches.next();
            if (!batch) going.delete(batches);
            else {
              const mine = batch.parcels.filter((one) => !taken.has(one));
              for (const one of mine) taken.set(one, all.indexOf(batches));
              if (mine.length === 0) batches.met(batch);
            }
          }
          expect(taken.size).toBe(parcels.length);
        },
      ),
    );
  });
});
