import { describe, expect, it } from '@jest/globals';
import type { TrailEntry } from '../../../src/facts/index.js';
import { changedSince, factAt, mergedOver, touched } from '../../../src/web/pages/editing/index.js';

const entry = (id: string, changes: TrailEntry['changes']): TrailEntry => ({
  id,
  town: 't',
  at: '2026-11-23T10:00:00+08:00',
  actor: 'admin',
  via: 'api',
  address: null,
  request: null,
  reason: null,
  kind: 'activities',
  target: 'a',
  action: 'update',
  changes,
});

const ENTRIES = [
  entry('2-0', { place: { before: '甲', after: '乙' }, revision: { before: 1, after: 2 } }),
  entry('3-0', { title: { before: '旧', after: '新' }, revision: { before: 2, after: 3 } }),
  entry('4-0', { place: { before: '乙', after: '丙' }, revision: { before: 3, after: 4 } }),
];

describe('a stale form', () => {
  it('is held against the fact as it stood when the form was filled in', () => {
    const present = { place: '丙', title: '新', revision: 4 };
    expect(factAt(present, ENTRIES, 1)).toEqual({ place: '甲', title: '旧', revision: 1 });
    expect(factAt(present, [...ENTRIES].reverse(), 2)).toEqual({ place: '乙', title: '旧', revision: 2 });
    expect(factAt(present, ENTRIES, 4)).toEqual(present);
    expect(changedSince(ENTRIES, 2)).toEqual(new Set(['3-0', '4-0']));
  });

  it('keeps what was typed, takes over what was left alone, and names what both changed differently', () => {
    const before = { place: ['甲'], title: ['旧'], partners: ['a', 'b'], pinned: [] };
    const typed = { place: ['我的'], title: ['旧'], partners: ['a'], pinned: ['1'] };
    const now = { place: ['丙'], title: ['新'], partners: ['a', 'b'], pinned: ['1'] };
    expect(mergedOver(typed, before, now)).toEqual({
      values: { place: ['我的'], title: ['新'], partners: ['a'], pinned: ['1'] },
      clashes: ['place'],
    });
  });

  it('does not count white space and empty texts as a change', () => {
    const before = { place: ['甲'], phone: [], pinned: [] };
    expect(touched({ place: [' 甲 '], phone: [''], pinned: [] }, before)).toEqual([]);
    expect(touched({ place: ['甲'], phone: ['1'], pinned: ['1'] }, before)).toEqual(['phone', 'pinned']);
  });
});
