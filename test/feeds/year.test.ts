import { beforeAll, describe, expect, it } from '@jest/globals';
import { DateTime } from 'luxon';
import type { Activity } from '../../src/facts/index.js';
import { feedPathsOf } from '../../src/feeds/index.js';
import { feedAt, readByIcalJs, readByNodeIcal, type ReadEvent } from '../support/feeds.js';
import { gangmen } from '../support/gangmen.js';
import { yearOfTown } from '../support/yearOfTown.js';

/** A day from which the window holds the whole of the planned year. */
const dayBefore = (activities: readonly Activity[]): string => `${(activities[0]?.year ?? 0) - 1}-12-20`;

/** As ISO 8601 in UTC. */
const utc = (instant: string): string => DateTime.fromISO(instant).toJSDate().toISOString();

const LIMIT = 300_000;

describe('a year of the whole town', () => {
  let year: readonly Activity[] = [];
  let today = '';

  beforeAll(async () => {
    year = await yearOfTown();
    today = dayBefore(year);
  });

  it('keeps every feed sound, by our own lint', () => {
    expect(year.length).toBeGreaterThan(400);
    // feedAt refuses a feed that the lint finds fault with.
    for (const path of feedPathsOf(gangmen.town)) {
      const quiet = feedAt(path, year, today);
      const ringing = feedAt(path, year, today, { alarms: true, people: null });
      expect(ringing.bytes.length).toBeGreaterThan(quiet.bytes.length);
    }
  });

  it('is read the same by ical.js and by node-ical: titles, places, instants, days, status', () => {
    const expected = year
      .map((activity): ReadEvent => ({
        uid: `${activity.id}@gangmen.pufa`,
        title: activity.title,
        place: activity.place,
        start: utc(activity.start),
        end: utc(activity.end),
        cancelled: false,
      }))
      .sort((a, b) => (a.uid < b.uid ? -1 : 1));
    const feed = feedAt('town', year, today);
    expect(readByIcalJs(feed)).toEqual(expected);
    expect(readByNodeIcal(feed)).toEqual(expected);
    const dates = feedAt('key-dates', [], today);
    expect(readByNodeIcal(dates)).toEqual(readByIcalJs(dates));
  });

  it('stays under 300 KB with up to 550 activities, alarms or none, for Google drops big feeds in silence', () => {
    const more = year.slice(0, Math.max(0, 550 - year.length));
    const full = [...year, ...more.map((activity) => ({ ...activity, id: `${activity.id}-b` }))];
    expect(full).toHaveLength(550);
    const sizes = [false, true].map(
      (alarms) => feedAt('town', full, today, { alarms, people: null }).bytes.length,
    );
    expect(Math.max(...sizes)).toBeLessThan(LIMIT);
  });
});
