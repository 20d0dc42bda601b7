import { describe, expect, it } from '@jest/globals';
import { DateTime } from 'luxon';
import type { z } from 'zod';
import { dayIn, hoursSchema, instantOf, isoIn, timeSchema, zoneSchema } from '../../src/town/index.js';
import { reminderSettingsSchema } from '../../src/town/reminderSettings.js';

const ZONE = 'Asia/Shanghai';
const said = (schema: z.ZodType, value: unknown): string[] =>
  schema.safeParse(value).error?.issues.map(({ message }) => message) ?? [];

describe('the town’s clock', () => {
  it('takes a wall-clock time for an instant, and gives it back with the town’s offset', () => {
    const instant = instantOf('2026-12-04', '09:00', ZONE);
    expect(instant.toUTC().toISO()).toBe('2026-12-04T01:00:00.000Z');
    expect(isoIn(instant.plus({ milliseconds: 999 }), ZONE)).toBe('2026-12-04T09:00:00+08:00');
  });

  it('has its own day, whatever the day is elsewhere', () => {
    expect(dayIn(DateTime.fromISO('2026-12-03T15:59:59Z'), ZONE)).toBe('2026-12-03');
    expect(dayIn(DateTime.fromISO('2026-12-03T16:00:00Z'), ZONE)).toBe('2026-12-04');
  });

  it('knows no instant that there is not', () => {
    expect(() => instantOf('2026-02-30', '09:00', ZONE)).toThrow(
      'no such time: 2026-02-30T09:00 in Asia/Shanghai',
    );
    const never = DateTime.invalid('no reason');
    expect(() => isoIn(never, ZONE)).toThrow('not an instant: no reason');
    expect(() => dayIn(never, ZONE)).toThrow('not an instant: no reason');
  });
});

describe('hours as they are written', () => {
  it.each([
    [timeSchema, '00:00', []],
    [timeSchema, '23:59', []],
    [timeSchema, '24:00', ['时间要写成 08:30 这样的 24 小时制']],
    [timeSchema, '8:30', ['时间要写成 08:30 这样的 24 小时制']],
    [timeSchema, '08:60', ['时间要写成 08:30 这样的 24 小时制']],
    [hoursSchema, '09:00-11:30', []],
    [hoursSchema, '9:00-11:30', ['时段要写成 09:00-11:30 这样的 24 小时制']],
    [hoursSchema, '09:00-11:30-12:00', ['时段要写成 09:00-11:30 这样的 24 小时制']],
    [hoursSchema, '11:30-09:00', ['时段的结束要晚于开始']],
    [hoursSchema, '09:00-09:00', ['时段的结束要晚于开始']],
    [hoursSchema, '09:00-25:00', ['时段要写成 09:00-11:30 这样的 24 小时制']],
    [zoneSchema, 'Asia/Shanghai', []],
    [zoneSchema, 'Europe/Berlin', ['只能用没有夏令时的时区，请写成 Asia/Shanghai']],
  ] as const)('%# %s', (schema, text, faults) => {
    expect(said(schema, text)).toEqual(faults);
  });

  it.each(['Asia/Gangmen', '', 'UTC+8', 'local', 'system', 8])(
    '%j names no zone, or another on another machine',
    (zone) => {
      expect(said(zoneSchema, zone)).toEqual(['不是时区名，请写成 Asia/Shanghai 这样']);
    },
  );
});

describe('how a town reminds', () => {
  const OVERNIGHT = '请写成 21:00-07:00 这样：从晚上几点到第二天早上几点；不设就写 never';
  const AFTER = '请写成 4h（几个工作小时没有回执就升级，1 到 99）、90m，或 never（不升级）';

  it('is quiet at night, works in two spans and asks again after four hours, unless it says otherwise', () => {
    expect(reminderSettingsSchema.parse({})).toEqual({
      quiet: { start: '21:00', end: '07:00' },
      'quiet-days-off': { start: '21:00', end: '07:30' },
      working: [
        { start: '08:30', end: '12:00' },
        { start: '14:30', end: '17:30' },
      ],
      'escalate-after': 240,
    });
    expect(
      reminderSettingsSchema.parse({
        quiet: 'never',
        working: ['08:00-12:00', '12:00-16:00'],
        'escalate-after': 'never',
      }),
    ).toMatchObject({ quiet: { start: '24:00', end: '00:00' }, 'escalate-after': null });
    expect(reminderSettingsSchema.parse({ 'escalate-after': '90m' })['escalate-after']).toBe(90);
  });

  it.each([
    [{ quiet: '07:00-21:00' }, OVERNIGHT],
    [{ quiet: '21:00' }, OVERNIGHT],
    [{ quiet: '25:00-07:00' }, OVERNIGHT],
    [{ quiet: '21:00-7:00' }, OVERNIGHT],
    [{ quiet: '24:00-07:00' }, OVERNIGHT],
    [{ quiet: '21:00-07:00-08:00' }, OVERNIGHT],
    [{ quiet: 21 }, OVERNIGHT],
    [{ working: [] }, '至少写一段上班时间'],
    [{ working: ['14:30-17:30', '08:30-12:00'] }, '上班时间要从早到晚写，不能重叠'],
    [{ working: ['08:30-12:00', '11:00-17:30'] }, '上班时间要从早到晚写，不能重叠'],
    [{ 'escalate-after': '0h' }, AFTER],
    [{ 'escalate-after': '100h' }, AFTER],
    [{ 'escalate-after': '4' }, AFTER],
  ])('%j is refused with the remedy', (given, remedy) => {
    expect(said(reminderSettingsSchema, given)).toEqual([remedy]);
  });
});
