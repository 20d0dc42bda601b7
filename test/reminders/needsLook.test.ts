import { describe, expect, it } from '@jest/globals';
import type { DateTime } from 'luxon';
import { Watch } from '../../src/reminders/index.js';
import { townTime } from '../support/gangmen.js';

describe('the watch over many towns', () => {
  const at = (text: string): DateTime => townTime(`2026-12-01T${text}`);

  it('looks again when the facts have changed, the time has come, or the clock was set back', () => {
    const watch = new Watch();
    expect(watch.needsLook('north', 0, at('10:00'))).toBe(true);
    watch.looked('north', 7, at('10:00'), at('10:05'));
    expect(watch.needsLook('north', 7, at('10:04'))).toBe(false);
    expect(watch.needsLook('north', 8, at('10:04'))).toBe(true);
    expect(watch.needsLook('north', 7, at('10:05'))).toBe(true);
    expect(watch.needsLook('north', 7, at('09:59'))).toBe(true);
    watch.forget('north');
    expect(watch.needsLook('north', 7, at('10:01'))).toBe(true);
  });

  it('looks at each within two hours whatever was found, and in no minute at all of them', () => {
    const watch = new Watch();
    const towns = Array.from({ length: 1600 }, (_, index) => `town-${index}`);
    for (const town of towns) watch.looked(town, 0, at('10:00'), null);
    const looks = Array.from({ length: 120 }, (_, minute) => {
      const now = at('10:01').plus({ minutes: minute });
      const due = towns.filter((town) => watch.needsLook(town, 0, now));
      for (const town of due) watch.looked(town, 0, now, null);
      return due.length;
    });
    expect(looks.reduce((sum, count) => sum + count)).toBe(towns.length);
    expect(Math.max(...looks)).toBeLessThan(35);
  });
});
