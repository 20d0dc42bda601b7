import { describe, expect, it } from '@jest/globals';
import type { Kind } from '../../src/facts/index.js';
import { heardIn, toldOf } from '../../src/store/postgres/telling.js';
import { TownVersions, type Touched } from '../../src/store/versions.js';

describe('the versions of many towns', () => {
  it('never give a number again, though so many are not all remembered', () => {
    const versions = new TownVersions();
    const town = (index: number): string => `town-${index}`;
    const kinds = ['activities'] as const;
    for (let times = 0; times < 3; times += 1) versions.grow([{ town: town(0), kinds }]);
    for (let index = 1; index < 25_000; index += 1) {
      const before = [versions.of(town(0), ['activities', 'contacts']), versions.of(town(index))] as const;
      versions.grow([{ town: town(index), kinds }]);
      expect(versions.of(town(0), ['activities', 'contacts'])).toBeGreaterThanOrEqual(before[0]);
      expect(versions.of(town(index))).toBeGreaterThan(before[1]);
    }
  });

  it('count each kind by itself where one asks for kinds', () => {
    const versions = new TownVersions();
    versions.grow([{ town: 'gangmen', kinds: ['deliveries', 'records'] }]);
    const counted = (...kinds: Kind[]): number => versions.of('gangmen', kinds);
    expect([counted(), counted('deliveries'), counted('deliveries', 'records')]).toEqual([1, 1, 2]);
    expect([counted('activities'), counted('activities', 'contacts')]).toEqual([0, 0]);
    versions.grow(null);
    expect([counted(), counted('activities')]).toEqual([2, 1]);
  });
});

describe('what one process tells the others', () => {
  it('names the towns, as long as PostgreSQL takes the message', () => {
    const touched: Touched[] = [
      { town: 'gangmen', kinds: ['activities', 'trail'] },
      { town: 'town-2', kinds: ['deliveries'] },
    ];
    expect(toldOf({ by: 'one', touched })).toBe('one gangmen:activities,trail town-2:deliveries');
    expect(heardIn(toldOf({ by: 'one', touched }))).toEqual({ by: 'one', touched });
    const fits = Array.from({ length: 615 }, (_, index): Touched => ({
      town: `t-${1000 + index}`,
      kinds: ['plans'],
    }));
    expect(toldOf({ by: 'four', touched: fits })).toHaveLength(7999);
    expect(heardIn(toldOf({ by: 'four', touched: fits }))).toEqual({ by: 'four', touched: fits });
    expect(heardIn(toldOf({ by: 'five5', touched: fits }))).toEqual({ by: 'five5', touched: null });
  });

  it('means every town where it names none', () => {
    expect(heardIn(toldOf({ by: 'one', touched: null }))).toEqual({ by: 'one', touched: null });
    expect(heardIn('')).toEqual({ by: '', touched: null });
  });
});
