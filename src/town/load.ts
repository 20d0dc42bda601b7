import { filesIn, servedOf } from './files.js';
import { readCalendars } from './reader.js';
import { openTowns, type Calendars } from './towns.js';

/**
 * All of `dir` for the town with id `townId`.
 *
 * @throws CalendarsError with every fault of every file, or when no file holds that town
 */
export const loadCalendars = (dir: string, townId: string): Calendars => openTowns(dir).of(townId);

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
