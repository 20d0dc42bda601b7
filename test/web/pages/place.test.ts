import { describe, expect, it } from '@jest/globals';
import { commonPlace } from '../../../src/web/pages/year/place.js';

describe('the place of a row', () => {
  it('is the one all share', () => {
    expect(
      commonPlace([
        { village: '港门村', place: '港门圩' },
        { village: '货湖村', place: '港门圩' },
      ]),
    ).toBe('港门圩');
  });

  it('is “each village’s own” when they differ by the village’s name alone', () => {
    const places = (kind: string) => [
      { village: '港门村', place: `港门${kind}` },
      { village: '港门埠村', place: `港门埠${kind}` },
    ];
    expect(commonPlace(places('村委会'))).toBe('各村委会');
    expect(commonPlace(places('小学'))).toBe('各村小学');
  });

  it('is left out when they have nothing in common', () => {
    expect(
      commonPlace([
        { village: '港门村', place: '港门小学' },
        { village: '货湖村', place: '货湖村委会' },
      ]),
    ).toBeNull();
    expect(commonPlace([])).toBeNull();
  });
});
