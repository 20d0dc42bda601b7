import { describe, expect, it } from '@jest/globals';
import { heardIn, toldOf } from '../../src/store/postgres/telling.js';
import { TownVersions } from '../../src/store/versions.js';

describe('the versions of many towns', () => {
  it('never give a number again, though so many are not all remembered', () => {
    const versions = new TownVersions();
    const town = (index: number): string => `town-${index}`;
    for (let times = 0; times < 3; times += 1) versions.grow([town(0)]);
    for (let index = 1; index < 25_000; index += 1) {
      const before = [versions.of(town(0)), versions.of(town(index))] as const;
      versions.grow([town(index)]);
      expect(versions.of(town(0))).toBeGreaterThanOrEqual(before[0]);
      expect(versions.of(town(index))).toBeGreaterThan(before[1]);
    }
  });
});

describe('what one process tells the others', () => {
  it('names the towns, as long as PostgreSQL takes the message', () => {
    const few = { by: 'one', towns: ['gangmen', 'town-2'] };
    expect(heardIn(toldOf(few))).toEqual(few);
    const fits = { by: 'one', towns: Array.from({ length: 999 }, (_, index) => `t-${10_000 + index}`) };
    expect(toldOf(fits)).toHaveLength(7995);
    expect(heardIn(toldOf(fits))).toEqual(fits);
    const many = { by: 'one', towns: [...fits.towns, 'one-more'] };
    expect(heardIn(toldOf(many))).toEqual({ by: 'one', towns: null });
  });

  it('means every town where it names none', () => {
    expect(heardIn(toldOf({ by: 'one', towns: null }))).toEqual({ by: 'one', towns: null });
    expect(heardIn('')).toEqual({ by: '', towns: null });
  });
});
