import { readCalendars, Reader, faultLine, filesIn, type FileFault } from '../town/index.js';
import { readArgs } from './args.js';
import type { Command } from './command.js';

const USAGE = 'pufa check [文件…]';

/** Only the named files are reported; the rest is read for what they refer to. */
const reported = (faults: readonly FileFault[], files: readonly string[]): FileFault[] =>
  files.length === 0 ? [...faults] : faults.filter(({ file }) => files.includes(file));

/** Reads everything, or beside the calendars the named files, each as what it looks like. */
function read(dir: string, files: readonly string[]): Reader {
  const known = filesIn(dir);
  const strangers = files.filter(
    (file) => ![...known.keyDates, ...known.holidays, ...known.towns].includes(file),
  );
  const reader = readCalendars(dir);
  for (const file of strangers) reader.anyFrom(file);
  return reader;
}

/** `pufa check [FILE…]`: every fault of the data files; exit 1 on any. */
export const check: Command = async (args, { env, print }) => {
  const { positionals } = readArgs(args, {}, USAGE);
  const reader = read(env.CALENDARS_DIR, positionals);
  const faults = reported(reader.sortedFaults(), positionals);
  for (const fault of faults) print(faultLine(fault));
  const { keyDates, holidays, towns } = reader;
  print(
    faults.length === 0
      ? `没有问题：${keyDates.length} 个节点，${holidays.length} 年的放假安排，${towns.length} 个镇。`
      : `共 ${faults.length} 处问题，请改正后再检查。`,
  );
  return Promise.resolve(faults.length === 0 ? 0 : 1);
};
