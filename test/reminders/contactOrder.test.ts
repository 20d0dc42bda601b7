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

  it('is each village’s, unit’s, lawyer’s and the office’s own', () => {
    const people = [
      cadre({ id: 'cadre' }),
      cadre({ id: 'of-office', role: 'office' }),
      cadre({ id: 'police', role: 'department', village: null, department: 'police' }),
      cadre({ id: 'school', role: 'department', village: null, department: 'school' }),
      cadre({ id: 'lawyer-1', role: 'lawyer', village: null, lawyer: 'lawyer-1' }),
      cadre({ id: 'lawyer-2', role: 'lawyer', village: null, lawyer: 'lawyer-2' }),
    ];
    for (const one of people) expect(listAround(people, one)).toEqual([one]);
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
