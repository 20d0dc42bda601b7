import { resolve } from 'node:path';
import { onDaysOff } from '../activities/index.js';
import { missingHolidayYears, type Day } from '../calendar/index.js';
import type { ReadTransaction } from '../facts/index.js';
import { hasStore, readFacts } from '../store/index.js';
import {
  dayIn,
  faultLine,
  filesWith,
  misplacedIn,
  readCalendars,
  type FileFault,
  type Reader,
  type Town,
} from '../town/index.js';
import type { Shell } from '../shell.js';
import { readArgs } from './args.js';
import type { Command } from './command.js';
import { addressOf } from './storePlace.js';

const USAGE = 'pufa check [文件…]';

/** Only the named files are reported; the rest is read for what they refer to. */
const reported = (faults: readonly FileFault[], files: readonly string[]): FileFault[] =>
  files.length === 0 ? [...faults] : faults.filter(({ file }) => files.includes(resolve(file)));

/** More of one kind would bury the rest. */
const MOST_SHOWN = 20;

/** What is no fault, but wants a look: a year's days off are missing, or a town's activity now stands on one. */
async function warningsOf({ holidays, towns }: Reader, { env, now }: Shell): Promise<string[]> {
  const todayIn = ({ zone }: Town): Day => dayIn(now(), zone);
  const missing = new Set(towns.flatMap(({ town }) => missingHolidayYears(holidays, todayIn(town))));
  const years = [...missing].map(
    (year) =>
      `没有 ${year} 年的放假安排：国务院通知公布后，照已有的文件加一个 holidays/${year}.yaml，在那以前只算法定假日`,
  );
  if (towns.length === 0 || (env.DATABASE_URL === undefined && !hasStore(env.DATA_DIR))) return years;
  const flagged: string[] = [];
  const look = async (facts: ReadTransaction): Promise<void> => {
    for (const { town } of towns) {
      const today = todayIn(town);
      const ahead = await facts.find('activities', { town: town.id, from: today });
      const name = towns.length > 1 ? `${town.name}：` : '';
      for (const { message } of onDaysOff(ahead, { town, holidays }, today)) flagged.push(name + message);
    }
  };
  try {
    await readFacts(addressOf(env), look);
  } catch (error) {
    // The data files are sound all the same.
    if (!(error instanceof Error) || !/^Store(Unavailable)?Error$/.test(error.name)) throw error;
    return [...years, `没能看已排的活动有没有落在休息日：${error.message}`];
  }
  const more = flagged.length - MOST_SHOWN;
  return [
    ...years,
    ...flagged.slice(0, MOST_SHOWN).map((what) => `已排的活动落在休息日：${what}`),
    ...(more > 0 ? [`还有 ${more} 项活动落在休息日`] : []),
  ];
}

/** `pufa check [FILE…]`: every fault of the data files; exit 1 on any. Warnings leave it at 0. */
export const check: Command = async (args, shell) => {
  const { env, print } = shell;
  const { positionals } = readArgs(args, {}, USAGE, Infinity);
  const files = positionals.map((file) => resolve(file));
  const all = filesWith(env.CALENDARS_DIR, files);
  const reader = readCalendars(all);
  const faults = [...misplacedIn(env.CALENDARS_DIR, all), ...reported(reader.sortedFaults(), files)];
  for (const fault of faults) print(faultLine(fault));
  if (faults.length > 0) {
    print(`共 ${faults.length} 处问题，请改正后再检查。`);
    return 1;
  }
  for (const warning of await warningsOf(reader, shell)) print(`提示：${warning}`);
  const { keyDates, holidays, counties, towns } = reader;
  const inCounties = counties.length > 0 ? `，${counties.length} 个县` : '';
  print(
    `没有问题：${keyDates.length} 个节点，${holidays.length} 年的放假安排，${towns.length} 个镇${inCounties}。`,
  );
  return 0;
};
