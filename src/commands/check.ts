import { resolve } from 'node:path';
import { faultLine, filesWith, missingIn, readCalendars, type FileFault } from '../town/index.js';
import { readArgs } from './args.js';
import type { Command } from './command.js';

const USAGE = 'pufa check [文件…]';

/** Only the named files are reported; the rest is read for what they refer to. */
const reported = (faults: readonly FileFault[], files: readonly string[]): FileFault[] =>
  files.length === 0 ? [...faults] : faults.filter(({ file }) => files.includes(resolve(file)));

/** `pufa check [FILE…]`: every fault of the data files; exit 1 on any. */
export const check: Command = async (args, { env, print }) => {
  const { positionals } = readArgs(args, {}, USAGE, Infinity);
  const files = positionals.map((file) => resolve(file));
  const all = filesWith(env.CALENDARS_DIR, files);
  const reader = readCalendars(all);
  const faults = [...missingIn(env.CALENDARS_DIR, all), ...reported(reader.sortedFaults(), files)];
  for (const fault of faults) print(faultLine(fault));
  const { keyDates, holidays, towns } = reader;
  print(
    faults.length === 0
      ? `没有问题：${keyDates.length} 个节点，${holidays.length} 年的放假安排，${towns.length} 个镇。`
      : `共 ${faults.length} 处问题，请改正后再检查。`,
  );
  return Promise.resolve(faults.length === 0 ? 0 : 1);
};
