import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileFault, readSource, type FileFault } from './source.js';

const ENDING = '.yaml';

/** As others write it. */
const OTHER_ENDING = /\.ya?ml$/i;

const filesNamed = (dir: string, fits: (name: string) => boolean): string[] =>
  existsSync(dir) && statSync(dir).isDirectory()
    ? readdirSync(dir)
        .filter(fits)
        .sort()
        .map((name) => join(dir, name))
    : [];

const yamlFiles = (dir: string): string[] => filesNamed(dir, (name) => name.endsWith(ENDING));

const HOLIDAYS = 'holidays';
const TOWNS = 'towns';

/** Which towns belong together, beside the key dates. */
const COUNTIES = 'counties.yaml';

/** A town's file that is a sample to copy: checked, and never a town. */
const isSample = (file: string): boolean => basename(file).startsWith('_');

/** The files of `calendars/`, by what they hold. */
export interface CalendarFiles {
  readonly keyDates: readonly string[];
  readonly holidays: readonly string[];
  /** None, or one: without it there are no counties. */
  readonly counties: readonly string[];
  readonly towns: readonly string[];
  /** Towns that are none, to be copied: checked like the others, and never served. */
  readonly samples: readonly string[];
}

/** Where the files stand: key dates beside each other, holidays by year, a file a town. */
export function filesIn(dir: string): CalendarFiles {
  const shared = yamlFiles(dir);
  const towns = yamlFiles(join(dir, TOWNS));
  return {
    keyDates: shared.filter((file) => basename(file) !== COUNTIES),
    holidays: yamlFiles(join(dir, HOLIDAYS)),
    counties: shared.filter((file) => basename(file) === COUNTIES),
    towns: towns.filter((file) => !isSample(file)),
    samples: towns.filter(isSample),
  };
}

/** What a file looks like: the counties, a list of key dates, a year's holidays, or a town. */
function kindOf(file: string): keyof CalendarFiles {
  const { data } = readSource(file);
  if (basename(file) === COUNTIES) return 'counties';
  if (Array.isArray(data)) return 'keyDates';
  if (typeof data === 'object' && data !== null && 'holidays' in data) return 'holidays';
  return isSample(file) ? 'samples' : 'towns';
}

/** The files of `dir`, with others that take the place of their namesakes: a draft of `gangmen.yaml` for the real one. */
export function filesWith(dir: string, others: readonly string[]): CalendarFiles {
  const files = { ...filesIn(dir) };
  for (const file of others) {
    const kind = kindOf(file);
    files[kind] = [...files[kind].filter((known) => basename(known) !== basename(file)), file];
  }
  return files;
}

/** Without the samples: a fault in one keeps no town from being served. */
export const servedOf = (files: CalendarFiles): CalendarFiles => ({ ...files, samples: [] });

/** What has to be there and is not, and what is there under an ending that nobody reads. */
export const misplacedIn = (dir: string, { keyDates, towns }: CalendarFiles): FileFault[] => [
  ...[
    ...(keyDates.length === 0 ? ['节点文件（national.yaml）'] : []),
    ...(towns.length === 0 ? ['镇的资料（towns/ 里的 .yaml）'] : []),
  ].map((what) => fileFault(dir, 1, `没有找到${what}，请检查 CALENDARS_DIR`)),
  ...[dir, join(dir, HOLIDAYS), join(dir, TOWNS)]
    .flatMap((folder) => filesNamed(folder, (name) => OTHER_ENDING.test(name) && !name.endsWith(ENDING)))
    .map((file) =>
      fileFault(file, 1, `只读 .yaml 结尾的文件，请改名为 ${basename(file).replace(OTHER_ENDING, ENDING)}`),
    ),
];
