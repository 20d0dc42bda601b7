import { occurrencesOf, weekdayName, type Occurrence } from '../calendar/index.js';
import { loadCalendars } from '../town/index.js';
import { readArgs, yearFrom } from './args.js';
import type { Command } from './command.js';

const USAGE = 'pufa dates --year 2027 [--json]';

const line = ({ start, end, short, name, confidence, enabled }: Occurrence): string =>
  [
    start === end ? `${start} ${weekdayName(start)}` : `${start} 至 ${end}`,
    name.zh.includes(short) ? name.zh : `${short} ${name.zh}`,
    ...(confidence === 'C' ? ['（待核实）'] : []),
    ...(enabled ? [] : ['（未启用）']),
  ].join('  ');

/** `pufa dates --year Y [--json]`: the year's occurrences. */
export const dates: Command = (args, { env, print }) => {
  const { values } = readArgs(args, { year: { type: 'string' }, json: { type: 'boolean' } }, USAGE);
  const year = yearFrom(values.year, USAGE);
  const { keyDates } = loadCalendars(env.CALENDARS_DIR, env.TOWN);
  const occurrences = occurrencesOf(keyDates, year);
  if (values.json) print(JSON.stringify({ year, occurrences, unknown: [] }, null, 2));
  else
    occurrences.forEach((occurrence) => {
      print(line(occurrence));
    });
  return Promise.resolve(0);
};
