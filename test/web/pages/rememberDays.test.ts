import { describe, expect, it } from '@jest/globals';
import { rememberDays } from '../../../src/web/pages/year/rememberDays.js';
import { view } from './fixtures.js';

describe('remembered days', () => {
  it('are worked out once each, and are the same', () => {
    const asked: string[] = [];
    const { days } = view();
    const remembered = rememberDays((day) => {
      asked.push(day);
      return days(day);
    });
    expect(remembered('2026-12-04')).toEqual(days('2026-12-04'));
    expect(remembered('2026-12-04').market).toBe(true);
    expect(remembered('2026-12-05').market).toBe(false);
    expect(asked).toEqual(['2026-12-04', '2026-12-05']);
  });
});
