import { describe, expect, it } from '@jest/globals';
import { backoffMs, nextFree } from '../../src/reminders/index.js';

describe('a budget', () => {
  it('lets the next message go when the window has room again', () => {
    expect(nextFree([0, 100], [{ count: 2, ms: 1000 }], 200)).toBe(1500);
    expect(nextFree([0, 100], [{ count: 3, ms: 1000 }], 200)).toBe(200);
    expect(nextFree([], [{ count: 1, ms: 1000 }], 5)).toBe(5);
    expect(
      nextFree(
        [0, 900],
        [
          { count: 1, ms: 1000 },
          { count: 2, ms: 5000 },
        ],
        1000,
      ),
    ).toBe(5500);
  });

  it('waits twice as long each time, to half an hour, and spreads', () => {
    expect([1, 2, 3, 6, 7, 50].map((attempt) => backoffMs(attempt, 0.5) / 60_000)).toEqual([
      1, 2, 4, 30, 30, 30,
    ]);
    expect([backoffMs(1, 0), backoffMs(1, 0.999999)].map((ms) => Math.round(ms / 1000))).toEqual([45, 75]);
    expect(backoffMs(1, 0.5, 600_000)).toBe(600_000);
  });
});
