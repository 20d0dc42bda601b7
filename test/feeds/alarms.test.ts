import { describe, expect, it } from '@jest/globals';
import { alarmBefore } from '../../src/feeds/alarms.js';
import { reminderRuleSchema } from '../../src/town/index.js';
import { townTime } from '../support/gangmen.js';

const HOUR = 3600;

/** Hours before nine o’clock of 4 December that a calendar rings in a town with such rules. */
const hoursBefore = (...rules: object[]): number | null => {
  const town = {
    zone: 'Asia/Shanghai',
    rules: rules.map((rule, index) =>
      reminderRuleSchema.parse({
        id: `rule-${index}`,
        to: ['village'],
        'max-late': '3d',
        source: '测试',
        ...rule,
      }),
    ),
  };
  const seconds = alarmBefore(town, '2026-12-04', townTime('2026-12-04T09:00').toSeconds(), false);
  return seconds === null ? null : seconds / HOUR;
};

describe('the alarm of a calendar', () => {
  const [morning, evening] = [{ before: '1d at 08:00' }, { before: '1d at 17:00' }];

  it('is the last reminder before the day itself, in whatever order the rules stand', () => {
    const week = { before: '7d at 08:30' };
    expect(hoursBefore(week, evening)).toBe(16);
    expect(hoursBefore(evening, week)).toBe(16);
    expect(hoursBefore(morning, evening)).toBe(16);
    expect(hoursBefore(evening, morning)).toBe(16);
  });

  it('is the one of the day where no other is before it, unless the activity has begun by then', () => {
    expect(hoursBefore({ 'on-day': 'at 07:30' }, evening)).toBe(16);
    expect(hoursBefore({ 'on-day': 'at 07:30' })).toBe(1.5);
    expect(hoursBefore({ 'on-day': 'at 09:00' })).toBe(0);
    expect(hoursBefore({ 'on-day': 'at 09:30' })).toBeNull();
  });

  it('is none where the town reminds of nothing ahead', () => {
    expect(hoursBefore()).toBeNull();
    expect(hoursBefore({ after: '1d at 09:00 unless recorded' })).toBeNull();
  });
});
