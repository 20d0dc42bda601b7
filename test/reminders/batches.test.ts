import { describe, expect, it } from '@jest/globals';
import { batchesOf, type Parcel } from '../../src/reminders/index.js';
import { recorder } from '../support/reminding.js';
import { delivered } from '../support/lookWith.js';

const parcel = (index: number, deliveries: number): Parcel => ({
  deliveries: Array.from({ length: deliveries }, (_, one) => delivered({ id: `${index} ${one}` })),
  channel: recorder([]),
  address: { kind: 'log' },
  lane: 'one',
  afterMs: 0,
});

describe('a minute’s parcels', () => {
  it('are taken in their order and whole, as many as fit into a batch, and one at least', () => {
    const parcels = [2, 2, 3, 9, 1, 4].map((size, index) => parcel(index, size));
    const batches = [...batchesOf(parcels, 5)];
    expect(batches.flat()).toEqual(parcels);
    const sizes = batches.map((batch) => batch.map(({ deliveries }) => deliveries.length));
    expect(sizes).toEqual([[2, 2], [3], [9], [1, 4]]);
    expect([...batchesOf([], 5)]).toEqual([]);
  });
});
