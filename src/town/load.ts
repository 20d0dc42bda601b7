import { join } from 'node:path';
import type { HolidayYear, KeyDate } from '../calendar/index.js';
import { filesIn, missingIn, servedOf } from './files.js';
import { CalendarsError, readCalendars } from './reader.js';
import type { Town } from './town.js';

/** All that stands in `calendars/` for one town. */
export interface Calendars {
  readonly keyDates: readonly KeyDate[];
  readonly holidays: readonly HolidayYear[];
  readonly town: Town;
}

/**
 * All of `dir` for the town with id `townId`.
 *
 * @throws CalendarsError with every fault of every file, or when no file holds that town
 */
export function loadCalendars(dir: string, townId: string): Calendars {
  const files = filesIn(dir);
  const missing = missingIn(dir, files);
  if (missing.length > 0) throw new CalendarsError(missing);
  const reader = readCalendars(servedOf(files));
  reader.assertSound();
  const found = reader.towns.find(({ town }) => town.id === townId);
  if (!found)
    throw new CalendarsError([
      {
        file: join(dir, 'towns'),
        line: 1,
        path: 'id',
        keys: [],
        value: townId,
        message: `没有这个镇，请把 TOWN 或 --town 改成：${reader.towns.map(({ town }) => town.id).join('、')}`,
      },
    ]);
  return { keyDates: reader.keyDates, holidays: reader.holidays, town: found.town };
}

/**
 * The towns of these files, wherever they lie, in their order, with the key dates and holidays of `dir`.
 *
 * @throws CalendarsError with every fault of every file; also where two of them are the same town
 */
export function loadTowns(dir: string, townFiles: readonly string[]): Calendars[] {
  const reader = readCalendars({ ...servedOf(filesIn(dir)), counties: [], towns: [...townFiles] });
  reader.assertSound();
  const { keyDates, holidays } = reader;
  return reader.towns.map(({ town }) => ({ keyDates, holidays, town }));
}
