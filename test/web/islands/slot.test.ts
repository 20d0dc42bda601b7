import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { slotOf, timesOfSlot } from '../../../src/activities/index.js';
import { addDays, weekdayOf as weekdayInTown } from '../../../src/calendar/index.js';
import { placeOf, timesAt, weekdayOf, type Half } from '../../../src/web/islands/slot.js';
import { gangmen } from '../../support/gangmen.js';

const { town } = gangmen;
const HALVES: readonly Half[] = ['am', 'pm', 'day'];

const anyDay = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('2020-01-01', days));
const anyPlace = fc.record({ day: anyDay, half: fc.constantFrom(...HALVES) });
const timesIn = ({ day, half }: { day: string; half: Half }) => ({
  ...timesOfSlot({ date: day, half }, town),
  allDay: false,
});

describe('an activity moved in the browser', () => {
  it('stands where the planner sees it', () => {
    fc.assert(
      fc.property(anyPlace, (place) => {
        const { date, half } = slotOf(timesIn(place));
        expect(placeOf(timesIn(place))).toEqual({ day: date, half });
      }),
    );
  });

  it('comes to stand where it was moved to, with the town’s hours', () => {
    fc.assert(
      fc.property(anyPlace, anyPlace, (from, to) => {
        expect(timesAt(timesIn(from), to, town.hours)).toEqual(timesIn(to));
      }),
    );
  });

  it('knows the weekday of every day', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(weekdayOf(day)).toBe(weekdayInTown(day));
      }),
    );
  });

  it('keeps hours of its own on another day, and takes the town’s in another half', () => {
    const own = { start: '2026-12-04T08:15:00+08:00', end: '2026-12-04T10:00:00+08:00', allDay: false };
    expect(timesAt(own, { day: '2026-12-31', half: 'am' }, town.hours)).toEqual({
      start: '2026-12-31T08:15:00+08:00',
      end: '2026-12-31T10:00:00+08:00',
      allDay: false,
    });
    expect(timesAt(own, { day: '2026-12-31', half: 'pm' }, town.hours)).toEqual({
      start: '2026-12-31T15:00:00+08:00',
      end: '2026-12-31T17:30:00+08:00',
      allDay: false,
    });
  });

  it('that lasts whole days lasts as many elsewhere', () => {
    const days = { start: '2026-12-30', end: '2027-01-01', allDay: true };
    expect(timesAt(days, { day: '2027-02-27', half: 'day' }, town.hours)).toEqual({
      start: '2027-02-27',
      end: '2027-03-01',
      allDay: true,
    });
  });
});
