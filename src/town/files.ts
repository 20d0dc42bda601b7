import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readSource, type FileFault } from './source.js';

const yamlFiles = (dir: string): string[] =>
  existsSync(dir)
    ? readdirSync(dir)
        .filter((name) => name.endsWith('.yaml'))
        .sort()
        .map((name) => join(dir, name))
    : [];

/** The files of `calendars/`, by what they hold. */
export interface CalendarFiles {
  readonly keyDates: readonly string[];
  readonly holidays: readonly string[];
  readonly towns: readonly string[];
}

/** `_sample.yaml`: a town to copy from. It is checked like the others, and never served. */
export const isSample = (file: string): boolean => basename(file).startsWith('_');

/** Everything that stands in `dir`, samples too. */
const everyFileIn = (dir: string): CalendarFiles => ({
  keyDates: yamlFiles(dir),
  holidays: yamlFiles(join(dir, 'holidays')),
  towns: yamlFiles(join(dir, 'towns')),
});

/** Where the files stand: key dates beside each other, holidays by year, a file a town; samples are left out. */
export function filesIn(dir: string): CalendarFiles {
  const files = everyFileIn(dir);
  return { ...files, towns: files.towns.filter((file) => !isSample(file)) };
}

/** What a file looks like: a list of key dates, a year's holidays, or a town. */
function kindOf(file: string): keyof CalendarFiles {
  const { data } = readSource(file);
  if (Array.isArray(data)) return 'keyDates';
  return typeof data === 'object' && data !== null && 'holidays' in data ? 'holidays' : 'towns';
}

/**
 * The files of `dir` to be checked, samples too, with others that take the place of their namesakes: a draft of
 * `gangmen.yaml` for the real one.
 */
export function filesWith(dir: string, others: readonly string[]): CalendarFiles {
  const files = { ...everyFileIn(dir) };
  for (const file of others) {
    const kind = kindOf(file);
    files[kind] = [...files[kind].filter((known) => basename(known) !== basename(file)), file];
  }
  return files;
}

/** What has to be there and is not. */
export const missingIn = (dir: string, { keyDates, towns }: CalendarFiles): FileFault[] =>
  [
    ...(keyDates.length === 0 ? ['节点文件（national.yaml）'] : []),
    ...(towns.every(isSample) ? ['镇的资料（towns/ 里的 .yaml）'] : []),
  ].map((what) => ({
    file: dir,
    line: 1,
    path: '',
    keys: [],
    value: '',
    message: `没有找到${what}，请检查 CALENDARS_DIR`,
  }));
