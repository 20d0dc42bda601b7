import { describe, expect, it } from '@jest/globals';
import { listAround, movedInOrder } from '../../src/reminders/index.js';
import { cadre } from '../support/contacts.js';

const LIST = [
  cadre({ id: 'c2', order: 1 }),
  cadre({ id: 'c1', order: 1 }),
  cadre({ id: 'c3', order: 7 }),
  cadre({ id: 'other', village: 'xipo', order: 0 }),
];

const orders = (id: string, by: -1 | 1) =>
  movedInOrder(LIST, id, by).map((contact) => [contact.id, contact.order, contact.revision]);

describe('the order in which a village’s contacts are told', () => {
  it('is by order, then id, among those of the same village', () => {
    expect(listAround(LIST, cadre({ id: 'c3' })).map(({ id }) => id)).toEqual(['c1', 'c2', 'c3']);
  });

  it('changes by one place, and tells apart those that were the same', () => {
    expect(orders('c3', -1)).toEqual([
      ['c3', 2, 2],
      ['c2', 3, 2],
    ]);
    expect(orders('c1', 1)).toEqual([
      ['c1', 2, 2],
      ['c3', 3, 2],
    ]);
  });

  it('has nothing before the first, after the last, or for nobody', () => {
    expect([orders('c1', -1), orders('c3', 1), orders('nobody', 1)]).toEqual([[], [], []]);
  });
});
