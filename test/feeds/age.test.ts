import { describe, expect, it } from '@jest/globals';
import { agedBy, changedOnce, UNCHANGED, youngestOf } from '../../src/feeds/index.js';

describe('the age of what feeds are made of', () => {
  it('is the second of its only change, and settled with it', () => {
    expect(changedOnce(100)).toEqual({ modified: 100, settled: 100 });
    expect(agedBy(UNCHANGED, 100, 42)).toEqual({ modified: 100, settled: 100 });
  });

  it('is not settled by the second of a change when the state before was shown in that second', () => {
    expect(agedBy(changedOnce(100), 100, 100)).toEqual({ modified: 100, settled: 101 });
  });

  it('is not settled before the last second in which the state before was shown, however late it came', () => {
    expect(agedBy(changedOnce(50), 100, 103)).toEqual({ modified: 100, settled: 104 });
  });

  it('never goes back, though a change bears an old date', () => {
    expect(agedBy(changedOnce(100), 70, 99)).toEqual({ modified: 100, settled: 100 });
    expect(agedBy(changedOnce(100), 70, 120)).toEqual({ modified: 100, settled: 121 });
  });

  it('is that of the youngest part', () => {
    expect(youngestOf([changedOnce(5), { modified: 3, settled: 9 }])).toEqual({ modified: 5, settled: 9 });
  });
});
