import { occurrencesOf, unknownIn } from '../calendar/index.js';
import { loadCalendars } from '../town/index.js';
import { readArgs, yearFrom } from './args.js';
import type { Command } from './command.js';
import { datesText } from './datesText.js';

const USAGE = 'pufa dates --year 2027 [--json]';

/**
 * `pufa dates --year Y [--json]`: the year's occurrences, and what waits for a notice, as the files have them: it needs no
 * store, so it knows nothing of notices that were typed in.
 */
export const dates: Command = (args, { env, print }) => {
  const { values } = readArgs(args, { year: { type: 'string' }, json: { type: 'boolean' } }, USAGE);
  const year = yearFrom(values.year, USAGE);
  const { keyDates, town } = loadCalendars(env.CALENDARS_DIR, env.TOWN);
  const occurrences = occurrencesOf(keyDates, year);
  if (values.json) print(JSON.stringify({ year, occurrences, unknown: unknownIn(keyDates, year) }, null, 2));
  else for (const line of datesText(occurrences, keyDates, town, year)) print(line);
  return Promise.resolve(0);
};
